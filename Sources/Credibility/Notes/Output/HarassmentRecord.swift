import Daylight

/// What a run says about harassing notes and those who found them helpful, without naming either.
struct HarassmentRecord: Sendable {
    /// Fewest raters that are spoken of.
    static let fewest = 3

    private let consensus: HarassmentConsensus
    private let penalisedCount: Int

    init(_ consensus: HarassmentConsensus, penalisedCount: Int) {
        self.consensus = consensus
        self.penalisedCount = penalisedCount
    }

    var isSettled: Bool { consensus.isSettled }

    /// Notes that cost something to find helpful.
    private var noteCount: Int { consensus.noteBiases.indices.count { consensus.penalty(ofNote: $0) > 0 } }

    /// `ratersLeftOut` is null for one or two.
    var json: JSONValue {
        [
            "ratings": .integer(consensus.ratingCount), "notes": .integer(noteCount), "loss": .real(consensus.loss),
            "sweeps": .integer(consensus.sweeps), "settled": .bool(consensus.isSettled),
            "ratersLeftOut": penalisedCount == 0 || penalisedCount >= Self.fewest ? .integer(penalisedCount) : .null,
        ]
    }
}
