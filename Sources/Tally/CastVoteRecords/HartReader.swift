import Daylight

/// Hart's records: one XML document per ballot, in which a choice's value is a string of bits by rank (tally reference,
/// section 9).
struct HartReader: CastVoteRecordReader {
    private let contest: String
    private let names: MarkNames
    private var tree = XMLTree(rootDepth: 1)
    private var ballot: JSONValue?

    init(_ source: CastVoteRecordSource, _ names: MarkNames) {
        contest = source.contestID
        self.names = names
    }

    mutating func read(_ piece: UnsafeRawBufferPointer, into ballots: inout RankedBallots) throws(InputError) {
        tree.append(piece)
        if let (_, value) = try tree.next() { ballot = value }
    }

    mutating func finish(into ballots: inout RankedBallots) throws(InputError) {
        tree.finish()
        while let (_, value) = try tree.next() { ballot = value }
        let record = RecordMembers(ballot ?? .null)
        tree = XMLTree(rootDepth: 1)
        ballot = nil
        for group in record.list("Contests") {
            for item in group.list("Contest") where item.text("Id") == contest {
                var marks: [RankMark] = []
                for options in item.list("Options") {
                    for option in options.list("Option") { try add(option, to: &marks) }
                }
                try ballots.add(&marks)
            }
        }
    }

    private func add(_ option: RecordMembers, to marks: inout [RankMark]) throws(InputError) {
        let id = option.text("Id") ?? ""
        guard case .candidate(let candidate)? = names[id] ?? names[option.text("Name") ?? ""] else {
            throw InputError(field: "Option/Id", expected: "a candidate of the contest", found: "\"\(id)\"")
        }
        let value = option.text("Value") ?? ""
        guard value.utf8.count <= RankedBallots.highestRank, value.utf8.allSatisfy({ $0 == 0x30 || $0 == 0x31 }) else {
            throw InputError(field: "Option/Value", expected: "0 or 1 for each rank", found: "\"\(value)\"")
        }
        for (index, bit) in value.utf8.enumerated() where bit == 0x31 {
            marks.append(RankMark(rank: index + 1, candidate: candidate))
        }
    }
}
