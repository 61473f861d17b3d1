import BigInt
import Testing

@testable import Tally

/// The rule that matters most: a wrong outcome is confirmed at most as often as the risk limit says, by every method. In all
/// of these the paper is exactly tied, which is the hardest wrong outcome there is, and the report says otherwise.
struct CalibrationTests {
    private static let limit = RiskLimit.ten
    private static let looks = stride(from: 10, through: 400, by: 10)

    /// The share of audits that confirm is at most the limit, as far as so many runs can tell.
    private static func check(_ name: String, seed: UInt64, _ confirms: (inout SeatGenerator) throws -> Bool) rethrows {
        var generator = SeatGenerator(seed: seed)
        let runs = FuzzRuns.count(default: 200)
        var confirmed = 0
        for _ in 0..<runs where try confirms(&generator) { confirmed += 1 }
        let share = Double(confirmed) / Double(runs)
        let spread = (limit.value * (1 - limit.value) / Double(runs)).squareRoot()
        #expect(share <= limit.value + 3 * spread, "\(name)")
        if runs != 200 { print("calibration: \(name): \(confirmed) of \(runs) confirmed, limit \(limit.value)") }
    }

    @Test func ballotPolling() throws {
        let contest = try AuditContest.of([600, 400])
        Self.check("bravo", seed: 41) { generator in
            var sample = [0, 0]
            return (1...400).contains { _ in
                sample[Int.random(in: 0...1, using: &generator)] += 1
                return BravoMeasure(contest, sample: sample, limit: Self.limit).risk.isConfirmed
            }
        }
    }

    @Test func pollingInFixedRounds() {
        Self.check("minerva", seed: 42) { generator in
            var won = 0
            let rounds = [40, 80, 160].map { size in
                won += (size == 40 ? 0..<40 : 0..<size / 2).count { _ in Bool.random(using: &generator) }
                return Minerva.Round(ballots: size, won: won)
            }
            return Minerva.history(rounds, share: 0.6, limit: Self.limit).contains { $0 <= Self.limit.value }
        }
    }

    /// Errors by one vote or by two make up for the whole margin of 100 in 1000 ballots.
    @Test(arguments: [1, 2])
    func recordComparison(size: Int) {
        let errors = 100 / size
        Self.check("supersimple, errors by \(size)", seed: 43) { generator in
            var counts = [0, 0, 0]
            return (1...400).contains { draws in
                counts[Int.random(in: 0..<1000, using: &generator) < errors ? size : 0] += 1
                return SuperSimple.risk(
                    dilutedMargin: 0.1, ballots: draws,
                    errors: .init(over1: counts[1], over2: counts[2], under1: 0, under2: 0), limit: Self.limit
                ).isConfirmed
            }
        }
    }

    @Test func kaplanMarkov() {
        Self.check("kaplanMarkov", seed: 44) { generator in
            let draws = (0..<400).map { _ in Bool.random(using: &generator) ? 1.0 : 0 }
            return KaplanMarkov.history(draws, mean: 0.5, guard: 0.1).contains { $0 <= Self.limit.value }
        }
    }

    /// An outcome by assertions, and paper under which one of them is just not true.
    private struct Tied: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let audit: AssertionAudit
        let papers: [[Int]]
        let records: [[Int]]

        init(_ name: String, reported: [Int], tied: [Int], _ assertions: (AuditContest) throws -> [Assertion]) throws {
            func ballots(_ votes: [Int]) -> [[Int]] {
                let named = votes.indices.flatMap { Array(repeating: [$0], count: votes[$0]) }
                return named + Array(repeating: [], count: 1000 - named.count)
            }
            let contest = try AuditContest.of(reported, ballots: 1000)
            testDescription = name
            audit = AssertionAudit(
                names: contest.names, votes: reported, ballots: 1000, assertions: try assertions(contest))
            records = ballots(reported)
            papers = Self.moved(ballots(reported), to: tied)
        }

        /// Changes as few papers as make the votes what they shall be.
        private static func moved(_ papers: [[Int]], to votes: [Int]) -> [[Int]] {
            var papers = papers
            var counts = votes.indices.map { mark in papers.count { $0 == [mark] } }
            for index in papers.indices {
                guard let mark = papers[index].first, counts[mark] > votes[mark],
                    let other = votes.indices.first(where: { counts[$0] < votes[$0] })
                else { continue }
                papers[index] = [other]
                counts[mark] -= 1
                counts[other] += 1
            }
            return papers
        }

        /// An elimination in which the last two are tied, while the records have the first ahead.
        static func elimination() throws -> Tied {
            try Tied()
        }

