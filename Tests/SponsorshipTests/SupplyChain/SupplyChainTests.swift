import Daylight
import Sponsorship
import Testing

@Suite struct SupplyChainTests {
    /// Ads.txt of the reference's worked example.
    static let adsTxt = "ex.example, 194, RESELLER\nnet.example, 1200, DIRECT\nOWNERDOMAIN=owner.example"

    static func seller(_ id: String, _ type: String, _ rest: String) -> String {
        #"{"seller_id":"\#(id)","seller_type":"\#(type)",\#(rest)}"#
    }

    static func sellers(_ own: String = #""domain":"owner.example""#, type: String = "PUBLISHER") -> String {
        let net = seller("1200", type, own)
        let exchange = seller("194", "INTERMEDIARY", #""domain":"net.example""#)
        return #"{"net.example":{"sellers":[\#(net)]},"ex.example":{"sellers":[\#(exchange)]}}"#
    }

    /// The codes found, each with its node and severity: `C05@0!` blocks, `C13@1i` informs.
    static func codes(
        _ chain: String, adsTxt: String? = SupplyChainTests.adsTxt, sellers: String? = SupplyChainTests.sellers(),
        rest: String = #""boughtFrom":"ex.example","site":"www.daily.example""#
    ) throws -> String {
        var members = [#""schain":\#(chain)"#, rest]
        if let adsTxt { members.append(#""adsTxt":\#(CanonicalJSON.line(.string(adsTxt)))"#) }
        if let sellers { members.append(#""sellersJson":\#(sellers)"#) }
        let text = "{\(members.filter { !$0.isEmpty }.joined(separator: ","))}"
        let file = try SupplyChainFile(Array(text.utf8), suffixes: .wellKnown)
        return file.answer().findings.map { finding in
            let mark =
                switch finding.severity {
                case .block: "!"
                case .warn: ""
                case .info: "i"
                }
            return finding.code.rawValue + (finding.node.map { "@\($0)" } ?? "") + mark
        }.joined(separator: " ")
    }

    private static let whole = #""1.0,1!net.example,1200,1!ex.example,194,1""#

    @Test func theWorkedExampleOfTheReference() throws {
        #expect(try Self.codes(Self.whole) == "")
        #expect(try Self.codes(#""1.0,1!ex.example,194,1""#) == "C06@0 C07@0 C08@0")
        #expect(try Self.codes(Self.whole, sellers: Self.sellers(#""domain":"other.example""#)) == "C08@0")
    }

    @Test(arguments: [
        ("null", "C01"), (#""""#, "C01"), (#""1.0,1""#, "C02!"), (#""1.0!a.example,1""#, "C02!"),
        (#""1.2,1!a.example,1""#, "C02!"),
        (#""1.0,3!a.example,1""#, "C02!"), (#""1.0,1!a.example""#, "C02!"), (#""1.0,1!a,1""#, "C02!"),
        (#""1.0,1!a.example,""#, "C02!"), (#""1.0,1!a.example,1,2""#, "C02!"), (#""1.0,1!a.example,1,0""#, "C02!"),
        (#""1.0,1!a.example,%zz""#, "C02!"), (#""1.0,1!a.example,1!""#, "C02!"), (#""1.0,1!a.example,1,1,r,n,d,e,x""#, "C02!"),
        (#"{"ver":"1.0","complete":1,"nodes":[]}"#, "C02!"), (#"{"ver":"1.0","complete":true,"nodes":[{}]}"#, "C02!"),
        (#"{"ver":1.0,"complete":1,"nodes":[{"asi":"a.example","sid":"1"}]}"#, "C02!"),
        (#"{"ver":"1.0","nodes":[{"asi":"a.example","sid":"1"}]}"#, "C02!"),
        (#"{"ver":"1.0","complete":1,"nodes":[{"asi":"a.example","sid":1}]}"#, "C02!"),
        (#"{"ver":"1.0","complete":1,"nodes":[{"asi":"a.example","sid":" "}]}"#, "C02!"),
        (#"{"ver":"1.0","complete":1,"nodes":[{"asi":"https://a.example","sid":"1"}]}"#, "C02!"),
        (#"{"ver":"1.0","complete":1,"nodes":[7]}"#, "C02!"), ("17", "C02!"),
        (#""1.0,1!net.example,1200!NET.example,1200""#, "C03@1!"),
        (#""1.1,1!net.example,1200!ex.example,194,0!net.example,1200""#, "C03@2!"),
        (#""1.1,1!net.example,1200!ex.example,194,0!ex.example,194""#, "C03@2!"),
    ])
    func aMissingUnreadableOrRepeatedChainEndsTheCheck(_ chain: String, _ codes: String) throws {
        #expect(try Self.codes(chain) == codes)
    }

    @Test(arguments: [
        (#""1.0,0!net.example,1200""#, "C04@0! C14"), (#""1.0,1!net.example,9!ex.example,194""#, "C05@0! C09@0 C10@0"),
        (#""1.0,1!net.example,1200!ex.example,195""#, "C09@1 C10@1"), (#""1.0,0!ex.example,194""#, "C14"),
        (#""1.0,1!net.example,1200!x.example,1!ex.example,194""#, "C09@1 C10@1 C11@2"),
        (#""1.1,1!net.example,1200!z.example,1,0!ex.example,194""#, ""),
        (#""1.1,1!net.example,1200,0!ex.example,194""#, "C06@1 C07@1 C08@1 C13@0i"),
        (#""1.0,2!net.example,1200,1!ex.example,194,1""#, ""), (#""1.1,1!net.example,1200,0!ex.example,194,0""#, "C13@0i C13@1i"),
    ])
    func everyOtherCheckIsReported(_ chain: String, _ codes: String) throws { #expect(try Self.codes(chain) == codes) }

    @Test func onlyWhatIsGivenIsJudged() throws {
        #expect(try Self.codes(Self.whole, adsTxt: nil, sellers: nil, rest: "") == "")
        #expect(try Self.codes(Self.whole, sellers: nil) == "")
        #expect(try Self.codes(Self.whole, adsTxt: nil, sellers: "{}") == "C10@0 C10@1")
        #expect(try Self.codes(Self.whole, sellers: "{}") == "C10@0 C10@1")
        #expect(try Self.codes(Self.whole, sellers: #"{"net.example":{},"ex.example":"<html>"}"#) == "C10@0 C10@1")
    }

    @Test func aSiteThatDeclaresNothingWarnsAndOneThatDeclaresNobodyBlocks() throws {
        #expect(try Self.codes(Self.whole, adsTxt: "") == "C05@0")
        #expect(try Self.codes(Self.whole, adsTxt: "<html>") == "C05@0")
        let nobody = "placeholder.example.com, placeholder, DIRECT, placeholder"
        #expect(try Self.codes(Self.whole, adsTxt: nobody) == "C05@0! C08@0 C09@0 C09@1")
    }

    @Test func theOwnerIsNamedByTheSiteOrIsTheSite() throws {
        let plain = "ex.example, 194, RESELLER\nnet.example, 1200, DIRECT"
        #expect(try Self.codes(Self.whole, adsTxt: plain) == "C08@0")
        #expect(try Self.codes(Self.whole, adsTxt: plain, sellers: Self.sellers(#""domain":"x.daily.example""#)) == "")
        #expect(try Self.codes(Self.whole, adsTxt: plain, rest: #""boughtFrom":"ex.example""#) == "")
    }

    @Test func whoSellsForTheOwnerIsTakenAsAnIntermediaryOnly() throws {
        let managed = Self.adsTxt + "\nMANAGERDOMAIN=m.example,SE"
        let domain = #""domain":"m.example""#
        #expect(try Self.codes(Self.whole, adsTxt: managed, sellers: Self.sellers(domain, type: "both")) == "")
        #expect(try Self.codes(Self.whole, adsTxt: managed, sellers: Self.sellers(domain, type: "PUBLISHER")) == "C08@0")
        #expect(try Self.codes(Self.whole, adsTxt: managed, sellers: Self.sellers(domain, type: "INTERMEDIARY")) == "C07@0")
    }

    @Test func aHiddenPayeeIsNotAlsoABreak() throws {
        let hidden = Self.seller("194", "INTERMEDIARY", #""is_confidential":1"#)
        let own = Self.seller("1200", "PUBLISHER", #""domain":"owner.example""#)
        let files = #"{"net.example":{"sellers":[\#(own)]},"ex.example":{"sellers":[\#(hidden)]}}"#
        #expect(try Self.codes(Self.whole, sellers: files) == "C12@1")
    }

    @Test func whatPassesThroughIsMarkedSo() throws {
        let chain = #""1.1,1!net.example,1200!ex.example,5,0!ex.example,194""#
        for (flag, codes) in [(#""is_passthrough":1"#, ""), (#""is_passthrough":0"#, "C13@1i"), (#""name":"x""#, "C13@1i")] {
            let own = Self.seller("1200", "PUBLISHER", #""domain":"owner.example""#)
            let other = Self.seller("194", "INTERMEDIARY", #""domain":"net.example""#)
            let passing = Self.seller("5", "INTERMEDIARY", flag)
            let files = #"{"net.example":{"sellers":[\#(own)]},"ex.example":{"sellers":[\#(other),\#(passing)]}}"#
            #expect(try Self.codes(chain, sellers: files) == codes)
        }
    }

    @Test func aPublisherOfItsOwnSystemIsTheAccountThatIsPaid() throws {
        let rest = #""boughtFrom":"net.example","publisherId":"1201""#
        #expect(try Self.codes(#""1.0,1!net.example,1200""#, rest: rest) == "C15@0")
        #expect(try Self.codes(#""1.0,1!net.example,1200""#, rest: #""boughtFrom":"net.example","publisherId":"1200""#) == "")
        #expect(try Self.codes(Self.whole, rest: #""boughtFrom":"ex.example","publisherId":"9""#) == "")
    }

    @Test func oldSourcesMakeARefusalAWarning() throws {
        func rest(_ instant: String) -> String {
            #""now":"2026-05-15T10:00:00Z","fetchedAt":{"sellersJson":{"ex.example":"\#(instant)"}}"#
        }
        let chain = #""1.0,1!net.example,9!ex.example,194""#
        #expect(try Self.codes(chain, rest: rest("2026-05-08T10:00:00Z")) == "C05@0! C09@0 C10@0")
        #expect(try Self.codes(chain, rest: rest("2026-05-08T09:59:59Z")) == "C05@0 C09@0 C10@0 C16")
        #expect(try Self.codes(chain, rest: #""fetchedAt":{"adsTxt":"2001-01-01T00:00:00Z"}"#) == "C05@0! C09@0 C10@0")
    }

    @Test func anAccountOfTwoOwnersCountsForNothing() throws {
        func files(_ second: String) -> String {
            let first = Self.seller("1200", "PUBLISHER", #""name":"A","domain":"owner.example""#)
            let other = Self.seller("194", "INTERMEDIARY", #""domain":"net.example""#)
            return #"{"net.example":{"sellers":[\#(first),\#(second),\#(first)]},"ex.example":{"sellers":[\#(other)]}}"#
        }
        #expect(
            try Self.codes(Self.whole, sellers: files(Self.seller("1200", "publisher", #""name":"A","domain":"OWNER.example""#)))
                == "")
        #expect(
            try Self.codes(Self.whole, sellers: files(Self.seller("1200", "PUBLISHER", #""name":"B","domain":"owner.example""#)))
                == "C10@0")
        #expect(try Self.codes(Self.whole, sellers: files(#"{"seller_id":1200,"seller_type":"BOTH"}"#)) == "C10@0")
    }

    @Test(arguments: [
        ("1.0,1!a.example,7%2C1,1,,,", "1.0,1!a.example,7%2C1,1"), ("1.0,0!a.example,1", "1.0,0!a.example,1,1"),
        ("1.0,1!north.example,88,1,,North%20%21,!far.example,5", "1.0,1!north.example,88,1,,North%20%21!far.example,5,1"),
        ("1.1,2!a.example,é,0,r,n,d.example,ext", "1.1,2!a.example,%C3%A9,0,r,n,d.example"),
    ])
    func theStringFormIsCanonical(_ text: String, _ canonical: String) throws {
        let chain = try SupplyChain(json: .string(text))
        #expect(chain.text == canonical)
        #expect(try SupplyChain(json: .string(canonical)).text == canonical)
        #expect(try SupplyChain(json: chain.json) == chain)
    }

    @Test func theObjectFormKeepsWhatIsThere() throws {
        let text =
            #"{"ver":"1.1","complete":0,"nodes":[{"asi":"A.example","sid":"1","hp":0,"rid":" ","name":null,"ext":{"x":1}}]}"#
        let chain = try SupplyChain(json: JSONParser.parse(Array(text.utf8)))
        #expect(
            CanonicalJSON.line(chain.json)
                == #"{"ver":"1.1","complete":0,"nodes":[{"asi":"A.example","sid":"1","hp":0,"ext":{"x":1}}]}"#)
    }

    @Test(arguments: [
        #"{"schain":null}}"#, "[]", #"{"site":7}"#, #"{"site":"https://a.example"}"#, #"{"adsTxt":{}}"#, #"{"sellersJson":[]}"#,
        #"{"now":"today"}"#, #"{"a":1,"a":2}"#, #"{"fetchedAt":{"adsTxt":5}}"#,
    ])
    func aFileOfAnotherShapeIsRefused(_ text: String) {
        #expect(throws: InputError.self) { try SupplyChainFile(Array(text.utf8), suffixes: .wellKnown) }
    }

    @Test func longChainsAndAccountsAreRefused() {
        func chain(_ count: Int) -> JSONValue { .string("1.0,1" + (0..<count).map { "!a.example,\($0)" }.joined()) }
        #expect(throws: Never.self) { try SupplyChain(json: chain(20)) }
        #expect(throws: InputError.self) { try SupplyChain(json: chain(21)) }
        let account = { (count: Int) in JSONValue.string("1.0,1!a.example," + String(repeating: "é", count: count)) }
        #expect(throws: Never.self) { try SupplyChain(json: account(64)) }
        #expect(throws: InputError.self) { try SupplyChain(json: account(65)) }
    }
}
