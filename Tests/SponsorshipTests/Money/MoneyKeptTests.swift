import Daylight
import Sponsorship
import Testing

@Suite("What is received and not paid on")
struct MoneyKeptTests {
    private static let chain = [
        MoneyTrailTests.payment("party", "agency", #""100""#), MoneyTrailTests.payment("agency", "x.example/1", #""60""#),
        MoneyTrailTests.payment("x.example/1", "fee", #""10""#),
    ].joined(separator: ",")

    @Test("what an account pays on does not hide where the rest of its money goes")
    func payingAccountsAreDivided() throws {
        let answer = try MoneyTrailTests.answer(
            payments: Self.chain, sites: MoneyTrailTests.site("r.example", "x.example,1,DIRECT"))
        #expect(MoneyTrailTests.middle(answer) == ["100.00", "50.00", "40.00", "0.00", "10.00"])
        #expect(
            MoneyEdgeTests.lines(answer).suffix(2) == [
                "x.example/1,r.example,50.00,50.00,50.00,EUR,,,adsTxt,1", "agency,unknown,40.00,40.00,40.00,EUR,,,,1",
            ])
        let wins =
            #"{"account":"x.example/1","site":"r.example","wins":10},{"account":"x.example/1","site":"ok.example","wins":40}"#
        let measured = try MoneyTrailTests.answer(payments: Self.chain, placements: wins)
        #expect(MoneyTrailTests.middle(measured) == ["100.00", "10.00", "40.00", "40.00", "10.00"])
    }

    @Test("a party that is paid for itself, as an advertiser, pays what it pays and not what it keeps")
    func whatAnAdvertiserKeepsIsNotPaid() throws {
        let text = #"{"currency":"EUR","advertisers":["agency"],"payments":[\#(Self.chain)]}"#
        let answer = try MoneyFile(Array(text.utf8), suffixes: .wellKnown).answer()
        #expect(MoneyTrailTests.middle(answer) == ["60.00", "0.00", "50.00", "0.00", "10.00"])
    }

    /// Amounts of each scenario that are still to be spent.
    private typealias Purse = [Int]

    private static func text(_ units: Int) -> String {
        "\"\(units / 10_000).\(String(String(10_000 + units % 10_000).dropFirst()))\""
    }

    /// Takes a part out of a purse, low ≤ mid ≤ high; `nil` where that cannot be.
    private static func part(of purse: inout Purse, _ generator: inout SeededGenerator) -> Purse? {
        var part: Purse = []
        for left in purse {
            let least = part.last ?? 0
            guard least <= left else { return nil }
            part.append(Int.random(in: least...left, using: &generator))
        }
        purse = zip(purse, part).map { $0 - $1 }
        return part
    }

    /// Payments in which everybody pays only those who come later, and at most what was received.
    private static func randomFile(_ generator: inout SeededGenerator) -> String {
        let names = [
            "party", "other", "agency", "House.example", "x.example/1", "x.example/2", "s1.example", "r.example", "a.r.example",
            "ok.example", "fee", "unknown",
        ]
        var purses: [String: Purse] = ["party": [900_001, 1_000_000, 1_500_000], "other": [7, 5_000_000, 5_000_003]]
        var payments: [String] = []
        for (index, payer) in names.dropLast(2).enumerated() {
            for payee in names[(index + 1)...] where payee != "other" && Int.random(in: 0...3, using: &generator) == 0 {
                guard var purse = purses[payer], let part = Self.part(of: &purse, &generator) else { continue }
                purses[payer] = purse
                purses[payee] = zip(purses[payee] ?? [0, 0, 0], part).map(+)
                let amount = #"{"low":\#(text(part[0])),"mid":\#(text(part[1])),"high":\#(text(part[2]))}"#
                payments.append(MoneyTrailTests.payment(payer, payee, amount))
            }
        }
        // Accounts sell on sites that pay nobody, so that money never goes round.
        let placements = ["x.example/1", "x.example/2"].flatMap { account in
            ["R.example", "a.r.example", "b.r.example", "s2.example"].filter { _ in Bool.random(using: &generator) }.map {
                #"{"account":"\#(account)","site":"\#($0)","wins":\#(Int.random(in: 1...40, using: &generator))}"#
            }
        }
        return #"""
            {"currency":"EUR","advertisers":["party","other"],"payments":[\#(payments.joined(separator: ","))],
            "placements":[\#(placements.joined(separator: ","))],"lists":[\#(MoneyTrailTests.list)]}
            """#
    }

    private static func randomAnswer(_ generator: inout SeededGenerator) throws -> MoneyAnswer? {
        let file = try MoneyFile(Array(randomFile(&generator).utf8), suffixes: .wellKnown)
        // What is sold on a site that itself pays an account may go round, which is refused.
        do { return try file.answer() } catch  where error.found.contains("circle") { return nil }
    }

    @Test("what comes to a party that pays also leaves it, to whom or to unknown, in every scenario")
    func inflowIsOutflow() throws {
        var generator = SeededGenerator(seed: 31)
        var (checked, kept) = (0, 0)
        for _ in 0..<400 {
            guard let answer = try Self.randomAnswer(&generator) else { continue }
            for scenario in 0..<3 {
                var (received, paid): ([String: Decimal], [String: Decimal]) = ([:], [:])
                for edge in answer.edges {
                    received[edge.payee] = (received[edge.payee] ?? .zero) + edge.amounts[scenario]
                    paid[edge.payer] = (paid[edge.payer] ?? .zero) + edge.amounts[scenario]
                    if edge.evidence == nil, edge.amounts[scenario] > .zero { kept += 1 }
                }
                for (party, amount) in paid where received[party] != nil {
                    #expect(received[party] == amount, "\(party)")
                    checked += 1
                }
            }
        }
        #expect(checked > 1000 && kept > 300)
    }

    @Test("the amounts of the sites add up to what is known, in every scenario")
    func sitesAddUp() throws {
        var generator = SeededGenerator(seed: 32)
        var several = 0
        for _ in 0..<400 {
            guard let answer = try Self.randomAnswer(&generator) else { continue }
            for report in answer.reports {
                for scenario in 0..<3 {
                    let sum = report.rated.reduce(Decimal.zero) { $0 + $1.amounts[scenario] }
                    #expect(sum == report.ends[scenario].rated)
                }
                if report.rated.count > 1 { several += 1 }
            }
        }
        #expect(several > 30)
    }

    @Test("thirds of a cent go to the first by name")
    func partsOfCentsAreGivenToSites() throws {
        let wins = ["c.r.example", "a.r.example", "b.r.example"].map {
            #"{"account":"x.example/1","site":"\#($0)","wins":10}"#
        }
        let answer = try MoneyTrailTests.answer(
            payments: MoneyTrailTests.payment("party", "x.example/1", #""1.00""#), placements: wins.joined(separator: ","))
        #expect(answer.reports[0].rated.map { $0.amounts[1].text() } == ["0.34", "0.33", "0.33"])
    }
}
