public import Daylight

extension FeedCandidates {
    /// Largest document in bytes, and its deepest nesting.
    public static let limits = JSONParser.Limits(bytes: 256 << 20, depth: 16)
    static let values: ClosedRange<Int64> = 0...1_000_000
    static let itemLimit = 100_000

    /// Reads the candidates that are to be ranked by a policy.
    ///
    /// - Throws: ``InputError`` naming the item and the member; then nothing can be ranked.
    public init(_ value: JSONValue, for policy: RankingPolicy) throws(InputError) {
        let reader = try MemberReader(value)
        guard let name = reader.object["reader"]?.stringValue else {
            throw reader.fault("reader", "a text", reader.object["reader"])
        }
        let names = Names(policy)
        self.init(
            now: try Self.now(reader), reader: name,
            items: try reader.list("items", limit: Self.itemLimit) { item throws(InputError) in try Self.item(item, names) })
        var seen = Set<ExactText>(minimumCapacity: items.count)
        for (index, item) in items.enumerated() where !seen.insert(ExactText(item.id)).inserted {
            throw InputError(field: "items[\(index)].id", expected: "each id once", found: "\"\(item.id)\" again")
        }
    }

    /// An instant in UTC, spelt with `Z`.
    private static func now(_ reader: MemberReader) throws(InputError) -> Timestamp {
        let instant = try reader.instant("now")
        guard try reader.string("now").utf8.last == UInt8(ascii: "Z") else {
            throw reader.fault("now", "an instant in UTC, with Z", reader.object["now"])
        }
        return instant
    }

    /// Where the policy's names stand in it.
    private struct Names {
        let features: [ExactText: Int]
        let demotions: [ExactText: Int]
        let recency: Int?
        let policy: RankingPolicy

        init(_ policy: RankingPolicy) {
            features = [ExactText: Int](
                uniqueKeysWithValues: policy.features.enumerated().map { (ExactText($1.name), $0) })
            demotions = [ExactText: Int](
                uniqueKeysWithValues: policy.demotions.enumerated().map { (ExactText($1.name), $0) })
            recency = features[ExactText(RankingPolicy.recency)]
            self.policy = policy
        }
    }

    private static func item(_ reader: MemberReader, _ names: Names) throws(InputError) -> Item {
        let age = try reader.integer("ageSeconds", in: 0...Int64.max)
        var values = [Int64](repeating: 0, count: names.features.count)
        if let recency = names.recency { values[recency] = names.policy.recency(ofAge: age) }
        for member in try reader.object("features").members {
            let field = "features.\(member.name)"
            guard member.name != RankingPolicy.recency else {
                throw reader.fault(field, "no recency, which is computed from ageSeconds", member.value)
            }
            guard let index = names.features[ExactText(member.name)] else {
                throw reader.fault(field, "a feature of the policy", .string(member.name))
            }
            guard let x = member.value.integerValue, Self.values.contains(x) else {
                throw reader.fault(field, "a whole number from 0 to 1000000", member.value)
            }
            values[index] = x
        }
        return Item(id: try reader.string("id"), age: age, values: values, demotions: try demotions(reader, names))
    }

    private static func demotions(_ reader: MemberReader, _ names: Names) throws(InputError) -> [Demotion] {
        var demotions = try reader.list("demotions", limit: names.demotions.count) { entry throws(InputError) in
            let name = try entry.string("name")
            guard let index = names.demotions[ExactText(name)] else {
                throw entry.fault("name", "a demotion of the policy", .string(name))
            }
            return Demotion(
                index: index, evidence: try entry.string("evidence"), decidedBy: try entry.string("decidedBy"),
                date: try entry.dayOrInstant("date"), until: try entry.dayOrInstant("until"),
                text: entry.optional("text")?.stringValue)
        }
        demotions.sort { $0.index < $1.index }
        for (one, next) in zip(demotions, demotions.dropFirst()) where one.index == next.index {
            let name = names.policy.demotions[one.index].name
            throw reader.fault("demotions", "each demotion once", .string("\(name) again"))
        }
        return demotions
    }
}
