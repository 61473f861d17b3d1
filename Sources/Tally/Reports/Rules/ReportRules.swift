/// Holds one report to the rules of its form (tally reference, section 1.3). All arithmetic is in whole numbers, which cannot
/// overflow: a report has at most some ten million counts below 10^9.
public struct ReportRules: Sendable {
    let report: StationReport
    let definition: ElectionDefinition
    /// Eligible voters as the report says, else as the definition says, else unknown.
    let registeredVoters: Int64?
    var findings: [CountFinding] = []

    private init(_ report: StationReport, of definition: ElectionDefinition) {
        self.report = report
        self.definition = definition
        registeredVoters = report.counts.registeredVoters ?? definition.units.unit(report.unitId)?.registeredVoters
    }

    /// What the report's own figures show, in the order of the codes' groups.
    public static func findings(in report: StationReport, of definition: ElectionDefinition) -> [CountFinding] {
        var rules = ReportRules(report, of: definition)
        rules.checkTotals()
        if let matrix = report.body.matrix { rules.checkLists(matrix) }
        switch report.body {
        case .totals: break
        case .committee(let matrix): rules.checkCommittee(matrix)
        case .station(let matrix, let boxes): rules.checkStation(matrix, boxes)
        case .centralStation(let matrix, let boxes, let questions):
            rules.checkStation(matrix, boxes)
            rules.checkQuestions(questions)
        }
        rules.checkRegister()
        return rules.findings
    }

    mutating func find(_ code: FindingCode, list: Int? = nil, _ paths: [String], _ message: String) {
        findings.append(
            CountFinding(code, unit: report.unitId, version: report.version, list: list, paths: paths, message: message))
    }

    private mutating func checkTotals() {
        let counts = report.counts
        let documents = counts.pollCards + counts.proxies + (counts.voterCards ?? 0)
        if documents != counts.admittedVoters {
            let cards = counts.voterCards == nil ? [] : ["/voterCards"]
            let sum = counts.voterCards == nil ? "A + B" : "A + B + C"
            find(
                .f201, ["/pollCards", "/proxies"] + cards + ["/admittedVoters"],
                "\(sum) is \(documents), but box D says \(counts.admittedVoters)")
        }
        let lists = report.listTotals.reduce(0, +)
        if lists > 0, counts.validVotes == 0 {
            find(.f204, ["/listTotals", "/validVotes"], "The lists have \(lists) votes, but box E says 0")
        } else {
            if lists != counts.validVotes {
                find(
                    .f202, ["/listTotals", "/validVotes"],
                    "The list totals make \(lists), but box E says \(counts.validVotes)")
            }
            let cast = counts.validVotes + counts.blank + counts.invalid
            if cast != counts.votesCast {
                find(
                    .f203, ["/validVotes", "/blank", "/invalid", "/votesCast"],
                    "E + F + G is \(cast), but box H says \(counts.votesCast)")
            }
        }
        if counts.votesCast == 0 { find(.w204, ["/votesCast"], "Box H says 0") }
    }

    private mutating func checkLists(_ matrix: VoteMatrix) {
        for (index, votes) in matrix.lists.enumerated() {
            let number = definition.lists[index].number
            let box = report.listTotals[index]
            let candidates = votes.candidates.reduce(0, +)
            let (total, boxPath) = ("/lists/\(index)/total", "/listTotals/\(index)/total")
            if votes.total == 0, candidates > 0 || box > 0 {
                find(
                    .f401, list: number, [total],
                    "List \(number): total 0, but its candidates have \(candidates) and box E.\(number) says \(box)")
                continue
            }
            if votes.total != candidates {
                find(
                    .f402, list: number, [total, "/lists/\(index)/candidates"],
                    "List \(number): total \(votes.total), but its candidates have \(candidates)")
            }
            if votes.total != box {
                find(
                    .f403, list: number, [total, boxPath],
                    "List \(number): total \(votes.total), but box E.\(number) says \(box)")
            }
        }
    }

    private mutating func checkCommittee(_ matrix: VoteMatrix) {
        let counts = report.counts
        let expected = counts.votesCast - matrix.moreBallots + matrix.fewerBallots
        if counts.admittedVoters != expected {
            find(
                .f312, ["/admittedVoters", "/votesCast", "/moreBallots", "/fewerBallots"],
                "H − I + J is \(expected), but box D says \(counts.admittedVoters)")
        }
        guard let registeredVoters else { return }
        if registeredVoters == 0 {
            find(.w205, ["/registeredVoters"], "The number of registered voters is 0")
        } else if registeredVoters < counts.pollCards {
            find(
                .w206, ["/registeredVoters", "/pollCards"],
                "\(registeredVoters) registered voters, but \(counts.pollCards) poll cards")
        }
    }

    private mutating func checkRegister() {
        guard let registeredVoters else { return }
        let counts = report.counts
        if counts.votesCast > registeredVoters {
            find(
                .f501, ["/votesCast", "/registeredVoters"],
                "\(counts.votesCast) votes, but \(registeredVoters) registered voters"
            )
        }
        if counts.admittedVoters > registeredVoters {
            find(
                .w501, ["/admittedVoters", "/registeredVoters"],
                "\(counts.admittedVoters) voters admitted, but \(registeredVoters) registered")
        }
    }
}
