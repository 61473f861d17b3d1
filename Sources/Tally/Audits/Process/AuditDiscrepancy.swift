public import Daylight

/// A paper that says something else than what was reported of it, or that was not found.
public struct AuditDiscrepancy: Hashable, Sendable {
    public let paper: AuditPaper
    /// The id of the contest.
    public let contest: String
    /// Names or votes as reported; `nil` where there is no record.
    let reported: JSONValue?
    /// Names or votes as found; `nil` when the paper was not found.
    let found: JSONValue?

    /// The members `batch`, `position`, `contest`, `reported` and `found` (`null`: no record, not found).
    public var json: JSONValue {
        var object = paper.json
        object["contest"] = .string(contest)
        object["reported"] = reported ?? .null
        object["found"] = found ?? .null
        return .object(object)
    }
}

extension AuditProcess {
    /// All settled papers that differ from what was reported, in the order of the storage; none in ballot polling, which compares
    /// nothing.
    public var discrepancies: [AuditDiscrepancy] {
        guard let rounds, setup.method.comparesRecords || setup.method == .macro else { return [] }
        var seen: Set<AuditPaper> = []
        let settled = rounds.draws.filter { draw in
            guard case .settled? = rounds.papers[draw.paper] else { return false }
            return seen.insert(draw.paper).inserted
        }
        return settled.sorted { ($0.batch, $0.paper.position ?? 0) < ($1.batch, $1.paper.position ?? 0) }.flatMap { draw in
            let (reported, found) = (setup.reported(draw), rounds.found(draw))
            return setup.contests.indices.filter { reported?[$0] != found?[$0] || reported == nil }.map { index in
                AuditDiscrepancy(
                    paper: draw.paper, contest: setup.contests[index].id,
                    reported: reported.map { setup.json($0[index], of: index) },
                    found: found.map { setup.json($0[index], of: index) })
            }
        }
    }
}

extension AuditSetup {
    /// Names of marks, or votes by name.
    fileprivate func json(_ figures: [Int], of index: Int) -> JSONValue {
        let names = contests[index].contest.names
        guard method == .macro else { return .array(figures.map { .string(names[$0]) }) }
        var votes = JSONObject()
        for (name, count) in zip(names, figures) { votes[name] = .integer(count) }
        return .object(votes)
    }
}
