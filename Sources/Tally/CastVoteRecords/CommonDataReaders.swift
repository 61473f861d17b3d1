import Daylight

/// Records in NIST's common data format as JSON.
struct CommonDataJSONReader: CastVoteRecordReader {
    private var elements = JSONElements(streamed: ["CVR", "Election"])
    private var collector: CommonDataCollector
    private let empty: CommonDataCollector

    init(_ source: CastVoteRecordSource, _ names: MarkNames) {
        empty = CommonDataCollector(source, names)
        collector = empty
    }

    mutating func read(_ piece: UnsafeRawBufferPointer, into ballots: inout RankedBallots) throws(InputError) {
        try elements.read(piece, &collector) { collector, name, value throws(InputError) in
            if name == "CVR" { try collector.add(record: value) }
            if name == "Election" { try collector.add(election: value) }
        }
    }

    mutating func finish(into ballots: inout RankedBallots) throws(InputError) {
        try elements.finish()
        try collector.finish(into: &ballots)
        collector = empty
    }
}

/// The same as XML.
struct CommonDataXMLReader: CastVoteRecordReader {
    private var tree = XMLTree(rootDepth: 2)
    private var collector: CommonDataCollector
    private let empty: CommonDataCollector

    init(_ source: CastVoteRecordSource, _ names: MarkNames) {
        empty = CommonDataCollector(source, names)
        collector = empty
    }

    mutating func read(_ piece: UnsafeRawBufferPointer, into ballots: inout RankedBallots) throws(InputError) {
        tree.append(piece)
        try collect()
    }

    mutating func finish(into ballots: inout RankedBallots) throws(InputError) {
        tree.finish()
        try collect()
        try collector.finish(into: &ballots)
        tree = XMLTree(rootDepth: 2)
        collector = empty
    }

    private mutating func collect() throws(InputError) {
        while let (name, value) = try tree.next() {
            if name == "CVR" { try collector.add(record: value) }
            if name == "Election" { try collector.add(election: value) }
        }
    }
}
