public import Daylight

extension RankedFeed {
    /// The answer of `daylight feed rank --json` (credibility reference, section 11.6).
    ///
    /// - Parameters:
    ///   - noProfiling: whether it is the option without profiling.
    ///   - top: asks of every post what would bring it among the first so many.
    public func json(noProfiling: Bool, top: Int?) -> JSONObject {
        [
            "policy": .string(policy.version), "now": .string(now.description), "noProfiling": .bool(noProfiling),
            "items": .array(items.map { .object(json(of: $0, top: top)) }),
        ]
    }

    /// One post with its whole computation, and the sentence that says it.
    public func json(of item: Item, top: Int?) -> JSONObject {
        var object: JSONObject = [
            "id": .string(item.candidate.id), "rank": .integer(item.rank), "score": .integer(item.score),
            "base": .integer(item.base), "parts": .array(zip(policy.features, item.parts).map(Self.json)),
            "demotions": .array(item.losses.map(json)),
            "expired": .array(expired(item).map { .string($0) }),
            "counterfactuals": .array(
                counterfactuals(of: item).map {
                    ["without": .string($0.without), "score": .integer($0.score), "rank": .integer($0.rank)]
                }),
            "sentence": .string(sentence(for: item)),
        ]
        if let top { object["smallestChange"] = json(smallestChange(of: item, toTop: top)) }
        return object
    }

    /// Names of the demotions that were decided and are over.
    public func expired(_ item: Item) -> [String] {
        item.candidate.demotions.filter { $0.until <= now }.map { policy.demotions[$0.index].name }
    }

    private static func json(_ feature: RankingPolicy.Feature, _ part: Part) -> JSONValue {
        [
            "name": .string(feature.name), "weight": .integer(feature.weight), "x": .integer(part.x),
            "points": .integer(part.points),
        ]
    }

    private func json(_ loss: Loss) -> JSONValue {
        let demotion = policy.demotions[loss.demotion]
        return ["name": .string(demotion.name), "factor": .integer(demotion.factor), "loss": .integer(loss.points)]
    }

    private func json(_ change: SmallestChange) -> JSONValue {
        [
            "top": .integer(change.top),
            "lift": change.lift.map { .array($0.map { .string(policy.demotions[$0].name) }) } ?? .null,
            "rank": .integer(change.rank),
        ]
    }
}
