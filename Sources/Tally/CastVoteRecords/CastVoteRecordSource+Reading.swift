import Daylight

extension CastVoteRecordSource {
    /// Longest path in bytes.
    private static let pathLimit = 4_096

    /// - Throws: ``InputError`` for an unknown provider or a column that cannot be.
    init(_ source: ConfigurationReader, blankIsUndeclared: Bool) throws(InputError) {
        let path = try source.text("filePath")
        guard !path.isEmpty, path.utf8.count <= Self.pathLimit, !path.utf8.contains(0) else {
            throw source.fault("filePath", "a path", source.value("filePath"))
        }
        guard let provider = Provider(rawValue: try source.text("provider")) else {
            let expected = Provider.allCases.map(\.rawValue).joined(separator: ", ")
            throw source.fault("provider", "one of \(expected)", source.value("provider"))
        }
        let isTable = provider == .ess || provider == .genericCsv
        let cells: ClosedRange<Int64> = 1...Int64(TableRows.cellLimit)
        self.init(
            provider: provider, path: path, contestID: try source.text("contestId"),
            firstVoteColumn: isTable ? try source.requiredInteger("firstVoteColumnIndex", in: cells) - 1 : 0,
            firstVoteRow: isTable ? try source.requiredInteger("firstVoteRowIndex", in: 1...Int64(Int32.max)) - 1 : 0,
            overvoteDelimiter: try source.text("overvoteDelimiter"), overvoteLabel: try source.text("overvoteLabel"),
            skippedRankLabel: try source.text("skippedRankLabel"),
            undeclaredLabel: try source.text("undeclaredWriteInLabel"),
            blankIsUndeclared: try source.flag("treatBlankAsUndeclaredWriteIn") || blankIsUndeclared)
        guard isTable || !contestID.isEmpty else {
            throw source.fault("contestId", "which contest of the records is counted", source.value("contestId"))
        }
    }
}
