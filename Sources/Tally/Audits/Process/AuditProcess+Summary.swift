public import Daylight

extension AuditProcess {
    /// What is known of the papers of the sample, without what anyone read: entries are blind.
    public struct Papers: Sendable {
        /// Nobody entered them yet.
        public let waiting: [AuditPaper]
        /// One person did; a second one is needed.
        public let enteredOnce: [(paper: AuditPaper, by: String)]
        /// Two people read different things; a third one resolves it.
        public let differing: [(paper: AuditPaper, by: [String])]
        public let settled: Int
    }

    /// The papers of all rounds so far, each once, in the order of batch and position.
    public var papers: Papers {
        var waiting: [AuditPaper] = []
        var once: [(paper: AuditPaper, by: String)] = []
        var differing: [(paper: AuditPaper, by: [String])] = []
        var settled = 0
        for (paper, state) in rounds?.papers ?? [:] {
            switch state {
            case .waiting: waiting.append(paper)
            case .once(let person, _): once.append((paper, person))
            case .differing(let one, let other): differing.append((paper, [one, other]))
            case .settled: settled += 1
            }
        }
        return Papers(
            waiting: waiting.sorted(), enteredOnce: once.sorted { $0.paper < $1.paper },
            differing: differing.sorted { $0.paper < $1.paper }, settled: settled)
    }

    /// Where the audit stands, for a person or a program; it says nothing about readings that are not settled.
    public var summary: JSONObject {
        let papers = papers
        var summary: JSONObject = [
            "audit": .string(setup.name), "method": .string(setup.method.rawValue), "riskLimit": .real(setup.limit.value),
            "stage": .string(stage.rawValue), "next": .string(stage.next), "events": .integer(entries.count),
            "head": .string(head.hex), "round": .integer(round), "draws": .integer(size),
            "papers": [
                "waiting": .integer(papers.waiting.count), "enteredOnce": .integer(papers.enteredOnce.count),
                "differing": .array(papers.differing.map { .object($0.paper.json) }), "settled": .integer(papers.settled),
            ],
        ]
        var risks = JSONObject()
        for (contest, risk) in self.risks { risks[contest] = .real(risk.p) }
        summary["risks"] = .object(risks)
        summary["p"] = risk.map { .real($0.p) } ?? .null
        summary["confirmed"] = isOutcomeConfirmed.map { .bool($0) } ?? .null
        summary["proposedNextSize"] = proposedNextSize.map { .integer($0) } ?? .null
        summary["discrepancies"] = .array(discrepancies.map(\.json))
        return summary
    }
}
