import Daylight
import Sponsorship
import Testing

@Suite("What is said of the money")
struct MoneyAnswerTests {
    @Test("the lowest of the three scenarios stands first, whichever it is")
    func scenariosAreOrdered() throws {
        let uncertain = #"{"low":"0","mid":"100","high":"300"}"#
        let answer = try MoneyTrailTests.answer(
            payments: [
                MoneyTrailTests.payment("party", "agency", #""100""#), MoneyTrailTests.payment("other", "agency", uncertain),
                MoneyTrailTests.payment("agency", "r.example", #""80""#),
            ].joined(separator: ","))
        let report = try #require(answer.json["advertisers"]?.arrayValue?.first)
        #expect(report["known"] == ["low": "20.00", "mid": "40.00", "high": "80.00"])
        #expect(report["unknown"] == ["low": "20.00", "mid": "60.00", "high": "80.00"])
        #expect(report["ratedSites"]?.arrayValue?[0]["amount"] == report["known"])
        #expect(answer.exclusions.hasSuffix(",20.00,40.00,80.00,EUR,"))
        // Each scenario by itself adds up.
        let fewest = report["scenarios"]?["high"]
        #expect(
            fewest == [
                "paid": "100.00", "known": "20.00", "unknown": "80.00", "other": "0.00", "fees": "0.00",
                "ratedSites": ["r.example": "20.00"],
            ])
    }

    @Test("a site is the same site however its name is written")
    func hostsAreComparedCanonically() throws {
        let answer = try MoneyTrailTests.answer(
            payments: MoneyTrailTests.payment("party", "R.Example", #""1""#) + ","
                + MoneyTrailTests.payment("party", "X.example/7", #""2""#) + ","
                + MoneyTrailTests.payment("X.Example/7", "r.example", #""2""#))
        #expect(MoneyTrailTests.middle(answer) == ["3.00", "3.00", "0.00", "0.00", "0.00"])
        #expect(answer.reports[0].rated.map(\.site.text) == ["r.example"])
        let text = #"""
            {"currency":"EUR","advertisers":["Party.Example"],"lists":[\#(MoneyTrailTests.list)],
            "payments":[\#(MoneyTrailTests.payment("PARTY.example", "r.example", #""1""#))]}
            """#
        let report = try MoneyFile(Array(text.utf8), suffixes: .wellKnown).answer().reports[0]
        #expect(report.advertiser == "Party.Example" && report.ends[0].rated.text() == "1.00")
    }

    @Test("sites are named exactly when money is known to have ended there")
    func whatASitePaysOnDidNotEndThere() throws {
        let payments = MoneyTrailTests.payment("party", "r.example", #""10""#)
        let bid =
            #"{"dchain":{"ver":"1.0","complete":1,"nodes":[{"asi":"d.example","bsid":"7","name":"r.example"}]},"to":"ok.example","amount":"5"}"#
        let answer = try MoneyTrailTests.answer(payments: payments, rest: #","bids":[\#(bid)]"#)
        #expect(MoneyTrailTests.middle(answer) == ["10.00", "0.00", "5.00", "5.00", "0.00"])
        #expect(answer.reports[0].rated.isEmpty)
    }

    @Test("a folder's ads.txt counts for a site of which the file says only what it earns")
    func fetchedFilesFillWhatIsMissing() throws {
        var fetched = FetchedFiles()
        let site = try #require(Host("r.example"))
        fetched.adsTxt[site] = try AdsTxt(parsing: Array("x.example,1,DIRECT".utf8))
        func known(_ member: String) throws -> String {
            let text = #"""
                {"currency":"EUR","advertisers":["party"],"lists":[\#(MoneyTrailTests.list)],"sites":{"r.example":{\#(member)}},
                "payments":[\#(MoneyTrailTests.payment("party", "x.example/1", #""1""#))]}
                """#
            return try MoneyFile(Array(text.utf8), suffixes: .wellKnown, fetched: fetched).answer().reports[0].ends[0].rated
                .text()
        }
        let scenario = #"{"cpm":"1","fill":"1","share":"1"}"#
        let revenue =
            #""revenue":{"pageviews":1,"ads":1,"low":\#(scenario),"mid":\#(scenario),"high":\#(scenario)}"#
        #expect(try known(revenue) == "1.00")
        #expect(try known("") == "1.00")
        #expect(try known(#""adsTxt":"""#) == "0.00")
        #expect(throws: InputError.self) { try known(#""adsTxt":7"#) }
    }

    @Test("ads count only where their row is wholly of the period")
    func placementsPartlyWithinAreLeftOut() throws {
        let may = #""period":{"start":"2026-05-01","end":"2026-05-31"}"#
        let file = try MoneyEdgeTests.file(
            #"""
            "payments":[{"from":"party","to":"x.example/1","amount":"31","evidence":"invoice",\#(may)}],
            "placements":[{"account":"x.example/1","site":"r.example","wins":1000,"period":{"start":"2026-05-31","end":"2026-06-30"}},
            {"account":"x.example/1","site":"ok.example","wins":30,\#(may)}]
            """#)
        func known(_ period: String) throws -> String {
            try file.answer(in: MoneyTrail.Period(period)).reports[0].ends[2].rated.text()
        }
        #expect(try known("2026-05-01/2026-05-31") == "0.00")
        #expect(try known("2026-05-01/2026-06-30") == "30.10")
    }

    @Test(
        "what is refused is shown",
        arguments: [
            (#""amount":{"low":"2","mid":"1","high":"3"}"#, "payments[0].amount", "low 2.00, mid 1.00, high 3.00"),
            (
                #""amount":"1","period":{"start":"2026-05-31","end":"2026-05-01"}"#, "payments[0].period",
                "start 2026-05-31, end 2026-05-01"
            ),
            (#""amount":"1","period":{"start":"May","end":"2026-05-01"}"#, "payments[0].period.start", "\"May\""),
        ])
    func faultsSayWhatWasFound(_ members: String, _ field: String, _ found: String) throws {
        let error = #expect(throws: InputError.self) {
            try MoneyEdgeTests.file(#""payments":[{"from":"party","to":"a.example","evidence":"notice",\#(members)}]"#)
        }
        #expect(error?.field == field && error?.found == found)
    }
}
