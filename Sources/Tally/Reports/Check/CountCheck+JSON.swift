public import Daylight

extension CountCheck {
    /// The members `findings`, `rejected`, `errors`, `warnings` and `coverage` (tally reference, section 11.3).
    public var json: JSONObject {
        [
            "findings": .array(findings.map { .object($0.json) }),
            "rejected": .array(rejected.map { .object($0.json) }),
            "errors": .integer(errorCount), "warnings": .integer(warningCount),
            "coverage": [
                "expected": .integer(expectedStations), "received": .integer(receivedStations),
                "missing": .array(missing.map(JSONValue.string)),
            ],
        ]
    }
}

extension CountCheck.Rejected {
    /// The members `index`, `unit`, `path`, `expected` and `found`.
    public var json: JSONObject {
        [
            "index": .integer(index), "unit": .string(unit), "path": .string(path), "expected": .string(expected),
            "found": .string(found),
        ]
    }
}
