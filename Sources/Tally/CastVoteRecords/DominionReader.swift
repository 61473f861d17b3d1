public import Daylight

/// What stands beside Dominion's records and explains their numbers.
public struct DominionManifests: Sendable {
    /// Largest manifest in bytes.
    public static let byteLimit = 64 << 20

    /// Names by number.
    let contests: [String: String]
    let candidates: [String: String]
    /// The numbers that say: this contest was not valid on this ballot.
    let invalidContest: Set<String>

    /// Reads `ContestManifest.json`, `CandidateManifest.json` and, where there is one, `OutstackConditionManifest.json`.
    ///
    /// - Throws: ``InputError`` with the byte at which a manifest is not JSON, or the member that is missing.
    public init(contests: [UInt8], candidates: [UInt8], outstackConditions: [UInt8]? = nil) throws(InputError) {
        self.contests = try Self.names(contests)
        self.candidates = try Self.names(candidates)
        var conditions: [String: String] = [:]
        if let outstackConditions { conditions = try Self.names(outstackConditions) }
        invalidContest = Set(conditions.filter { $0.value == "InvalidContest" }.keys)
    }

    private static func names(_ bytes: [UInt8]) throws(InputError) -> [String: String] {
        let value = try JSONParser.parse(bytes, limits: .init(bytes: byteLimit))
        guard value["List"]?.arrayValue != nil else {
            throw InputError(field: "/List", expected: "an array", found: value["List"]?.kind ?? "nothing")
        }
        var names: [String: String] = [:]
        for item in RecordMembers(value).list("List") {
            guard let id = item.text("Id") else { throw InputError(field: "/List/Id", expected: "a number", found: "nothing") }
            names[id] = item.text("Description") ?? ""
        }
        return names
    }
}

/// Dominion's records as JSON: sessions whose marks name candidates by number (tally reference, section 9).
struct DominionReader: CastVoteRecordReader {
    private let contest: String
    private let candidates: [String: Int]
    private let invalidContest: Set<String>
    private var elements = JSONElements(streamed: ["Sessions"])

    init(_ source: CastVoteRecordSource, _ names: MarkNames, _ manifests: DominionManifests) throws(InputError) {
        contest = source.contestID
        invalidContest = manifests.invalidContest
        guard manifests.contests[contest] != nil else {
            throw InputError(field: "/List/Id", expected: "contest \(contest)", found: "none")
        }
        var candidates: [String: Int] = [:]
        for (id, name) in manifests.candidates {
            if case .candidate(let number)? = names[id] ?? names[name] { candidates[id] = number }
        }
        self.candidates = candidates
    }

    mutating func read(_ piece: UnsafeRawBufferPointer, into ballots: inout RankedBallots) throws(InputError) {
        let (contest, candidates, invalidContest) = (contest, candidates, invalidContest)
        try elements.read(piece, &ballots) { ballots, name, value throws(InputError) in
            guard name == "Sessions" else { return }
            let session = RecordMembers(value)
            guard let original = session.list("Original").first else {
                throw InputError(field: "Original", expected: "the record as scanned", found: "nothing")
            }
            let isCurrent = original.text("IsCurrent") != "false"
            guard let record = isCurrent ? original : session.list("Modified").first else { return }
            for part in record.list("Cards") + [record] {
                for item in part.list("Contests") where item.text("Id") == contest {
                    if item.list("OutstackConditionIds").contains(where: { invalidContest.contains($0.text ?? "") }) {
                        continue
                    }
                    var marks: [RankMark] = []
                    for mark in item.list("Marks") { try Self.add(mark, candidates, to: &marks) }
                    try ballots.add(&marks)
                }
            }
        }
    }

    mutating func finish(into ballots: inout RankedBallots) throws(InputError) { try elements.finish() }

    private static func add(
        _ mark: RecordMembers, _ candidates: [String: Int], to marks: inout [RankMark]
    ) throws(InputError) {
        if mark.text("IsAmbiguous") == "true" || mark.text("IsVote") == "false" { return }
        let id = mark.text("CandidateId") ?? ""
        guard let candidate = candidates[id] else {
            throw InputError(field: "CandidateId", expected: "a candidate of the contest", found: "\"\(id)\"")
        }
        guard let rank = try mark.rank("Rank") else { throw InputError(field: "Rank", expected: "a rank", found: "nothing") }
        marks.append(RankMark(rank: rank, candidate: candidate))
    }
}
