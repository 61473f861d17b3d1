import Testing

@testable import Simulation

/// Two planted groups (a, b, c and d, e), a house of outlets (o1, o2), two fans, an ordinary account.
@Suite struct QualityTests {
    private let truth = GroundTruth(
        groups: [
            .init(name: "one", disguise: .easy, members: ["a", "b", "c"], objects: ["x"]),
            .init(name: "two", disguise: .hard, members: ["d", "e"], objects: ["y"]),
        ],
        hazards: ["o1": .outlet, "o2": .outlet, "f1": .fan, "f2": .fan, "n": .ordinary])
    private let declared = [GroupMembership(group: "house", account: "o1"), GroupMembership(group: "house", account: "o2")]

    private func pairs(_ names: [(String, String)]) -> Set<AccountPair> { Set(names.map { AccountPair($0, $1) }) }

    @Test("a pair has no order")
    func pairOrder() {
        #expect(AccountPair("b", "a") == AccountPair("a", "b"))
        #expect(AccountPair("b", "a").first == "a")
    }

    /// Flagged: a–b (true), d–f1 and a–d (false), f1–f2 (false), o1–o2 (declared).
    /// Accounts a, b, d, f1, f2: three true, two false, c and e missed.
    @Test("a worked example: 3 of 5 accounts, 1 of 4 pairs, one pair explained")
    func workedExample() {
        let report = QualityReport(
            truth: truth, declared: declared,
            flagged: pairs([("a", "b"), ("f1", "d"), ("d", "a"), ("f1", "f2"), ("o2", "o1")]))
        #expect(report.accounts == QualityScore(truePositives: 3, falsePositives: 2, falseNegatives: 2))
        #expect(report.accounts.precision == 0.6 && report.accounts.recall == 0.6 && report.accounts.f1 == 0.6)
        #expect(report.pairs == QualityScore(truePositives: 1, falsePositives: 3, falseNegatives: 3))
        #expect(report.pairs.precision == 0.25 && report.pairs.recall == 0.25)
        #expect(report.explainedPairs == 1)
        #expect(report.groups.map(\.found) == [2, 1])
        let fans = report.falseAlarms[.fan]
        #expect(fans?.accounts == 2 && fans?.flaggedAccounts == 2 && fans?.flaggedPairs == 2)
        let outlets = report.falseAlarms[.outlet]
        #expect(outlets?.accounts == 2 && outlets?.flaggedAccounts == 0 && outlets?.flaggedPairs == 0)
        #expect(report.falseAlarms[.ordinary]?.flaggedAccounts == 0)
    }

    @Test("without the declaration the outlets are a false alarm")
    func undeclared() {
        let report = QualityReport(truth: truth, declared: [], flagged: pairs([("o1", "o2")]))
        #expect(report.accounts.falsePositives == 2)
        #expect(report.falseAlarms[.outlet]?.flaggedPairs == 1)
    }

    @Test("who flags nothing claims nothing false and finds nothing")
    func nothingFlagged() {
        let report = QualityReport(truth: truth, declared: [], flagged: [])
        #expect(report.accounts.precision == 1 && report.accounts.recall == 0 && report.accounts.f1 == 0)
        let quiet = QualityReport(truth: GroundTruth(groups: [], hazards: [:]), declared: [], flagged: [])
        #expect(quiet.accounts.precision == 1 && quiet.accounts.recall == 1)
    }

    @Test("an account the truth does not know is an ordinary one")
    func unknownAccount() {
        let report = QualityReport(truth: truth, declared: [], flagged: pairs([("stranger", "n")]))
        #expect(report.falseAlarms[.ordinary]?.flaggedAccounts == 2)
        #expect(report.falseAlarms[.ordinary]?.flaggedPairs == 1)
    }

    @Test("a summary adds counts, keeps the worst run and counts the runs that accuse the innocent")
    func summary() {
        var summary = QualitySummary()
        summary.add(QualityReport(truth: truth, declared: [], flagged: truth.plantedPairs))
        summary.add(QualityReport(truth: truth, declared: [], flagged: pairs([("a", "b"), ("a", "n")])))
        #expect(summary.runs == 2 && summary.runsWithFalseAlarm == 1)
        #expect(summary.accounts == QualityScore(truePositives: 7, falsePositives: 1, falseNegatives: 3))
        #expect(summary.worstPrecision == 2.0 / 3 && summary.worstRecall == 0.4)
        #expect(summary.found[.easy] == .init(groups: 2, members: 6, found: 5))
        #expect(summary.falseAlarms[.ordinary]?.flaggedAccounts == 1)
    }

    /// 8 accounts, 28 pairs, 4 of them planted. Planted scores 5, 2, 2, none; others 5, 2 and 22 without: against 24 others the
    /// first wins 23 and ties 1, the next two win 22 and tie 1 each, the last ties 22. (23.5 + 2 · 22.5 + 11) / 96.
    @Test("the area under the curve counts ties half")
    func areaUnderCurve() throws {
        let scores: [AccountPair: Double] = [
            AccountPair("a", "b"): 5, AccountPair("a", "c"): 2, AccountPair("b", "c"): 2,
            AccountPair("f1", "f2"): 5, AccountPair("n", "a"): 2,
        ]
        let area = try #require(RankingQuality(truth: truth, scores: scores, accounts: 8).areaUnderCurve)
        #expect(abs(area - 79.5 / 96) < 1e-12)
    }

    @Test("without planted pairs there is no curve; a perfect ranking has area 1, no ranking one half")
    func curveLimits() {
        let nobody = GroundTruth(groups: [], hazards: [:])
        #expect(RankingQuality(truth: nobody, scores: [:], accounts: 5).areaUnderCurve == nil)
        let perfect = Dictionary(uniqueKeysWithValues: truth.plantedPairs.map { ($0, 1.0) })
        #expect(RankingQuality(truth: truth, scores: perfect, accounts: 9).areaUnderCurve == 1)
        #expect(RankingQuality(truth: truth, scores: [:], accounts: 9).areaUnderCurve == 0.5)
    }
}
