public import Daylight

extension RankingPolicy {
    /// Largest policy document in bytes, and its deepest nesting.
    public static let limits = JSONParser.Limits(bytes: 1 << 20, depth: 16)

    /// Reads the policy document of the credibility reference, section 11.6.
    ///
    /// - Throws: ``InputError`` naming the member.
    public init(_ value: JSONValue) throws(InputError) {
        let reader = try MemberReader(value)
        let features = try reader.list("features", limit: Self.bounds.features, Self.feature)
        let demotions = try reader.list("demotions", limit: Self.bounds.demotions, Self.demotion)
        try Self.refuseRepeats(features.map(\.name), "features")
        try Self.refuseRepeats(demotions.map(\.name), "demotions")
        self.init(
            version: try reader.string("version"), validFrom: try Self.validFrom(reader),
            halfLife: try reader.integer("halfLifeSeconds", in: Self.halfLives), features: features, demotions: demotions)
    }

    private static func validFrom(_ reader: MemberReader) throws(InputError) -> String {
        _ = try reader.dayOrInstant("validFrom")
        return try reader.string("validFrom")
    }

    private static func feature(_ reader: MemberReader) throws(InputError) -> Feature {
        guard let isProfiling = reader.optional("profiling")?.boolValue else {
            throw reader.fault("profiling", "true or false", reader.object["profiling"])
        }
        return Feature(
            name: try reader.string("name"), weight: try reader.integer("weight", in: weights), isProfiling: isProfiling,
            reason: try reader.string("reason"))
    }

    private static func demotion(_ reader: MemberReader) throws(InputError) -> Demotion {
        Demotion(
            name: try reader.string("name"), factor: try reader.integer("factor", in: factors),
            reason: try reader.string("reason"))
    }

    private static func refuseRepeats(_ names: [String], _ list: String) throws(InputError) {
        var seen = Set<ExactText>()
        for (index, name) in names.enumerated() where !seen.insert(ExactText(name)).inserted {
            throw InputError(field: "\(list)[\(index)].name", expected: "each name once", found: "\"\(name)\" again")
        }
    }
}

extension MemberReader {
    /// An instant, or a day for its first moment in UTC.
    func dayOrInstant(_ name: String) throws(InputError) -> Timestamp {
        let text = try string(name)
        if let instant = Timestamp(iso8601: text) { return instant }
        guard let day = CivilDate(iso8601: text) else {
            throw fault(name, "a day as YYYY-MM-DD, or an instant with seconds and offset", .string(text))
        }
        return Timestamp(seconds: day.daysSinceEpoch * 86_400)
    }
}