        private init() throws {
            let papers = [([0], 400), ([1], 400), ([2, 0], 100), ([2, 1], 100)].flatMap {
                Array(repeating: $0.0, count: $0.1)
            }
            var records = papers
            for index in 400..<440 { records[index] = [0, 1] }
            let claims = try EliminationSearch.claims(records.map { .init($0, count: 1) }, candidates: 3, winner: 0)
            testDescription = "irv"
            audit = AssertionAudit(
                names: ["a", "b", "c"], votes: [440, 360, 200], ballots: 1000,
                assertions: Assertion.ranked(claims, ballots: 1000))
            self.papers = papers
            self.records = records
        }
    }

    private static func tied() throws -> [Tied] {
        func seats(_ divisors: Assertion.Divisors, _ seats: Int, threshold: String? = nil) -> (AuditContest) throws -> [Assertion]
        {
            {
                try SeatClaims(
                    names: $0.names, votes: $0.votes, seats: seats, divisors: divisors,
                    threshold: threshold.flatMap { VoteThreshold(percent: $0) }
                ).assertions
            }
        }
        return [
            try Tied("plurality", reported: [520, 400], tied: [460, 460], Assertion.plurality),
            try Tied("superMajority", reported: [660, 240], tied: [600, 300]) { _ in
                Assertion.superMajority(winner: 0, share: 2.0 / 3)
            },
            // The second seat: 600/2 = 300.
            try Tied("dhondt", reported: [640, 260, 80], tied: [600, 300, 80], seats(.dhondt, 2)),
            // The second seat: 690/3 = 230.
            try Tied("sainteLague", reported: [750, 170, 60], tied: [690, 230, 60], seats(.sainteLague, 2)),
            // 5 % of 980 votes are 49.
            try Tied("threshold", reported: [600, 300, 80], tied: [631, 300, 49], seats(.dhondt, 9, threshold: "5")),
            try Tied.elimination(),
        ]
    }

    @Test(arguments: [AssertionAudit.Evidence.polling, .comparison(errorRate: 0.001)])
    func assertions(evidence: AssertionAudit.Evidence) throws {
        for tied in try Self.tied() {
            try Self.check("alpha \(evidence), \(tied.testDescription)", seed: 45) { generator in
                let order = (0..<1000).shuffled(using: &generator).prefix(300)
                let draws = order.map { AssertionAudit.Draw(paper: tied.papers[$0], record: tied.records[$0]) }
                let risks = tied.audit.risks(draws, evidence, withReplacement: false)
                try #require(!risks.isEmpty)
                return risks.allSatisfy { $0 <= Self.limit.value }
            }
        }
    }

    /// The totals of a few stations are wrong by so much that together they hide a tie.
    @Test(arguments: [4, 20])
    func batches(wrong: Int) throws {
        let stations = 40
        func audit(_ claims: (AuditContest) throws -> [LinearClaim], _ votes: [Int], _ moved: Int) throws -> (BatchAudit, [[Int]])
        {
            let papers = Array(repeating: votes, count: stations)
            let reported = papers.enumerated().map { index, votes in
                index < wrong ? [votes[0] + moved / wrong, votes[1] - moved / wrong] + votes.dropFirst(2) : votes
            }
            let totals = votes.indices.map { list in reported.reduce(0) { $0 + $1[list] } }
            let contest = try AuditContest.of(totals, ballots: 100 * stations)
            let batches = reported.enumerated().map { BatchAudit.Batch(name: "s\($0)", ballots: 100, votes: $1) }
            return (BatchAudit(contest, claims: try claims(contest), batches: batches), papers)
        }
        let plurality = try audit({ Assertion.plurality($0).compactMap(\.claim) }, [48, 48], 160)
        let seats = try audit(
            {
                try SeatClaims(names: $0.names, votes: $0.votes, seats: 2, divisors: .dhondt).assertions.compactMap(\.claim)
            }, [60, 30, 8], 80)
        for (name, made) in [("macro", plurality), ("macro seats", seats)] {
            let (audit, papers) = made
            let bounds = try #require(audit.bounds)
            try Self.check("\(name), \(wrong) wrong", seed: 46) { generator in
                let seed = "\(generator.next())\(generator.next())"
                let indices = try StarkSampler.Batches(bounds: bounds.quotients).indices(seed: seed, size: 60)
                let draws = indices.map { BatchAudit.Draw(batch: $0, votes: papers[$0]) }
                return Self.looks.contains { size in
                    guard size <= 60 else { return false }
                    let seen = Array(draws.prefix(size))
                    return name == "macro"
                        ? audit.risk(seen, limit: Self.limit).isConfirmed
                        : audit.risks(seen).allSatisfy { $0 <= Self.limit.value }
                }
            }
        }
    }

    /// Whole audits with rounds of the proposed sizes.
    @Test(arguments: AuditSetup.Method.allCases)
    func wholeAudits(method: AuditSetup.Method) throws {
        let batches = method == .macro ? 60 : 6
        let papers = (0..<batches).map { _ in (0..<20).map { $0 < 10 ? ["Ann"] : ["Bo"] } }
        let reported = (0..<batches).map { batch in (0..<20).map { $0 < (batch % 2 == 0 ? 14 : 13) ? ["Ann"] : ["Bo"] } }
        var generator = SeatGenerator(seed: 47)
        let runs = max(60, FuzzRuns.count(default: 60) / 10)
        var confirmed = 0
        // The report differs from the paper, also where nothing is compared.
        let start = try MadeAudit(method, papers: papers, reported: reported)
        for _ in 0..<runs {
            var audit = start
            let digits = (0..<24).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
            if try audit.run(seed: digits, rounds: 4) { confirmed += 1 }
        }
        let spread = (0.09 / Double(runs)).squareRoot()
        #expect(Double(confirmed) / Double(runs) <= 0.1 + 3 * spread)
        if runs != 60 { print("calibration: whole audits, \(method.rawValue): \(confirmed) of \(runs) confirmed") }
    }
}
