import Daylight
import Simulation

extension ClaimsCheck {
    /// Kinds of a part in the order in which they are declared.
    private func kinds(_ part: Part, _ role: SimulatedRole) -> [(name: String, outcome: Outcome)] {
        Self.names(part).compactMap { name in
            guard let outcome = outcomes[part]?[name], outcome.role == role else { return nil }
            return (name, outcome)
        }
    }

    private static func names(_ part: Part) -> [String] {
        func names<Kind: SimulatedKind>(_ kind: Kind.Type) -> [String] { kind.allCases.map(\.rawValue) }
        return switch part {
        case .notes: names(NoteKind.self)
        case .factChecks: names(CheckKind.self)
        case .texts: names(TextKind.self)
        case .pictures: names(PictureKind.self)
        case .mails: names(MailKind.self)
        case .feeds: names(FeedKind.self)
        }
    }

    private static func heading(_ role: SimulatedRole) -> (name: String, count: String) {
        switch role {
        case .planted: ("planted", "found")
        case .innocent: ("innocent", "false")
        case .unpromised: ("not promised", "found")
        }
    }

    private var goals: [(name: String, isMet: Bool)] {
        Part.allCases.map { ($0.rawValue, meetsGoals($0)) } + [("wrong pairs", wrongPairs == 0)]
    }

    private var largestIntercept: String {
        guard let brigadeIntercept else { return "none" }
        let thousandths = Int((brigadeIntercept * 1000).rounded())
        let digits = "\(abs(thousandths) % 1000)"
        let zeros = String(repeating: "0", count: 3 - digits.utf8.count)
        return "\(thousandths < 0 ? "-" : "")\(abs(thousandths) / 1000).\(zeros)\(digits)"
    }

    /// The table of planted, found and false alarms, for people.
    var text: String {
        var lines = ["claims: \(runs) elections, first seed \(firstSeed)"]
        for part in Part.allCases {
            for role in SimulatedRole.allCases {
                let kinds = kinds(part, role)
                if kinds.isEmpty { continue }
                let (name, count) = Self.heading(role)
                lines.append(Self.row("\(part.rawValue), \(name)", ["items", count], "as"))
                lines += kinds.map { name, outcome in
                    Self.row(
                        name, [outcome.items, outcome.found].map(String.init),
                        outcome.answers.sorted().joined(separator: ", "))
                }
            }
        }
        lines += [
            "  largest intercept of a brigaded note: \(largestIntercept); more than half of their raters call helpful "
                + "\(brigaded.byMajority) of \(brigaded.notes)",
            "  texts and pictures paired wrongly: \(wrongPairs)",
            "  goals \(meetsGoals ? "met" : "missed: " + goals.filter { !$0.isMet }.map(\.name).joined(separator: ", "))",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func row(_ name: String, _ numbers: [String], _ answers: String) -> String {
        let padded = name + String(repeating: " ", count: max(0, 26 - name.utf8.count))
        let columns = numbers.map { String(repeating: " ", count: max(1, 8 - $0.utf8.count)) + $0 }.joined()
        return "  \(padded)\(columns)\(answers.isEmpty ? "" : "  \(answers)")"
    }

    /// The same as JSON.
    var json: JSONValue {
        var (roles, goals) = (JSONObject(), JSONObject())
        for role in SimulatedRole.allCases {
            var parts = JSONObject()
            for part in Part.allCases {
                var kinds = JSONObject()
                for (name, outcome) in self.kinds(part, role) {
                    kinds[name] = [
                        "items": .integer(outcome.items), role == .innocent ? "flagged" : "found": .integer(outcome.found),
                        "as": .array(outcome.answers.sorted().map(JSONValue.string)),
                    ]
                }
                if !kinds.members.isEmpty { parts[part.rawValue] = .object(kinds) }
            }
            roles[role.rawValue] = .object(parts)
        }
        for goal in self.goals { goals[goal.name] = .bool(goal.isMet) }
        var answer: JSONObject = [
            "preset": "claims", "first_seed": .string(String(firstSeed)), "runs": .integer(runs),
        ]
        for member in roles.members { answer[member.name] = member.value }
        answer["brigade_intercept"] = brigadeIntercept.map { .real($0) } ?? .null
        answer["brigaded"] = ["notes": .integer(brigaded.notes), "by_majority": .integer(brigaded.byMajority)]
        answer["wrong_pairs"] = .integer(wrongPairs)
        answer["goals"] = .object(goals)
        answer["goals_met"] = .bool(meetsGoals)
        return .object(answer)
    }
}
