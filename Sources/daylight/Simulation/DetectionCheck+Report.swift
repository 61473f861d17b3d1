import Daylight
import Simulation

extension DetectionCheck {
    /// The outcome as text for people.
    var text: String {
        var lines = ["\(preset.rawValue): \(summary.runs) elections, first seed \(firstSeed)"]
        if !summary.found.isEmpty {
            lines.append(Self.row("planted", ["groups", "accounts", "found"]))
            for disguise in PlantedPlan.Disguise.allCases {
                guard let found = summary.found[disguise] else { continue }
                lines.append(Self.row(disguise.rawValue, [found.groups, found.members, found.found].map(String.init)))
            }
        }
        lines.append(Self.row("innocent", ["accounts", "flagged", "pairs"]))
        for hazard in HazardClass.allCases {
            let alarms = summary.falseAlarms[hazard] ?? .init()
            let numbers = [alarms.accounts, alarms.flaggedAccounts, alarms.flaggedPairs]
            lines.append(Self.row(hazard.rawValue, numbers.map(String.init)))
        }
        if !summary.found.isEmpty { lines += scores }
        lines.append("  somebody innocent was flagged in \(summary.runsWithFalseAlarm) of \(summary.runs) elections")
        lines.append("  goals \(meetsGoals ? "met" : "missed")")
        return lines.joined(separator: "\n") + "\n"
    }

    private var scores: [String] {
        let accounts = summary.accounts
        let pairs = summary.pairs
        return [
            "  accounts  precision \(Self.rounded(accounts.precision)) (worst election \(Self.rounded(summary.worstPrecision))), "
                + "recall \(Self.rounded(accounts.recall)) (worst \(Self.rounded(summary.worstRecall))), F1 \(Self.rounded(accounts.f1))",
            "  pairs     precision \(Self.rounded(pairs.precision)), recall \(Self.rounded(pairs.recall)), "
                + "F1 \(Self.rounded(pairs.f1))",
        ]
    }

    /// The outcome as JSON.
    var json: JSONValue {
        var planted = JSONObject()
        for disguise in PlantedPlan.Disguise.allCases {
            guard let found = summary.found[disguise] else { continue }
            planted[disguise.rawValue] = [
                "groups": .integer(found.groups), "accounts": .integer(found.members), "found": .integer(found.found),
            ]
        }
        var innocent = JSONObject()
        for hazard in HazardClass.allCases {
            let alarms = summary.falseAlarms[hazard] ?? .init()
            innocent[hazard.rawValue] = [
                "accounts": .integer(alarms.accounts), "flagged": .integer(alarms.flaggedAccounts),
                "pairs": .integer(alarms.flaggedPairs),
            ]
        }
        return [
            "preset": .string(preset.rawValue), "first_seed": .string(String(firstSeed)), "runs": .integer(summary.runs),
            "planted": .object(planted), "innocent": .object(innocent),
            "accounts": Self.json(summary.accounts), "pairs": Self.json(summary.pairs),
            "worst_precision": .real(summary.worstPrecision), "worst_recall": .real(summary.worstRecall),
            "runs_with_false_alarm": .integer(summary.runsWithFalseAlarm), "goals_met": .bool(meetsGoals),
        ]
    }

    private static func json(_ score: QualityScore) -> JSONValue {
        ["precision": .real(score.precision), "recall": .real(score.recall), "f1": .real(score.f1)]
    }

    private static func rounded(_ value: Double) -> String { "\((value * 10_000).rounded() / 10_000)" }

    private static func row(_ name: String, _ numbers: [String]) -> String {
        numbers.reduce("  " + name + String(repeating: " ", count: max(0, 14 - name.utf8.count))) { line, number in
            line + String(repeating: " ", count: max(1, 10 - number.utf8.count)) + number
        }
    }
}
