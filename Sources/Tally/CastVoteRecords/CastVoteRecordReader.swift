public import Daylight

/// Reads cast vote records that come in pieces of any size and adds the ballots of one contest.
///
/// Memory holds one row or record at a time, whatever the length of the file.
public protocol CastVoteRecordReader: Sendable {
    /// - Throws: ``InputError`` with the line or byte where the records cannot be used.
    mutating func read(_ piece: UnsafeRawBufferPointer, into ballots: inout RankedBallots) throws(InputError)

    /// Says that a file has ended. Where records come in several files, this is said after each.
    mutating func finish(into ballots: inout RankedBallots) throws(InputError)
}

extension RankedContest {
    /// The reader for a source's files.
    ///
    /// - Parameters:
    ///   - path: of the file, whose ending tells JSON, XML and tables apart.
    ///   - manifests: for Dominion's JSON records, what stands beside them.
    /// - Throws: ``InputError`` for a source that cannot be read this way.
    public func reader(
        for source: CastVoteRecordSource, path: String, manifests: DominionManifests? = nil
    ) throws(InputError) -> any CastVoteRecordReader {
        let names = MarkNames(candidates, source)
        switch source.provider {
        case .ess: return TableReader(RankColumnTable(source, names, rankLimit: rankLimit, rule: rules.overvote))
        case .genericCsv: return TableReader(GenericTable(source, names, rankLimit: rules.maxRankings))
        case .clearBallot: return TableReader(ClearBallotTable(source, names))
        case .hart: return HartReader(source, names)
        case .cdf:
            return path.lowercased().hasSuffix(".xml")
                ? CommonDataXMLReader(source, names) : CommonDataJSONReader(source, names)
        case .dominion:
            guard let manifests else { return TableReader(DominionTable(source, names)) }
            return try DominionReader(source, names, manifests)
        }
    }
}
