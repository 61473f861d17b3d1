import Daylight

extension RankedFeed {
    /// Why a post stands where it stands, in plain words: the two features that gave most, then every demotion with who decided
    /// it, when, and what place the post would have without it (credibility reference, section 8.4).
    public func sentence(for item: Item) -> String {
        let largest = item.parts.indices.filter { item.parts[$0].points > 0 }
            .sorted { (item.parts[$0].points, $1) > (item.parts[$1].points, $0) }.prefix(2)
        let reasons = largest.map { FeatureWords.reason(policy.features[$0].name) }
        var sentences = [
            reasons.isEmpty ? "Nothing speaks for showing this." : "Shown because \(reasons.joined(separator: " and "))."
        ]
        let changes = counterfactuals(of: item)
        for (index, loss) in item.losses.enumerated() {
            guard let decision = item.candidate.demotions.first(where: { $0.index == loss.demotion }) else { continue }
            let reason = FeatureWords.demotion(policy.demotions[loss.demotion].name)
            let change = changes[index].rank
            let place =
                change == item.rank
                ? "without that it would still be \(Self.ordinal(change))"
                : "without that it would be \(Self.ordinal(change)) instead of \(Self.ordinal(item.rank))"
            sentences.append(
                "Placed lower because \(reason) (decided by \(decision.decidedBy) on \(decision.date.day)); \(place).")
        }
        return sentences.joined(separator: " ")
    }

    /// 1st, 2nd, 3rd, 4th, … 11th, 12th, 13th, …
    static func ordinal(_ rank: Int) -> String {
        let ending =
            switch (rank % 10, rank % 100) {
            case (1, let tail) where tail != 11: "st"
            case (2, let tail) where tail != 12: "nd"
            case (3, let tail) where tail != 13: "rd"
            default: "th"
            }
        return "\(rank)\(ending)"
    }
}

/// Words for the features and demotions that the credibility reference names (section 8.2). Others are called by their name.
public enum FeatureWords {
    /// Completes "Shown because …".
    public static func reason(_ feature: String) -> String {
        switch feature {
        case "recency": "it is new"
        case "follow": "you follow its author"
        case "topic": "it is about topics you chose"
        case "bridging": "people of different opinions approve of it"
        case "sourceTrust": "its source gives signals of trust"
        case "provenance": "where it comes from can be verified"
        default: "of its \(feature)"
        }
    }

    /// Completes "Placed lower because …".
    public static func demotion(_ name: String) -> String {
        switch name {
        case "adUndisclosed": "it is an advertisement that does not say so"
        case "coordinated": "it was spread by coordinated accounts"
        case "claimFalse": "a fact-check rated its claim false"
        case "claimNear": "it comes near a claim that was rated false"
        case "noteShown": "a note by readers is shown with it"
        case "leakUnverified": "it draws on a leak that is not verified"
        case "mediaAltered": "its picture or recording was altered"
        case "aiUnlabelled": "it was made by a machine and does not say so"
        case "repeatSource": "its source has had several claims rated false"
        default: "of \(name)"
        }
    }
}
