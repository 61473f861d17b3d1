import Daylight
import Tally

/// A contest with a generic table of ballots, written in a few words.
struct RankedFixture {
    var candidates = ["A", "B", "C", "D"]
    var excluded: Set<String> = []
    var rules: JSONObject = [
        "tiebreakMode": "useCandidateOrder", "overvoteRule": "exhaustImmediately",
        "winnerElectionMode": "singleWinnerMajority", "numberOfWinners": "1", "decimalPlacesForVoteArithmetic": "4",
        "maxSkippedRanksAllowed": "unlimited", "maxRankingsAllowed": "max",
    ]
    var source: JSONObject = [
        "filePath": "ballots.csv", "provider": "genericCsv", "firstVoteColumnIndex": "2", "firstVoteRowIndex": "2",
    ]

    init(_ candidates: [String] = ["A", "B", "C", "D"], _ changes: JSONObject = JSONObject()) {
        self.candidates = candidates
        for member in changes.members { rules[member.name] = member.value }
    }

    var configuration: [UInt8] {
        CanonicalJSON.lineBytes([
            "outputSettings": ["contestName": "X"], "cvrFileSources": [.object(source)],
            "candidates": .array(
                candidates.map { ["name": .string($0), "excluded": .bool(excluded.contains($0))] }),
            "rules": .object(rules),
        ])
    }

    func contest() throws -> RankedContest { try RankedContest(configuration) }

    /// The table for groups of ballots such as `4 A>B`, `2 A=B>C`, `1 >B` (first rank skipped) and `3` (blank).
    func table(_ groups: [String]) -> String {
        var rows = ["id," + candidates.joined(separator: ",")]
        for group in groups {
            let parts = group.split(separator: " ", maxSplits: 1)
            var cells = [String](repeating: "", count: candidates.count)
            for (index, names) in (parts.count > 1 ? parts[1] : "").split(separator: ">", omittingEmptySubsequences: false)
                .enumerated()
            {
                for name in names.split(separator: "=") {
                    if let column = candidates.firstIndex(of: String(name)) { cells[column] = String(index + 1) }
                }
            }
            rows += [String](repeating: "x," + cells.joined(separator: ","), count: Int(parts[0]) ?? 0)
        }
        return rows.joined(separator: "\n") + "\n"
    }

    func ballots(csv: String, pieces: Int = .max) throws -> RankedBallots {
        let contest = try contest()
        var reader = try contest.reader(for: contest.sources[0], path: contest.sources[0].path)
        return try read(Array(csv.utf8), &reader, pieces: pieces)
    }

    func count(_ groups: [String], decisions: [TieDecision] = []) throws -> RankedCount {
        try RankedCount(contest(), ballots(csv: table(groups)), decisions: decisions)
    }
}

/// Feeds a reader a file in pieces of a size.
func read(_ bytes: [UInt8], _ reader: inout any CastVoteRecordReader, pieces: Int = .max) throws -> RankedBallots {
    var ballots = RankedBallots()
    var start = 0
    while start < bytes.count {
        let end = pieces < bytes.count - start ? start + pieces : bytes.count
        let piece = Array(bytes[start..<end])
        try piece.withUnsafeBytes { try reader.read($0, into: &ballots) }
        start = end
    }
    try reader.finish(into: &ballots)
    return ballots
}

extension RankedCount {
    private func value(_ path: [String], pass: Int?) -> JSONValue? {
        var value: JSONValue? = .object(json)
        if let pass { value = value?["passes"]?.arrayValue?[pass] }
        for name in path {
            if let index = Int(name) { value = value?.arrayValue?[index] } else { value = value?[name] }
        }
        return value
    }

    /// The tally of a round as `A 3, B 2`.
    func tally(_ round: Int, pass: Int? = nil) -> String {
        let members = value(["results", String(round - 1), "tally"], pass: pass)?.objectValue?.members ?? []
        return members.map { "\($0.name) \($0.value.stringValue ?? "")" }.joined(separator: ", ")
    }

    /// What happened in a round, as `-C: B 2` for eliminated and `+A: B 1.5` for elected.
    func results(_ round: Int, pass: Int? = nil) -> [String] {
        (value(["results", String(round - 1), "tallyResults"], pass: pass)?.arrayValue ?? []).map { result in
            let transfers = (result["transfers"]?.objectValue?.members ?? []).map { "\($0.name) \($0.value.stringValue ?? "")" }
            let who = result["elected"]?.stringValue.map { "+" + $0 } ?? "-" + (result["eliminated"]?.stringValue ?? "")
            return who + (transfers.isEmpty ? "" : ": " + transfers.sorted().joined(separator: ", "))
        }
    }

    func inactive(_ round: Int) -> String {
        let members = value(["results", String(round - 1), "inactiveBallots"], pass: nil)?.objectValue?.members ?? []
        return members.filter { $0.value != "0" }.map { "\($0.name) \($0.value.stringValue ?? "")" }.joined(separator: ", ")
    }

    func threshold(_ round: Int) -> String? { value(["results", String(round - 1), "threshold"], pass: nil)?.stringValue }

    var roundCount: Int { value(["results"], pass: nil)?.arrayValue?.count ?? 0 }

    func summary(_ name: String) -> JSONValue? { value(["summary", name], pass: nil) }
}
