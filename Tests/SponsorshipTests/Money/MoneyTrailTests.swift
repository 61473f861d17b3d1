import Daylight
import Sponsorship
import Testing

@Suite struct MoneyTrailTests {
    static let list = #"""
        {"name":"Watch","publisher":"Institute","date":"2026-05-01","criteria":"six faults in a year","appeal":"https://watch.example/appeal","sites":["r.example"]}
        """#

    static func answer(payments: String, placements: String = "", sites: String = "", sellers: String = "", rest: String = "")
        throws -> MoneyAnswer
    {
        let text = #"""
            {"currency":"EUR","advertisers":["party"],"payments":[\#(payments)],"placements":[\#(placements)],"sites":{\#(sites)},
            "sellersJson":{\#(sellers)},"lists":[\#(list)]\#(rest)}
            """#
        return try MoneyFile(Array(text.utf8), suffixes: .wellKnown).answer()
    }

    static func payment(_ from: String, _ to: String, _ amount: String) -> String {
        #"{"from":"\#(from)","to":"\#(to)","amount":\#(amount),"evidence":"invoice"}"#
    }

    static func site(_ name: String, _ adsTxt: String) -> String {
        #""\#(name)":{"adsTxt":\#(CanonicalJSON.line(.string(adsTxt)))}"#
    }

    /// The middle scenario: paid, known, unknown, others, fees.
    static func middle(_ answer: MoneyAnswer) -> [String] {
        let ends = answer.reports[0].ends[1]
        return [ends.sum, ends.rated, ends.unknown, ends.clean, ends.fees].map { $0.text() }
    }

    private let toExchange =
        payment("party", "agency", #""1000.00""#) + "," + payment("agency", "fee", #""100""#) + ","
        + payment("agency", "x.example/7", #""900.00""#)

    @Test func measuredSalesDivideAnAccountsMoney() throws {
        let placements =
            #"{"account":"x.example/7","site":"r.example","wins":10},{"account":"x.example/7","site":"ok.example","wins":30}"#
        let answer = try Self.answer(payments: toExchange, placements: placements)
        #expect(Self.middle(answer) == ["1000.00", "225.00", "0.00", "675.00", "100.00"])
        #expect(answer.reports[0].rated[0].accounts.map(\.basis) == [.wins])
        #expect(
            answer.exclusions.split(separator: "\n").last
                == "party,r.example,Watch,2026-05-01,six faults in a year,https://watch.example/appeal,225.00,225.00,225.00,EUR,x.example/7"
        )
    }

    @Test func offersCountWhereTooFewSalesWereSeen() throws {
        let placements =
            #"{"account":"x.example/7","site":"r.example","wins":29,"calls":1},{"account":"x.example/7","site":"ok.example","calls":8}"#
        let answer = try Self.answer(payments: toExchange, placements: placements)
        #expect(Self.middle(answer) == ["1000.00", "100.00", "0.00", "800.00", "100.00"])
    }

    @Test func whoMaySellHasNotSoldAndThatIsSaid() throws {
        let sites = ["r.example", "a.example", "b.example"].map { Self.site($0, "x.example,7,DIRECT") }.joined(separator: ",")
        let answer = try Self.answer(payments: toExchange, sites: sites)
        #expect(Self.middle(answer) == ["1000.00", "300.00", "0.00", "600.00", "100.00"])
        #expect(answer.reports[0].rated[0].accounts.map(\.basis) == [.noMeasurement])
    }

    @Test func hiddenPayeesAndUnlistedAccountsAreUnknown() throws {
        #expect(Self.middle(try Self.answer(payments: toExchange)) == ["1000.00", "0.00", "900.00", "0.00", "100.00"])
        let sellers = #""x.example":{"sellers":[{"seller_id":"7","seller_type":"PUBLISHER","is_confidential":1}]}"#
        let answer = try Self.answer(payments: toExchange, sites: Self.site("r.example", "x.example,7,DIRECT"), sellers: sellers)
        #expect(Self.middle(answer) == ["1000.00", "0.00", "900.00", "0.00", "100.00"])
    }

    @Test func uncertainAmountsStayIntervals() throws {
        let payments = Self.payment("party", "r.example", #"{"low":"1","mid":"2","high":"5.50"}"#)
        let report = try Self.answer(payments: payments).reports[0]
        #expect(report.ends.map { $0.rated.text() } == ["1.00", "2.00", "5.50"])
        #expect(report.rated[0].amounts.map { $0.text() } == ["1.00", "2.00", "5.50"])
    }

    @Test func accountsThatOnlyOthersPaidAreNotNamed() throws {
        let others = Self.payment("other", "y.example/1", #""50""#)
        let placements = ["x.example/7", "y.example/1"].map { #"{"account":"\#($0)","site":"r.example","wins":99}"# }
        let answer = try Self.answer(payments: toExchange + "," + others, placements: placements.joined(separator: ","))
        #expect(answer.reports[0].rated[0].accounts.map(\.name) == ["x.example/7"])
        #expect(answer.reports[0].rated[0].amounts[1] == Decimal("900")!)
    }

    @Test func subdomainsOfRatedSitesAreRated() throws {
        let answer = try Self.answer(
            payments: Self.payment("party", "news.r.example", #""1""#) + "," + Self.payment("party", "xr.example", #""2""#))
        #expect(Self.middle(answer) == ["3.00", "1.00", "0.00", "2.00", "0.00"])
    }

    @Test func moneyIsConservedWhateverThePlacements() throws {
        var generator = SeededGenerator(seed: 9)
        for _ in 0..<60 {
            let rows = (0..<Int.random(in: 1...9, using: &generator)).map { index in
                let site = index % 3 == 0 ? "r.example" : "s\(index).example"
                return
                    #"{"account":"x.example/7","site":"\#(site)","wins":\#(Int.random(in: 0...40, using: &generator)),"calls":\#(index)}"#
            }
            let ends = try Self.answer(payments: toExchange, placements: rows.joined(separator: ",")).reports[0].ends
            #expect(ends.allSatisfy { $0.sum == Decimal("1000")! && $0.fees == Decimal("100")! })
            let other = try Self.answer(payments: toExchange, placements: rows.shuffled(using: &generator).joined(separator: ","))
            #expect(other.reports[0].ends == ends)
        }
    }

    @Test func sharedAccountsAreManagedMisdeclaredOrDark() throws {
        let lines = "x.example,1,DIRECT\nx.example,2,DIRECT\nx.example,3,DIRECT\nMANAGERDOMAIN=house.example"
        let sites = [Self.site("r.example", lines), Self.site("a.example", lines)].joined(separator: ",")
        let sellers = #"""
            "x.example":{"sellers":[{"seller_id":"1","seller_type":"BOTH","domain":"house.example"},
            {"seller_id":"2","seller_type":"INTERMEDIARY","domain":"other.example"}]}
            """#
        let pools = try Self.answer(payments: "", sites: sites, sellers: sellers).pools
        #expect(
            pools.map { "\($0.pool.account) \($0.kind) \($0.pool.ownerCount)" } == [
                "x.example/1 managed 2", "x.example/2 misdeclared 2", "x.example/3 dark 2",
            ])
        #expect(pools.allSatisfy { $0.pool.ratedSites == [Host("r.example")!] })
    }

    @Test func sitesOfOneOwnerShareNothing() throws {
        let line = "x.example,1,DIRECT"
        func count(_ sites: [(String, String)], sellers: String = "", rest: String = "") throws -> Int {
            try Self.answer(payments: "", sites: sites.map(Self.site).joined(separator: ","), sellers: sellers, rest: rest).pools
                .count
        }
        #expect(try count([("a.example", line), ("b.example", line)]) == 1)
        #expect(
            try count([("a.example", line + "\nOWNERDOMAIN=o.example"), ("b.example", line + "\nOWNERDOMAIN=o.example")]) == 0)
        #expect(try count([("a.example", line), ("w.a.example", line)]) == 0)
        #expect(try count([("a.example", line), ("b.example", line)], rest: #","sameOwner":[["b.example","a.example"]]"#) == 0)
        let publisher = #""x.example":{"sellers":[{"seller_id":"1","seller_type":"PUBLISHER","domain":"o.example"}]}"#
        #expect(try count([("a.example", line), ("b.example", line)], sellers: publisher) == 0)
    }

    @Test func revenueIsAnInterval() throws {
        let figures =
            #""revenue":{"pageviews":1800000,"ads":3,"low":{"cpm":"0.80","fill":"0.60","share":"0.55"},"#
            + #""mid":{"cpm":"1.30","fill":"0.70","share":"0.65"},"high":{"cpm":"2.00","fill":"0.85","share":"0.75"}}"#
        let answer = try Self.answer(payments: "", sites: #""r.example":{\#(figures)}"#)
        let json = answer.json["revenue"]?.arrayValue?[0]
        #expect(json?["net"] == ["low": "1425.60", "mid": "3194.10", "high": "6885.00"])
    }

    @Test func fieldsOfTheExclusionListAreNoFormulas() throws {
        let payments = Self.payment("=1+1", "r.example", #""1""#)
        let text = #"{"currency":"EUR","advertisers":["=1+1"],"payments":[\#(payments)],"lists":[\#(Self.list)]}"#
        let answer = try MoneyFile(Array(text.utf8), suffixes: .wellKnown).answer()
        #expect(answer.exclusions.contains("\n'=1+1,r.example"))
        #expect(CanonicalJSON.line(answer.blockList) == #"{"badv":["r.example"],"site":{"domain":["r.example"]}}"#)
    }

    @Test(arguments: [
        payment("party", "a", #""1""#) + "," + payment("a", "party", #""1""#), payment("party", "a", "1"),
        payment("party", "a", #"{"low":"2","mid":"1","high":"3"}"#), #"{"from":"a","to":"b","amount":"1","evidence":"rumour"}"#,
    ])
    func wrongPaymentsAreRefused(_ payments: String) { #expect(throws: InputError.self) { try Self.answer(payments: payments) } }
}
