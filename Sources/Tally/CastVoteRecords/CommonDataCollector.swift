import Daylight

/// Ballots in NIST's common data format (SP 1500-103), whose records may come before what explains them: they are kept by
/// contest and selection, and become rankings of candidates when the file has ended.
struct CommonDataCollector: Sendable {
    /// Most contests and, together, selections that records may name.
    static let nameLimit = 60_000

    /// Most elections of a file.
    private static let electionLimit = 16

    /// Why a mark counts for nobody in particular, in the place of a selection.
    static let writeIn = "\u{0}write-in"

    private let contest: String
    private let names: MarkNames
    private var contests = ByteTable()
    private var ballots: [RankedBallots] = []
    private var selections = ByteTable()
    /// Contests in which a mark has no rank.
    private var unranked: Set<Int> = []
    private var elections: [RecordMembers] = []

    init(_ source: CastVoteRecordSource, _ names: MarkNames) {
        contest = source.contestID
        self.names = names
    }

    mutating func add(election: JSONValue) throws(InputError) {
        guard elections.count < Self.electionLimit else {
            throw InputError(field: "Election", expected: "at most \(Self.electionLimit)", found: "more")
        }
        elections.append(RecordMembers(election))
    }

    /// Adds the contests of one record's current snapshot.
    mutating func add(record: JSONValue) throws(InputError) {
        let record = RecordMembers(record)
        let current = record.text("CurrentSnapshotId")
        let snapshot = record.list("CVRSnapshot").first { $0.id == current }
        guard let snapshot, current != nil else {
            throw InputError(
                field: "CurrentSnapshotId", expected: "the name of one of the snapshots", found: current ?? "nothing")
        }
        for item in snapshot.list("CVRContest") {
            let index = contests.insert((item.text("ContestId") ?? "").utf8)
            if index == ballots.count { ballots.append(RankedBallots()) }
            var marks: [RankMark] = []
            for selection in item.list("CVRContestSelection") where selection.text("Status") != "needs-adjudication" {
                try add(selection, contest: index, to: &marks)
            }
            guard contests.count + selections.count <= Self.nameLimit else {
                throw InputError(expected: "at most \(Self.nameLimit) contests and selections", found: "more")
            }
            try ballots[index].add(&marks)
        }
    }

    private mutating func add(_ selection: RecordMembers, contest: Int, to marks: inout [RankMark]) throws(InputError) {
        var word = selection.text("ContestSelectionId") ?? Self.writeIn
        if let rank = try selection.rank("Rank") {
            return marks.append(RankMark(rank: rank, candidate: selections.insert(word.utf8)))
        }
        for position in selection.list("SelectionPosition") {
            if !position.list("CVRWriteIn").isEmpty { word = Self.writeIn }
            // SP 1500-103, section 3.4.2: no indication, or not to be allocated, is no vote.
            if position.text("HasIndication") == "no" || position.text("IsAllocable") == "no" { continue }
            guard let rank = try position.rank("Rank") else {
                unranked.insert(contest)
                continue
            }
            marks.append(RankMark(rank: rank, candidate: selections.insert(word.utf8)))
        }
    }

    /// Turns the contest's records into ballots.
    func finish(into result: inout RankedBallots) throws(InputError) {
        let contest = try findContest()
        guard let id = contest.id, let index = contests.index(of: id.utf8) else { return }
        guard !unranked.contains(index) else {
            throw InputError(field: "SelectionPosition/Rank", expected: "a rank for each mark of the contest", found: "none")
        }
        let definitions = try CommonDataDefinitions(contest, elections, names)
        var meanings: [Int: Int] = [:]
        for pattern in 0..<ballots[index].patternCount {
            var marks = ballots[index].withMarks(of: pattern) { Array($0) }
            for position in marks.indices {
                let selection = marks[position].candidate
                if meanings[selection] == nil {
                    meanings[selection] = try definitions.candidate(of: selections.text(selection))
                }
                marks[position] = RankMark(rank: marks[position].rank, candidate: meanings[selection] ?? RankMark.overvote)
            }
            try result.add(&marks, count: ballots[index].counts[pattern])
        }
    }

    private func findContest() throws(InputError) -> RecordMembers {
        let matches = elections.flatMap { $0.list("Contest") }.filter { $0.text("Name") == contest || $0.id == contest }
        guard matches.count == 1 else {
            throw InputError(
                field: "Election/Contest/Name", expected: "the one contest \(contest)",
                found: matches.isEmpty ? "none" : "several")
        }
        return matches[0]
    }
}
