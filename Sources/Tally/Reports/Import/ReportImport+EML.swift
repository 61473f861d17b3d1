import Daylight

extension ReportImport {
    static func eml(
        _ bytes: [UInt8], _ definition: ElectionDefinition, _ limit: Int
    ) throws(InputError) -> [JSONObject] {
        let document = try EMLImport(bytes)
        guard case .count(let count) = document.content else {
            throw InputError(field: "EML/@Id", expected: "a count: 510a, 510b, 510c or 510d", found: document.kind.rawValue)
        }
        guard document.election.id == definition.id else {
            throw InputError(field: "ElectionIdentifier/@Id", expected: definition.id, found: document.election.id)
        }
        // "geen": the election has one contest, which need not have a name here.
        guard let contest = document.contest, ["geen", definition.contestId].contains(contest) else {
            throw InputError(
                field: "ContestIdentifier/@Id", expected: definition.contestId, found: document.contest ?? "nothing")
        }
        // A file whose total is not the sum of its reports was changed on its way, or never added up.
        if let finding = document.findings.first {
            throw InputError(
                field: finding.paths.first ?? "", expected: "the sum of the reports", found: "another figure")
        }
        guard count.reports.count <= limit else {
            throw InputError(expected: "at most \(limit) reports", found: "\(count.reports.count)")
        }
        return count.reports.map { report($0, of: count, definition) }
    }

    private static func report(_ votes: EMLVotes, of count: EMLCount, _ definition: ElectionDefinition) -> JSONObject {
        let isCorrected = count.phase == EMLCount.corrigendum
        var report: JSONObject = [
            "electionId": .string(definition.id), "contestId": .string(definition.contestId),
            "form": .string(ReportForm.totals.rawValue), "unitId": .string(unit(votes.unitId, definition)),
            // EML counts no versions; a correction follows what it corrects.
            "version": isCorrected ? 2 : 1, "phase": .string((isCorrected ? CountPhase.corrigendum : .first).rawValue),
            "countingMethod": .string(
                (count.countingMethod == EMLCount.central ? CountingMethod.central : .decentral).rawValue),
        ]
        for (name, figure) in EMLVotes.figures {
            guard let figure = figure(votes), name != "voterCards" || definition.hasVoterCards else { continue }
            report[name] = .integer(figure)
        }
        report["listTotals"] = .array(votes.lists.map { ["number": .integer($0.number), "total": .integer($0.total)] })
        guard hasCandidates(votes, of: definition) else { return report }
        report["form"] = .string(ReportForm.committee.rawValue)
        report["lists"] = .array(
            votes.lists.map { list in
                [
                    "number": .integer(list.number), "total": .integer(list.total),
                    "candidates": .array(
                        list.candidates.map { ["number": .integer($0.number), "votes": .integer($0.votes)] }),
                ]
            })
        return report
    }

    /// Whether a report says how many votes each candidate got, and how many ballots were too many or too few.
    private static func hasCandidates(_ votes: EMLVotes, of definition: ElectionDefinition) -> Bool {
        votes.uncounted[EMLReason.moreBallots.rawValue] != nil && votes.uncounted[EMLReason.fewerBallots.rawValue] != nil
            && votes.lists.map(\.candidates.count) == definition.lists.map(\.candidateCount)
    }

    /// A station's id in the definition, which may leave out the municipality that EML puts before it (`0363::SB7`).
    private static func unit(_ id: String, _ definition: ElectionDefinition) -> String {
        guard definition.units.index(of: id) == nil, let separator = id.utf8.lastIndex(of: UInt8(ascii: ":")) else { return id }
        let short = String(id[id.utf8.index(after: separator)...])
        return definition.units.index(of: short) == nil ? id : short
    }
}
