public import Daylight

extension ScreenAnswer {
    /// The members `note`, `tests`, `screens`, `flags` and `suggestions` (tally reference, section 11.4).
    public var json: JSONObject {
        [
            "note": .string(Self.heading), "tests": .integer(tests), "screens": .array(screens.map { .object($0.json) }),
            "flags": .array(flags.map { .object($0.json) }), "suggestions": .array(suggestions.map { .object($0.json) }),
        ]
    }
}

extension ScreenResult {
    var json: JSONObject {
        var object: JSONObject = ["screen": .string(screen), "parameters": .object(parameters), "n": .integer(n)]
        if let statistic, statistic.isFinite { object["statistic"] = .real(statistic) }
        if let p { object["p"] = .real(p) }
        object["caveat"] = .string(caveat)
        for member in details.members { object[member.name] = member.value }
        return object
    }
}

extension ScreenFlag {
    var json: JSONObject {
        [
            "screen": .string(screen), "unit": .string(unit), "measure": .string(measure), "z": .real(z), "p": .real(p),
        ]
    }
}

extension ScreenSuggestion {
    var json: JSONObject {
        var object: JSONObject = ["screen": "S6", "unit": .string(unit)]
        switch kind {
        case .swap(let one, let other):
            object["kind"] = "swap"
            object["lists"] = [.integer(one), .integer(other)]
        case .transposition(let list, let votes):
            object["kind"] = "transposition"
            object["lists"] = [.integer(list)]
            object["votes"] = .integer(votes)
        case .stations(let other):
            object["kind"] = "stations"
            object["lists"] = []
            object["with"] = .string(other)
        }
        object["before"] = .real(before)
        object["after"] = .real(after)
        return object
    }
}
