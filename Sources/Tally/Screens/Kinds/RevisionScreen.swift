import Daylight

/// S7: whether revisions gave to some lists more often than they took (tally reference, section 4).
enum RevisionScreen {
    /// One result per list that a revision changed; one without a test when there is none.
    static func results(_ data: ScreenData) -> [ScreenResult] {
        let caveat = "Revisions follow a cause, such as one batch or one rule, and are not independent of each other."
        let results = data.lists.indices.compactMap { list -> ScreenResult? in
            let changes = data.revisions.map { $0[list] }.filter { $0 != 0 }
            guard !changes.isEmpty else { return nil }
            let gains = changes.count { $0 > 0 }
            return ScreenResult(
                "S7", ["list": .integer(data.lists[list])], n: changes.count, statistic: Double(gains),
                p: Binomial.signTest(gains, changes.count - gains), caveat: caveat,
                details: ["netGain": .integer(changes.reduce(0, +)), "revised": .integer(data.revisions.count)])
        }
        return results.isEmpty ? [ScreenResult("S7", [:], n: 0, caveat: caveat)] : results
    }
}
