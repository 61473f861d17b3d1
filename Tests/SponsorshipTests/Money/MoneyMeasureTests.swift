import Daylight
import Sponsorship
import Testing

@Suite struct MoneyMeasureTests {
    static func answer(_ item: String) throws -> String {
        let json = try JSONParser.parse(Array(item.utf8))
        let members = try MoneyMeasure.answer(json["kind"]?.stringValue ?? "", MemberReader(json), suffixes: .wellKnown)
        var object = JSONObject()
        for member in try #require(members) { object[member.name] = member.value }
        return CanonicalJSON.line(.object(object))
    }

    @Test(arguments: [
        ("0.80", "0.60", "0.55", "2592.00", "1425.60"), ("1.30", "0.70", "0.65", "4914.00", "3194.10"),
        ("2.00", "0.85", "0.75", "9180.00", "6885.00"), ("0.0001", "0.3333", "0.1", "0.179982", "0.0179982"),
    ])
    func revenueIsExact(_ cpm: String, _ fill: String, _ share: String, _ gross: String, _ net: String) throws {
        let item = #"{"kind":"revenue","pageviews":1800000,"ads":3,"fill":"\#(fill)","cpm":"\#(cpm)","share":"\#(share)"}"#
        #expect(try Self.answer(item) == #"{"gross":"\#(gross)","net":"\#(net)"}"#)
    }

