import Daylight
import Simulation

extension CountingCheck {
    /// Names of the planted kinds in the order of the table.
    private var names: [String] {
        CountFault.allCases.filter(\.isPlanted).flatMap { kind in
            kind == .slip ? outcomes.keys.filter { $0.hasPrefix("slip ") }.sorted() : [kind.rawValue]
        }
    }

    private var goals: [(name: String, isMet: Bool)] {
        [
            ("faults", findsEveryFault), ("evidence", provesEveryFault), ("added ballots", findsStuffing),
            ("suggestions", suggestsFewSwaps), ("innocent looks", sparesInnocent),
        ]
    }

    /// The table of planted, found and false alarms, for people.
    var text: String {
        var lines = ["count: \(runs) elections, first seed \(firstSeed)", Self.row("planted", ["units", "found"], "as")]
        for name in names {
            let outcome = outcomes[name] ?? Outcome()
            lines.append(Self.row(name, outcome))
        }
        lines.append(Self.row("innocent", ["units", "false"], "as"))
        for kind in CountFault.allCases where !kind.isPlanted { lines.append(Self.row(kind.rawValue, traps[kind] ?? Outcome())) }
        lines += [
            Self.row("honest stations", ["all", "flagged"], "by"),
            Self.row("turnout", [honest.stations, honest.turnout].map(String.init), "S4"),
            Self.row("a list's share", [honest.stations, honest.share].map(String.init), "S4"),
            Self.row("swap", [honest.stations, honest.swaps].map(String.init), "S6"),
            Self.row("transposition", [honest.stations, honest.transpositions].map(String.init), "S6"),
            "  findings that nothing planted explains: \(Self.said(honest.findings))",
            "  screens of whole elections with p below 0.001: \(Self.said(honest.alarms))",
            "  swaps that move 5 % of the votes or more: \(largeSwaps.found) of \(largeSwaps.planted) found",
            "  evidence files: \(evidence.proven) of \(evidence.made) prove their finding",
            "  goals \(meetsGoals ? "met" : "missed: " + goals.filter { !$0.isMet }.map(\.name).joined(separator: ", "))",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func said(_ counts: [String: Int]) -> String {
        let parts = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        return parts.isEmpty ? "none" : parts.joined(separator: ", ")
    }

    private static func row(_ name: String, _ outcome: Outcome) -> String {
        row(name, [outcome.planted, outcome.found].map(String.init), outcome.codes.sorted().joined(separator: ", "))
    }

    private static func row(_ name: String, _ numbers: [String], _ codes: String) -> String {
        let padded = name + String(repeating: " ", count: max(0, 24 - name.utf8.count))
        let columns = numbers.map { String(repeating: " ", count: max(1, 8 - $0.utf8.count)) + $0 }.joined()
        return "  \(padded)\(columns)\(codes.isEmpty ? "" : "  \(codes)")"
    }

    /// The same as JSON.
    var json: JSONValue {
        var planted = JSONObject()
        for name in names { planted[name] = Self.json(outcomes[name] ?? Outcome(), "found") }
        var innocent = JSONObject()
        for kind in CountFault.allCases where !kind.isPlanted {
            innocent[kind.rawValue] = Self.json(traps[kind] ?? Outcome(), "flagged")
        }
        var goals = JSONObject()
        for goal in self.goals { goals[goal.name] = .bool(goal.isMet) }
        return [
            "preset": "count", "first_seed": .string(String(firstSeed)), "runs": .integer(runs),
            "planted": .object(planted), "innocent": .object(innocent),
            "honest": [
                "stations": .integer(honest.stations), "turnout": .integer(honest.turnout), "share": .integer(honest.share),
                "swaps": .integer(honest.swaps), "transpositions": .integer(honest.transpositions),
                "findings": Self.json(honest.findings), "alarms": Self.json(honest.alarms),
            ],
            "large_swaps": ["planted": .integer(largeSwaps.planted), "found": .integer(largeSwaps.found)],
            "evidence": ["files": .integer(evidence.made), "proven": .integer(evidence.proven)],
            "goals": .object(goals), "goals_met": .bool(meetsGoals),
        ]
    }

    private static func json(_ outcome: Outcome, _ flagged: String) -> JSONValue {
        [
            "units": .integer(outcome.planted), flagged: .integer(outcome.found),
            "codes": .array(outcome.codes.sorted().map(JSONValue.string)),
        ]
    }

    private static func json(_ counts: [String: Int]) -> JSONValue {
        var object = JSONObject()
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) { object[name] = .integer(count) }
        return .object(object)
    }
}
