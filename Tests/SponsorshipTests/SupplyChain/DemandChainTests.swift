import Daylight
import Sponsorship
import Testing

@Suite struct DemandChainTests {
    static let buyers = #"""
        {"contact_email":"a@d.example","buyers":[
        {"buyer_id":"7","buyer_type":"advertiser","name":"Kustpartiet","domain":"kustpartiet.example"},
        {"buyer_id":8,"buyer_type":"INTERMEDIARY","name":"Agency","domain":"agency.example","ext":[{"buyer_id":"9"}]},
        {"buyer_id":"9","is_confidential":1,"buyer_type":"ADVERTISER"},
        {"buyer_id":"2","buyer_type":"BOTH","name":"A"},{"buyer_id":"2","buyer_type":"BOTH","name":"B"},
        {"buyer_id":"3","buyer_type":"BROKER","domain":"https://e.example/"},{"name":"F","buyer_type":"BOTH"}]}
        """#

    static func summary(_ file: BuyersFile) -> String {
        let buyers = ["7", "8", "9", "2", "3"].map { id in
            guard let buyer = file.buyer(id) else { return "\(id):-" }
            return "\(id):\(buyer.kind?.rawValue ?? "?")/\(buyer.name ?? "-")/\(buyer.domain?.text ?? "-")"
                + (buyer.isConfidential ? "/hidden" : "")
        }
        return buyers.joined(separator: " ") + " | "
            + file.notes.map { "\($0.buyer):\($0.code.rawValue)" }.joined(separator: " ")
    }

    static func chain(_ nodes: String, complete: Int = 1) throws -> DemandChain {
        try DemandChain(
            json: JSONParser.parse(Array(#"{"ver":"1.0","complete":\#(complete),"nodes":[\#(nodes)]}"#.utf8)))
    }

    private let check: DemandChainCheck

    init() throws {
        let exchange =
            #"{"buyers":[{"buyer_id":"d","buyer_type":"INTERMEDIARY","name":"D","domain":"d.example"},{"buyer_id":"x","name":"X","domain":"x.example"}]}"#
        check = DemandChainCheck(
            buyers: [
                Host("d.example")!: try BuyersFile(parsing: Array(Self.buyers.utf8)),
                Host("ex.example")!: try BuyersFile(parsing: Array(exchange.utf8)),
            ], suffixes: .wellKnown)
    }

    @Test func whoBuysIsKeptAndFaultsAreNoted() throws {
        let expected =
            "7:ADVERTISER/Kustpartiet/kustpartiet.example 8:INTERMEDIARY/Agency/agency.example 9:ADVERTISER/-/-/hidden 2:- 3:?/-/- | "
            + "1:number-as-buyer-id 4:different-entities 5:unknown-buyer-type 5:no-name 5:bad-domain 6:no-buyer-id"
        #expect(Self.summary(try BuyersFile(parsing: Array(Self.buyers.utf8))) == expected)
        #expect(Self.summary(try BuyersFile(json: JSONParser.parse(Array(Self.buyers.utf8)))) == expected)
    }

    @Test(arguments: [
        "", "{}", #"{"buyers":{}}"#, #"{"buyers":[],"buyers":[]}"#, #"{"buyers":[{"buyer_id":"1","buyer_id":"2"}]}"#,
    ])
    func whatIsNoSuchFileIsRefused(_ text: String) {
        #expect(throws: InputError.self) { try BuyersFile(parsing: Array(text.utf8)) }
    }

    @Test func aChainIsReadOrItsMemberIsNamed() throws {
        let chain = try Self.chain(
            #"{"asi":"D.example","bsid":"7","name":"N","domain":"not a host"},{"asi":"ex.example","bsid":"d"}"#)
        #expect(chain.isComplete && chain.nodes.map(\.account) == ["7", "d"])
        #expect(chain.nodes[0].system == Host("d.example") && chain.nodes[0].name == "N" && chain.nodes[0].domain == nil)
        let node = #"{"asi":"d.example","bsid":"7"}"#
        let many = (0...20).map { #"{"asi":"d.example","bsid":"\#($0)"}"# }.joined(separator: ",")
        for (nodes, field) in [
            ("", "nodes"), (many, "nodes"), (#"{"asi":"d","bsid":"7"}"#, "nodes[0].asi"),
            (#"{"asi":"d.example"}"#, "nodes[0].bsid"),
            (#"{"asi":"d.example","bsid":"\#(String(repeating: "9", count: 65))"}"#, "nodes[0].bsid"),
            (#"{"asi":"d.example","bsid":"7","name":5}"#, "nodes[0].name"), ("\(node),\(node)", "nodes[1]"),
        ] {
            let error = #expect(throws: InputError.self) { try Self.chain(nodes) }
            #expect(error?.field == field)
        }
        #expect(throws: InputError.self) { try Self.chain(node, complete: 2) }
        #expect(throws: InputError.self) { try DemandChain(json: ["complete": 1, "nodes": []]) }
    }

    @Test func thePayerIsWhomTheSystemNamesAndElseWhomTheBidNames() throws {
        let known = try #require(check.payer(try Self.chain(#"{"asi":"d.example","bsid":"7","name":"KUSTPARTIET"}"#)))
        #expect(known.name == "Kustpartiet" && known.domain?.text == "kustpartiet.example" && known.evidence == .buyersJson)
        let claimed = try #require(check.payer(try Self.chain(#"{"asi":"other.example","bsid":"7","domain":"p.example"}"#)))
        #expect(claimed.name == "p.example" && claimed.evidence == .chain)
    }

    @Test(arguments: [
        #"{"asi":"d.example","bsid":"9","name":"Shown"}"#, #"{"asi":"d.example","bsid":"2","name":"A"}"#,
        #"{"asi":"d.example","bsid":"none","name":"A"}"#, #"{"asi":"d.example","bsid":"7","domain":"other.example"}"#,
        #"{"asi":"other.example","bsid":"7"}"#,
    ])
    func nobodyIsNamedWhereTheSystemHidesContradictsOrDoesNotKnow(_ node: String) throws {
        #expect(check.payer(try Self.chain(node)) == nil)
    }

    @Test func ofAnIncompleteChainNobodyKnowsWhoPays() throws {
        let chain = try Self.chain(#"{"asi":"d.example","bsid":"7"}"#, complete: 0)
        #expect(check.payer(chain) == nil)
        #expect(check.findings(chain).map(\.code) == [.originUnknown])
    }

    @Test func whatSpeaksAgainstAChainIsFound() throws {
        func codes(_ nodes: String) throws -> [String] {
            check.findings(try Self.chain(nodes)).map { "\($0.code.rawValue) \($0.node ?? -1)" }
        }
        #expect(try codes(#"{"asi":"d.example","bsid":"7"},{"asi":"ex.example","bsid":"d"}"#) == [])
        #expect(try codes(#"{"asi":"d.example","bsid":"7"},{"asi":"ex.example","bsid":"x"}"#) == ["broken-link 1"])
        #expect(try codes(#"{"asi":"d.example","bsid":"8"}"#) == ["origin-not-advertiser 0"])
        #expect(try codes(#"{"asi":"d.example","bsid":"9"}"#) == ["hidden-buyer 0"])
        #expect(try codes(#"{"asi":"d.example","bsid":"7","name":"Other"}"#) == ["buyer-differs 0"])
        #expect(try codes(#"{"asi":"d.example","bsid":"1"},{"asi":"unread.example","bsid":"1"}"#) == ["unknown-buyer 0"])
    }
}

@Suite struct ChainFileTests {
    private func answer(_ members: String) throws -> SupplyChainFile.Answer {
        try SupplyChainFile(
            Array(#"{"schain":"1.0,1!x.example,1,1","site":"owner.example",\#(members)}"#.utf8), suffixes: .wellKnown
        ).answer()
    }

    private let owner = #""adsTxt":"y.example,1,DIRECT\nINVENTORYPARTNERDOMAIN=p.example","inventoryPartnerDomain":"P.example""#

    @Test func aPartnerSellsUnderItsOwnFile() throws {
        let sold = try answer(#"\#(owner),"partnerAdsTxt":"x.example,1,DIRECT""#)
        #expect(sold.isAllowed && sold.findings.isEmpty && sold.authorisation == .authorized(.direct))
        #expect(sold.json["authorisation"] == ["verdict": "authorized", "relationships": ["DIRECT"]])
        let resold = try answer(#"\#(owner),"partnerAdsTxt":"x.example,1,RESELLER""#)
        #expect(resold.findings.map(\.code) == [.originNotDirect])
        let unlisted = try answer(#"\#(owner),"partnerAdsTxt":"x.example,2,DIRECT""#)
        #expect(!unlisted.isAllowed && unlisted.authorisation == .unauthorized)
        #expect(unlisted.findings.map(\.code) == [.unauthorizedOrigin, .unlistedHop])
    }

    @Test func withoutThePartnersFileNothingIsCertain() throws {
        for file in ["", #","partnerAdsTxt":"""#] {
            let answer = try answer(owner + file)
            #expect(answer.isAllowed && answer.authorisation == .inconclusive)
            #expect(answer.findings.map(\.severity) == [.warn, .warn])
        }
    }

    @Test func whatAnOldFileLacksMayHaveComeSince() throws {
        let times = #""now":"2026-05-15T10:00:00Z","fetchedAt":{"adsTxt":"2026-05-01T10:00:00Z"}"#
        let answer = try answer(#"\#(owner),"partnerAdsTxt":"x.example,2,DIRECT",\#(times)"#)
        #expect(answer.isAllowed && answer.authorisation == .inconclusive)
        #expect(try self.answer(#""inventoryPartnerDomain":"p.example""#).authorisation == .inconclusive)
    }

    @Test(arguments: ["1", "true", #""1""#, #""True""#])
    func whoHidesIsHiddenHoweverTheFlagIsSpelt(_ flag: String) throws {
        let buyers = #"{"buyers":[{"buyer_id":"7","buyer_type":"ADVERTISER","name":"P","is_confidential":\#(flag)}]}"#
        #expect(try BuyersFile(parsing: Array(buyers.utf8)).buyer("7")?.isConfidential == true)
        let sellers = #"{"version":"1.0","sellers":[{"seller_id":"7","seller_type":"BOTH","is_confidential":\#(flag)}]}"#
        #expect(try SellersFile(parsing: Array(sellers.utf8)).seller("7")?.isConfidential == true)
        for up in ["0", "false", "null", #""no""#] {
            let open = sellers.replacing("\(flag)}", with: "\(up)}")
            #expect(try SellersFile(parsing: Array(open.utf8)).seller("7")?.isConfidential == false)
        }
    }

    @Test func aPartnerThatTheSiteDoesNotNameSellsNothing() throws {
        let answer = try answer(
            #""adsTxt":"y.example,1,DIRECT","inventoryPartnerDomain":"p.example","partnerAdsTxt":"x.example,1,DIRECT""#)
        #expect(!answer.isAllowed && answer.authorisation == .unauthorized)
    }

    @Test func aPartnersOwnAccountIsNotForeign() throws {
        let sellers =
            #""sellersJson":{"x.example":{"sellers":[{"seller_id":"1","seller_type":"PUBLISHER","domain":"p.example"}]}}"#
        #expect(try answer(#"\#(owner),\#(sellers),"partnerAdsTxt":"x.example,1,DIRECT""#).findings.isEmpty)
        let foreign = try answer(#""adsTxt":"x.example,1,DIRECT",\#(sellers)"#)
        #expect(foreign.findings.map(\.code) == [.ownerDiffers])
        #expect(foreign.json["authorisation"] == nil)
    }

    @Test func theDemandChainTellsWhoPaysAndNeverBlocks() throws {
        let buyers = CanonicalJSON.line(try JSONParser.parse(Array(DemandChainTests.buyers.utf8)))
        let chain = #""dchain":{"ver":"1.0","complete":1,"nodes":[{"asi":"d.example","bsid":"7"}]}"#
        let known = try answer(#"\#(chain),"buyersJson":{"d.example":\#(buyers)}"#)
        #expect(
            known.json["demand"] == [
                "complete": true,
                "payer": ["name": "Kustpartiet", "domain": "kustpartiet.example", "evidence": "buyersJson"], "findings": [],
            ])
        let broken = try answer(#""dchain":{"ver":"1.0","complete":1}"#)
        #expect(broken.isAllowed && broken.json["demand"]?["error"]?.stringValue?.contains("dchain.nodes") == true)
        #expect(try answer(#""dchain":null"#).json["demand"] == nil)
    }
}
