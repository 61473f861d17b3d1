public import Daylight

/// Something found in a report, in its way, or in a sum.
public struct CountFinding: Hashable, Sendable {
    public let code: FindingCode
    public let unit: String
    /// The version of the report it was found in; `nil` when it is not about one report.
    public let version: Int64?
    /// Number of the list; only F401 to F403.
    public let list: Int?
    /// JSON pointers into the report, or into the aggregate for F503.
    public let paths: [String]
    /// One sentence with the figures.
    public let message: String

    public init(
        _ code: FindingCode, unit: String, version: Int64? = nil, list: Int? = nil, paths: [String] = [], message: String
    ) {
        self.code = code
        self.unit = unit
        self.version = version
        self.list = list
        self.paths = paths
        self.message = message
    }

    /// The members `code`, `severity`, `unit`, `version` and `list` where there are such, `paths` and `message`.
    public var json: JSONObject {
        var object: JSONObject = [
            "code": .string(code.rawValue), "severity": .string(code.severity.rawValue), "unit": .string(unit),
        ]
        if let version { object["version"] = .integer(version) }
        if let list { object["list"] = .integer(list) }
        object["paths"] = .array(paths.map(JSONValue.string))
        object["message"] = .string(message)
        return object
    }
}

extension CountFinding: Comparable {
    /// By code, then unit, version and list.
    public static func < (left: CountFinding, right: CountFinding) -> Bool {
        if left.code != right.code { return left.code < right.code }
        if left.unit != right.unit { return left.unit < right.unit }
        return (left.version ?? 0, left.list ?? 0) < (right.version ?? 0, right.list ?? 0)
    }
}