    @Test func whatIsPaidOnIsNotCountedTwice() throws {
        let invoices = [("party", "agency", "10000"), ("agency", "adserver", "8000"), ("adserver", "paper", "7000")]
        let rows = invoices.map { #"{"from":"\#($0)","to":"\#($1)","amount":"\#($2)"}"# }.joined(separator: ",")
        #expect(
            try Self.answer(#"{"kind":"netOfChain","sponsor":"party","invoices":[\#(rows)]}"#)
                == #"{"byProvider":{"agency":"2000.00","adserver":"1000.00","paper":"7000.00"},"amountsAd":"10000.00"}"#)
    }

    @Test func moneySplitsInProportionWhoeverItCameFrom() throws {
        let edges = [
            ("p", "s", "600.00"), ("o", "s", "400.00"), ("s", "fee", "100.00"), ("s", "r.example", "300.00"),
            ("s", "ok.example", "600.00"),
        ]
        #expect(
            try Self.flow(edges, from: "p", rated: ["R.example"])
                == #"{"rated":"180.00","unknown":"0.00","clean":"360.00","fees":"60.00","sum":"600.00"}"#)
    }

    static func flow(_ edges: [(String, String, String)], from source: String, rated: [String]) throws -> String {
        let rows = edges.map { #"{"from":"\#($0)","to":"\#($1)","amount":"\#($2)"}"# }.joined(separator: ",")
        let names = rated.map { "\"\($0)\"" }.joined(separator: ",")
        return try answer(#"{"kind":"flow","source":"\#(source)","rated":[\#(names)],"edges":[\#(rows)]}"#)
    }

    @Test func whatIsNotPaidOnIsUnknown() throws {
        #expect(
            try Self.flow([("a", "b", "10"), ("b", "r.example", "4")], from: "a", rated: ["r.example"])
                == #"{"rated":"4.00","unknown":"6.00","clean":"0.00","fees":"0.00","sum":"10.00"}"#)
    }

    @Test func partsOfCentsGoToTheLargestRemainder() throws {
        let thirds = [("a", "b", "0.01"), ("b", "x.example", "0.005"), ("b", "r.example", "0.005")]
        #expect(
            try Self.flow(thirds, from: "a", rated: ["r.example"])
                == #"{"rated":"0.01","unknown":"0.00","clean":"0.00","fees":"0.00","sum":"0.01"}"#)
        let sevenths = [
            ("a", "b", "1.00"), ("o", "b", "6.00"), ("b", "fee", "3.00"), ("b", "r.example", "2.00"), ("b", "x.example", "2.00"),
        ]
        #expect(
            try Self.flow(sevenths, from: "a", rated: ["r.example"])
                == #"{"rated":"0.29","unknown":"0.00","clean":"0.28","fees":"0.43","sum":"1.00"}"#)
    }

    @Test func anUnknownSourcePaysNothing() throws {
        #expect(
            try Self.flow([("a", "b", "1")], from: "z", rated: [])
                == #"{"rated":"0.00","unknown":"0.00","clean":"0.00","fees":"0.00","sum":"0.00"}"#)
    }

    @Test func accountsOfTwoOwnersArePools() throws {
        let files =
            #"{"v.example":[["X.example","1","DIRECT"],["x.example","2","RESELLER"]],"u.example":[["x.example","1","DIRECT"]],"#
            + #""www.v.example":[["x.example","3","DIRECT"]],"w.v.example":[["x.example","3","DIRECT"]]}"#
        #expect(
            try Self.answer(#"{"kind":"pools","adsTxt":\#(files),"owner":{"u.example":"u.example"},"rated":["v.example"]}"#)
                == #"{"pools":[{"account":"x.example/1","owners":2,"sites":["u.example","v.example"],"ratedSites":["v.example"]}]}"#
        )
        #expect(
            try Self.answer(#"{"kind":"pools","adsTxt":\#(files),"owner":{"u.example":"v.example"},"rated":[]}"#)
                == #"{"pools":[]}"#)
    }

    @Test(arguments: [
        #"{"kind":"revenue","pageviews":1,"ads":3,"fill":0.7,"cpm":"1","share":"1"}"#,
        #"{"kind":"revenue","pageviews":-1,"ads":3,"fill":"0.7","cpm":"1","share":"1"}"#,
        #"{"kind":"revenue","pageviews":9223372036854775807,"ads":9223372036854775807,"fill":"999999999999999","cpm":"999999999999999","share":"1"}"#,
        #"{"kind":"netOfChain","sponsor":"a","invoices":[{"from":"a","to":"b","amount":"1"},{"from":"b","to":"c","amount":"1.01"}]}"#,
        #"{"kind":"netOfChain","sponsor":"a","invoices":[{"from":"a","to":"b","amount":1}]}"#,
        #"{"kind":"flow","source":"a","rated":[],"edges":[{"from":"a","to":"b","amount":"1"},{"from":"b","to":"a","amount":"1"}]}"#,
        #"{"kind":"flow","source":"a","rated":[],"edges":[{"from":"a","to":"a","amount":"0"}]}"#,
        #"{"kind":"flow","source":"a","rated":[],"edges":[{"from":"a","to":"b","amount":"1"},{"from":"b","to":"c","amount":"2"}]}"#,
        #"{"kind":"flow","source":"a","rated":[],"edges":[{"from":"fee","to":"b","amount":"1"}]}"#,
        #"{"kind":"flow","source":"a","rated":[],"edges":[{"from":"a","to":"b","amount":"-1"}]}"#,
        #"{"kind":"pools","adsTxt":{"u.example":[["x.example","1"]]},"owner":{},"rated":[]}"#,
        #"{"kind":"pools","adsTxt":{"u.example":[["x.example","1","SELF"]]},"owner":{},"rated":[]}"#,
        #"{"kind":"pools","adsTxt":[],"owner":{},"rated":[]}"#,
    ])
    func wrongFiguresAreRefused(_ item: String) { #expect(throws: InputError.self) { try Self.answer(item) } }

    /// A graph without circles: party i pays only parties above i, and nobody more than it has received.
    static func randomPayments(_ generator: inout SeededGenerator) -> [MoneyGraph.Payment] {
        let names = ["a0.example", "a1.example"] + (2..<8).map { "p\($0)" } + ["r.example", "ok.example", "fee", "unknown"]
        var received = [Int: Int](uniqueKeysWithValues: [(0, 1_000_000), (1, 777_777)])
        var payments: [MoneyGraph.Payment] = []
        for payer in 0..<8 {
            for payee in payer + 1..<names.count where Int.random(in: 0...2, using: &generator) == 0 && payee > 1 {
                let amount = Int.random(in: 0...(received[payer] ?? 0), using: &generator)
                received[payer, default: 0] -= amount
                received[payee, default: 0] += amount
                let text = "\(amount / 10_000).\(String(String(10_000 + amount % 10_000).dropFirst()))"
                payments.append(.init(payer: names[payer], payee: names[payee], amount: Decimal(text)!))
            }
        }
        return payments
    }

    @Test func nothingIsLostOrMadeOnTheWayToTheCent() throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<500 {
            let payments = Self.randomPayments(&generator)
            let ends = MoneyFlow(from: "a0.example", in: try MoneyGraph(payments)).ends { $0 == "r.example" }
            let paid = payments.filter { $0.payer == "a0.example" }.reduce(Decimal.zero) { $0 + $1.amount }
            let cents = Decimal(digits: (paid.digits * (paid.scale == 4 ? 1 : 0) + 50) / 100, scale: 2)
            #expect(ends.sum == cents)
            #expect([ends.rated, ends.unknown, ends.clean, ends.fees].allSatisfy { $0 >= .zero })
        }
    }

    @Test func theOrderOfPaymentsMakesNoDifference() throws {
        var generator = SeededGenerator(seed: 6)
        for _ in 0..<300 {
            let payments = Self.randomPayments(&generator)
            let shuffled = payments.shuffled(using: &generator)
            for source in ["a0.example", "a1.example", "p3"] {
                let ends = MoneyFlow(from: source, in: try MoneyGraph(payments)).ends { $0 == "r.example" }
                #expect(ends == MoneyFlow(from: source, in: try MoneyGraph(shuffled)).ends { $0 == "r.example" })
            }
        }
    }

    @Test func largeSumsDoNotOverflow() throws {
        let largest = "999999999999999.9999"
        let edges = (0..<200).map { ("a", "b\($0)", largest) } + (0..<200).map { ("b\($0)", "r.example", largest) }
        let answer = try Self.flow(edges, from: "a", rated: ["r.example"])
        #expect(
            answer
                == #"{"rated":"199999999999999999.98","unknown":"0.00","clean":"0.00","fees":"0.00","sum":"199999999999999999.98"}"#
        )
    }
}
