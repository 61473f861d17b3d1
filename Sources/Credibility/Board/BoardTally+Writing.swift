public import Daylight

extension BoardTally {
    public var json: JSONValue {
        get throws(InputError) {
            let reasons = LeftOut.allCases.filter { leftOut[$0] != nil }
            var byKind = JSONObject()
            for (kind, count) in zip(BoardKind.allCases, reviewers) { byKind[kind.rawValue] = .integer(count) }
            var out = JSONObject()
            for reason in reasons { out[reason.rawValue] = .integer(leftOut[reason] ?? 0) }
            return [
                "draft": .string(draft.id), "version": .integer(draft.version),
                "draftSHA256": .string(Digest(of: try draft.bytes).hex), "reviews": .integer(counted.count),
                "byKind": .object(byKind), "leftOut": .object(out), "clauses": .array(clauses.map(\.json)),
                "contested": .array(contested.map { .string($0.id) }),
            ]
        }
    }

    /// The clauses as a table (RFC 4180), in their order of agreement: the same bytes wherever it is made.
    public var csv: [UInt8] {
        var columns = ["rank", "place", "clause", "score"]
        for kind in BoardKind.allCases { columns += BoardVote.allCases.map { "\(kind.rawValue)_\($0.rawValue)" } }
        columns += ["lowest", "highest", "spread", "contested"]
        var lines = [columns.joined(separator: ",")]
        for (index, clause) in clauses.enumerated() {
            var cells = ["\(index + 1)", "\(clause.place)", clause.id, "\(clause.score)"]
            for counts in clause.counts { cells += BoardVote.allCases.map { "\(counts[$0])" } }
            cells += [clause.apart?.lowest.rawValue ?? "", clause.apart?.highest.rawValue ?? ""]
            cells += [clause.apart.map { "\($0.spread)" } ?? "", clause.apart?.isContested == true ? "yes" : "no"]
            lines.append(cells.joined(separator: ","))
        }
        return Array(lines.map { $0 + "\r\n" }.joined().utf8)
    }
}

extension BoardTally.Clause {
    fileprivate var json: JSONValue {
        var kinds = JSONObject()
        for (kind, counts) in zip(BoardKind.allCases, counts) {
            kinds[kind.rawValue] = [
                "agree": .integer(counts.agree), "disagree": .integer(counts.disagree), "unsure": .integer(counts.unsure),
                "votes": .integer(counts.votes),
            ]
        }
        var object: JSONObject = [
            "clause": .string(id), "place": .integer(place), "score": .integer(score), "kinds": .object(kinds),
        ]
        object["apart"] = apart.map { apart in
            [
                "lowest": .string(apart.lowest.rawValue), "highest": .string(apart.highest.rawValue),
                "spread": .integer(apart.spread), "contested": .bool(apart.isContested),
            ]
        }
        return .object(object)
    }
}
