import Daylight
import Sponsorship
import Testing

@Suite struct MoneyEdgeTests {
    static func file(_ members: String) throws -> MoneyFile {
        let text = #"{"currency":"EUR","advertisers":["party"],"lists":[\#(MoneyTrailTests.list)],\#(members)}"#
        return try MoneyFile(Array(text.utf8), suffixes: .wellKnown)
    }

    static func lines(_ answer: MoneyAnswer) -> [String] { answer.edgeRows.split(separator: "\n").dropFirst().map(String.init) }

    private static let may = #""period":{"start":"2026-05-01","end":"2026-05-31"}"#

    private static func bid(_ nodes: String, to: String, _ amount: String, complete: Int = 1) -> String {
        #"{"dchain":{"ver":"1.0","complete":\#(complete),"nodes":[\#(nodes)]},"to":"\#(to)","amount":"\#(amount)",\#(may)}"#
    }

    private static let buyers =
        #""buyersJson":{"d.example":{"buyers":[{"buyer_id":"7","buyer_type":"ADVERTISER","name":"PARTY e.V.","domain":"p.example"},{"buyer_id":"8","name":"unknown"}]}}"#

    @Test func everyEdgeSaysWhatShowsIt() throws {
        let answer = try Self.file(
            #"""
            "payments":[{"from":"party","to":"agency","amount":"100","evidence":"invoice",\#(Self.may)},
            {"from":"party","to":"agency","amount":"20","evidence":"invoice",\#(Self.may)},
            {"from":"agency","to":"fee","amount":"10","evidence":"estimate"},
            {"from":"agency","to":"x.example/7","amount":"60","evidence":"winLog",\#(Self.may)},
            {"from":"agency","to":"y.example/1","amount":"30","evidence":"crawl"},
            {"from":"agency","to":"z.example/1","amount":"20","evidence":"notice"}],
            "placements":[{"account":"x.example/7","site":"r.example","wins":30},{"account":"x.example/7","site":"ok.example","wins":60}],
            "sites":{"a.example":{"adsTxt":"y.example,1,DIRECT"}},
            "sellersJson":{"z.example":{"sellers":[{"seller_id":"1","is_confidential":1}]}}
            """#
        ).answer()
        #expect(
            Self.lines(answer) == [
                "party,agency,120.00,120.00,120.00,EUR,2026-05-01,2026-05-31,invoice,2",
                "agency,fee,10.00,10.00,10.00,EUR,,,estimate,1",
                "agency,x.example/7,60.00,60.00,60.00,EUR,2026-05-01,2026-05-31,winLog,1",
                "agency,y.example/1,30.00,30.00,30.00,EUR,,,crawl,1", "agency,z.example/1,20.00,20.00,20.00,EUR,,,notice,1",
                "x.example/7,ok.example,40.00,40.00,40.00,EUR,2026-05-01,2026-05-31,winLog,60",
                "x.example/7,r.example,20.00,20.00,20.00,EUR,2026-05-01,2026-05-31,winLog,30",
                "y.example/1,a.example,30.00,30.00,30.00,EUR,,,adsTxt,1",
                "z.example/1,unknown,20.00,20.00,20.00,EUR,,,sellersJson,1",
            ])
        #expect(answer.json["edges"]?.arrayValue?.count == 9)
        #expect(answer.json["edges"]?.arrayValue?[0]["period"] == ["start": "2026-05-01", "end": "2026-05-31"])
    }

    @Test func aBidLeadsToTheBuyerWhoPaysForIt() throws {
        let answer = try Self.file(
            #""bids":[\#(Self.bid(#"{"asi":"d.example","bsid":"7"},{"asi":"ex.example","bsid":"d"}"#, to: "r.example", "2.50"))],\#(Self.buyers)"#
        ).answer()
        #expect(
            Self.lines(answer).map { $0.split(separator: ",", omittingEmptySubsequences: false) }.map {
                "\($0[0]) \($0[1]) \($0[8])"
            }
                == [
                    "party buyer:d.example/7 buyersJson", "buyer:d.example/7 buyer:ex.example/d winLog",
                    "buyer:ex.example/d r.example winLog",
                ])
        #expect(answer.reports[0].ends.map { $0.rated.text() } == ["2.50", "2.50", "2.50"])
        #expect(answer.json["demand"] == ["bids": 1, "payerKnown": 1, "findings": [:]])
    }

    @Test func whoOnlyTheBidNamesIsSaidToBeSo() throws {
        let node = #"{"asi":"q.example","bsid":"1","name":"party"}"#
        let answer = try Self.file(#""bids":[\#(Self.bid(node, to: "r.example", "1"))]"#).answer()
        #expect(answer.edges[0].payer == "party" && answer.edges[0].evidence == .demandChain)
    }

    @Test func aBidOfNobodyStartsAtItsAccount() throws {
        let bids = [
            Self.bid(#"{"asi":"d.example","bsid":"7"}"#, to: "r.example", "1", complete: 0),
            Self.bid(#"{"asi":"d.example","bsid":"8"}"#, to: "r.example", "1"),
        ]
        let answer = try Self.file(#""bids":[\#(bids.joined(separator: ","))],\#(Self.buyers)"#).answer()
        #expect(answer.edges.map(\.payer) == ["buyer:d.example/7", "buyer:d.example/8"])
        #expect(answer.json["demand"] == ["bids": 2, "payerKnown": 0, "findings": ["origin-unknown": 1]])
    }

    @Test func anAccountMayBuyAndSellAtOneSystem() throws {
        let bids = Self.bid(#"{"asi":"x.example","bsid":"7","name":"party"}"#, to: "x.example/7", "9")
        let answer = try Self.file(#""bids":[\#(bids)],"placements":[{"account":"x.example/7","site":"r.example","wins":30}]"#)
            .answer()
        #expect(answer.reports[0].ends[0].rated.text() == "9.00")
    }

    @Test func aPeriodCountsWhatIsKnownToBeOfIt() throws {
        let file = try Self.file(
            #"""
            "payments":[{"from":"party","to":"r.example","amount":"31","evidence":"invoice",\#(Self.may)},
            {"from":"party","to":"r.example","amount":"5","evidence":"invoice","period":{"start":"2026-05-02","end":"2026-05-10"}},
            {"from":"party","to":"r.example","amount":"700","evidence":"invoice"},
            {"from":"party","to":"r.example","amount":"900","evidence":"invoice","period":{"start":"2026-06-01","end":"2026-06-01"}}]
            """#)
        func rated(_ text: String?) throws -> [String] {
            let period = text.flatMap { MoneyTrail.Period($0) }
            return try file.answer(in: period).reports[0].ends.map { $0.rated.text() }
        }
        #expect(try rated(nil) == ["1636.00", "1636.00", "1636.00"])
        #expect(try rated("2026-05-01/2026-05-31") == ["36.00", "36.00", "36.00"])
        #expect(try rated("2026-05-01/2026-05-10") == ["5.00", "15.00", "36.00"])
        #expect(try rated("2026-06-01/2026-06-30") == ["900.00", "900.00", "900.00"])
        #expect(try rated("2027-01-01/2027-01-01") == ["0.00", "0.00", "0.00"])
        let answer = try file.answer(in: MoneyTrail.Period("2026-05-01/2026-05-10"))
        #expect(answer.undated == 1 && answer.json["period"] == ["start": "2026-05-01", "end": "2026-05-10"])
    }

    @Test func withinAPeriodOneMayPayWithMoneyOfBefore() throws {
        let file = try Self.file(
            #"""
            "payments":[{"from":"party","to":"agency","amount":"10","evidence":"invoice",\#(Self.may)},
            {"from":"party","to":"agency","amount":"90","evidence":"invoice","period":{"start":"2026-04-01","end":"2026-04-30"}},
            {"from":"agency","to":"r.example","amount":"25","evidence":"invoice",\#(Self.may)},
            {"from":"agency","to":"ok.example","amount":"75","evidence":"invoice",\#(Self.may)}]
            """#)
        let ends = try file.answer(in: MoneyTrail.Period("2026-05-01/2026-05-31")).reports[0].ends[1]
        #expect([ends.rated, ends.clean, ends.sum].map { $0.text() } == ["2.50", "7.50", "10.00"])
    }

    @Test(arguments: ["2026-05-31/2026-05-01", "2026-05-01", "2026-02-30/2026-03-01", "2026-05-01/2026-05-02/2026-05-03", ""])
    func whatIsNoPeriodIsNone(_ text: String) {
        #expect(MoneyTrail.Period(text) == nil)
    }

    @Test(arguments: ["1e3", "-1", "0.00001", "1234567890123456", "99999999999999999999999999999999999999"])
    func whatIsNoAmountIsRefused(_ amount: String) {
        #expect(throws: InputError.self) {
            try Self.file(#""payments":[{"from":"party","to":"a.example","amount":"\#(amount)","evidence":"notice"}]"#)
        }
    }
}
