/// One file or folder of cast vote records, as a configuration names it.
public struct CastVoteRecordSource: Hashable, Sendable {
    /// Who made the records.
    public enum Provider: String, CaseIterable, Sendable {
        case clearBallot, cdf, dominion, ess, genericCsv, hart
    }

    public let provider: Provider
    /// Relative to the configuration's folder.
    public let path: String
    /// Which contest of the records is counted: a name or an identifier, as the format has it.
    public let contestID: String
    /// From 0.
    let firstVoteColumn: Int
    /// From 0.
    let firstVoteRow: Int
    /// What separates several names in one cell; empty: nothing does.
    let overvoteDelimiter: String
    /// What a cell says for "too many marked"; empty: nothing.
    let overvoteLabel: String
    /// What a cell says for "nothing marked", besides being blank.
    let skippedRankLabel: String
    /// What a record calls undeclared write-ins; empty: they are not counted.
    let undeclaredLabel: String
    let blankIsUndeclared: Bool
}
