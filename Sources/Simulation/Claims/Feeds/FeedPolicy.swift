import Daylight

/// The operator's published policy (credibility reference, section 8.2), with arithmetic of its own.
enum FeedPolicy {
    static let halfLife: Int64 = 21_600
    static let features: [(name: String, weight: Int64, isProfiling: Bool, reason: String)] = [
        ("recency", 300, false, "What is new matters most in the days before a vote."),
        ("follow", 250, true, "You chose to follow the author."),
        ("topic", 150, true, "You chose the topic."),
        ("bridging", 400, false, "People who usually disagree approve of it."),
        ("sourceTrust", 200, false, "The source says who it is and corrects its errors."),
        ("provenance", 100, false, "The picture says where it comes from."),
    ]
    static let demotions: [(name: String, factor: Int64, reason: String)] = [
        ("adUndisclosed", 0, "An advertisement that does not say so."),
        ("coordinated", 300, "Accounts that act as one."), ("claimFalse", 200, "A fact-check found the claim false."),
        ("claimNear", 500, "Nearly the words of a claim that was found false."),
        ("noteShown", 500, "A note of the readers adds context."),
        ("leakUnverified", 500, "From a leak that nobody has examined."),
        ("mediaAltered", 300, "The picture was altered."), ("aiUnlabelled", 700, "Made by a machine, and not labelled."),
        ("repeatSource", 800, "The source has spread false claims before."),
    ]

    static func json(validFrom: CivilDate) -> JSONValue {
        [
            "version": "simulated-1", "validFrom": .string(validFrom.description), "halfLifeSeconds": .integer(halfLife),
            "features": .array(
                features.map {
                    [
                        "name": .string($0.name), "weight": .integer($0.weight), "profiling": .bool($0.isProfiling),
                        "reason": .string($0.reason),
                    ]
                }),
            "demotions": .array(
                demotions.map {
                    ["name": .string($0.name), "factor": .integer($0.factor), "reason": .string($0.reason)]
                }),
        ]
    }

    /// What the policy gives a post.
    static func score(_ post: FeedPost, noProfiling: Bool) -> Int64 {
        var score: Int64 = 0
        for feature in features where !(noProfiling && feature.isProfiling) {
            let value = feature.name == "recency" ? recency(post.age) : post.values[feature.name] ?? 0
            score += (feature.weight * value + 500) / 1000
        }
        for demotion in demotions where post.demotions.contains(where: { $0.name == demotion.name && !$0.isOver }) {
            score = score * demotion.factor / 1000
        }
        return score
    }

    private static func recency(_ age: Int64) -> Int64 {
        let halvings = age / halfLife
        guard halvings < 20 else { return 0 }
        let (high, low) = (Int64(1_000_000) >> halvings, Int64(1_000_000) >> (halvings + 1))
        return high - (high - low) * (age % halfLife) / halfLife
    }
}

/// A post that may be shown.
struct FeedPost {
    let id: String
    var age: Int64
    /// By feature, 0…1,000,000.
    var values: [String: Int64]
    var demotions: [(name: String, isOver: Bool)]

    init(_ id: String, using random: inout SeededGenerator) {
        self.id = id
        age = Int64(random.powerLaw(atMost: 40) * 1_500)
        values = [
            "follow": random.chance(0.3) ? 1_000_000 : 0, "topic": Int64(random.integer(in: 0...4)) * 250_000,
            "bridging": Int64(random.integer(in: 50_000...900_000)), "sourceTrust": Int64(random.integer(in: 0...10)) * 100_000,
            "provenance": random.chance(0.2) ? 1_000_000 : 0,
        ]
        let names = random.chance(0.3) ? random.shuffled(FeedPolicy.demotions.map(\.name)).prefix(2) : []
        demotions = []
        for name in names { demotions.append((name, random.chance(0.3))) }
    }

    /// Demotes the post for a note, or does not any more.
    mutating func toggleNote() {
        let wasDemoted = demotions.contains { $0.name == "noteShown" && !$0.isOver }
        demotions.removeAll { $0.name == "noteShown" }
        if !wasDemoted { demotions.append(("noteShown", false)) }
    }

    func json(now: Timestamp) -> JSONValue {
        var features = JSONObject()
        for (name, value) in values.sorted(by: { $0.key < $1.key }) where value > 0 { features[name] = .integer(value) }
        let date = Timestamp(seconds: now.seconds - 4 * 86_400)
        return [
            "id": .string(id), "ageSeconds": .integer(age), "features": .object(features),
            "demotions": .array(
                demotions.map { demotion in
                    let until = Timestamp(seconds: now.seconds + (demotion.isOver ? -3_600 : 10 * 86_400))
                    return [
                        "name": .string(demotion.name), "evidence": .string("evidence-\(demotion.name)-\(id)"),
                        "decidedBy": "reviewer", "date": .string(date.description), "until": .string(until.description),
                    ]
                }),
        ]
    }
}
