import Daylight

extension EMLCount {
    /// F503 when a figure of the total is not the sum of the reports. A figure that a report leaves out is not compared.
    var findings: [CountFinding] {
        guard let total, !reports.isEmpty else { return [] }
        var paths: [String] = []
        for (name, figure) in EMLVotes.figures {
            guard let stated = figure(total) else { continue }
            let each = reports.compactMap(figure)
            if each.count == reports.count, each.reduce(0, +) != stated { paths.append("/total/\(name)") }
        }
        paths += listDifferences(total)
        guard !paths.isEmpty else { return [] }
        let more = paths.count > 3 ? " and \(paths.count - 3) more" : ""
        return [
            CountFinding(
                .f503, unit: total.unitId, paths: paths,
                message: "Not the sum of \(reports.count) reports: \(paths.prefix(3).joined(separator: ", "))\(more)")
        ]
    }

    private func listDifferences(_ total: EMLVotes) -> [String] {
        var lists: [Int: Int64] = [:]
        var candidates: [Int: [Int: Int64]] = [:]
        for list in reports.lazy.flatMap(\.lists) {
            lists[list.number, default: 0] += list.total
            for candidate in list.candidates {
                candidates[list.number, default: [:]][candidate.number, default: 0] += candidate.votes
            }
        }
        var paths: [String] = []
        for (index, list) in total.lists.enumerated() {
            if list.total != lists.removeValue(forKey: list.number) ?? 0 { paths.append("/total/lists/\(index)/total") }
            var summed = candidates.removeValue(forKey: list.number) ?? [:]
            for (place, candidate) in list.candidates.enumerated()
            where candidate.votes != summed.removeValue(forKey: candidate.number) ?? 0 {
                paths.append("/total/lists/\(index)/candidates/\(place)/votes")
            }
            if summed.values.contains(where: { $0 > 0 }) { paths.append("/total/lists/\(index)/candidates") }
        }
        if lists.values.contains(where: { $0 > 0 }) { paths.append("/total/lists") }
        return paths
    }
}

extension EMLVotes {
    func count(_ reason: EMLReason) -> Int64? { uncounted[reason.rawValue] }

    /// The figures of a unit by their names in answers, and in that order.
    static var figures: [(name: String, of: (EMLVotes) -> Int64?)] {
        [("registeredVoters", { $0.registeredVoters })]
            + EMLReason.allCases.map { reason in (reason.member, { $0.count(reason) }) }
            + [
                ("validVotes", { $0.validVotes }), ("blank", { $0.blank }), ("invalid", { $0.invalid }),
                ("votesCast", { $0.votesCast }),
            ]
    }
}
