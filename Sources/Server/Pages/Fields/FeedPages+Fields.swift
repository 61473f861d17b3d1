import Daylight
import Exposure

extension FeedPage {
    static var template: Template { .feed }
    static var section: NavigationSection? { .feed }

    func title(_ words: Words) -> String { words(.titleFeed) }

    func fields(_ words: Words) -> Fields {
        [
            "hasItems": .flag(!items.isEmpty), "publish": .optional(mayPublish ? SitePath.newPolicy : nil),
            "items": .list(
                items.map { item in
                    [
                        "version": .text(item.version), "path": .text(SitePath.policy(item.version)),
                        "validFrom": .text(item.validFrom), "published": .text(words.moment(item.published)),
                    ]
                }),
        ]
    }
}

extension PolicyPage {
    static var template: Template { .policy }
    static var section: NavigationSection? { .feed }

    func title(_ words: Words) -> String { words(.titlePolicy, ["version": policy.version]) }

    func fields(_ words: Words) -> Fields {
        let all = policy.features.reduce(0) { $0 + $1.weight }
        return [
            "feeds": .text(SitePath.feed), "version": .text(policy.version), "validFrom": .text(policy.validFrom),
            "halfLife": .text(words.number(policy.halfLife / 60)), "digest": .text(digest.hex),
            "published": .text(words.moment(published)), "file": .text(SitePath.policyFile(policy.version)),
            "statement": .optional(statement.map { SitePath.statement($0) }),
            "features": .list(
                policy.features.map { feature in
                    [
                        "name": .text(feature.name), "meaning": .text(words.sentence(FeatureWords.reason(feature.name))),
                        "weight": .text(words.number(feature.weight)), "value": .text("\(feature.weight)"),
                        "all": .text("\(max(1, all))"), "reason": .text(feature.reason),
                        "isProfiling": .flag(feature.isProfiling),
                    ]
                }),
            "demotions": .list(
                policy.demotions.map { demotion in
                    [
                        "name": .text(demotion.name), "meaning": .text(words.sentence(FeatureWords.demotion(demotion.name))),
                        "left": .text(words.perMille(demotion.factor)), "reason": .text(demotion.reason),
                    ]
                }), "hasDemotions": .flag(!policy.demotions.isEmpty),
            "drafts": .list(drafts.map { ["title": .text($0.title), "path": .text($0.path)] }),
            "hasDrafts": .flag(!drafts.isEmpty),
        ]
    }
}

extension NewPolicyPage {
    static var template: Template { .policyNew }
    static var section: NavigationSection? { .feed }

    func title(_ words: Words) -> String {
        let title = words(.titleNewPolicy)
        return fault == nil ? title : words(.titleWithErrors, ["title": title])
    }

    func fields(_ words: Words) -> Fields {
        ["action": .text(SitePath.newPolicy), "text": .text(text), "fault": .optional(fault)]
    }
}

extension ServedFeedPage {
    static var template: Template { .servedFeed }
    static var section: NavigationSection? { .feed }

    func title(_ words: Words) -> String { words(.titleServedFeed) }

    func fields(_ words: Words) -> Fields {
        [
            "policy": .text(SitePath.policy(feed.policy.version)), "version": .text(feed.policy.version),
            "served": .text(words.moment(created)), "noProfiling": .flag(record.noProfiling),
            "record": .text(SitePath.feedRecord(name)), "opening": .text(SitePath.feedOpening(name)),
            "statement": .optional(statement.map { SitePath.statement($0) }), "contact": .text(contact),
            "items": .list(feed.items.map { fields(of: $0, words) }), "hasItems": .flag(!feed.items.isEmpty),
        ]
    }

    /// Where a post stands in the page.
    static func anchor(ofRank rank: Int) -> String { "place-\(rank)" }

    private func fields(of item: RankedFeed.Item, _ words: Words) -> Fields {
        let largest = max(1, item.parts.map(\.points).max() ?? 1)
        let changes = feed.counterfactuals(of: item)
        return [
            "anchor": .text(Self.anchor(ofRank: item.rank)), "rank": .text(words.number(item.rank)),
            "id": .text(item.candidate.id),
            "sentence": .text(feed.sentence(for: item)), "score": .text(words.number(item.score)),
            "base": .text(words.number(item.base)), "hasLosses": .flag(!item.losses.isEmpty),
            "parts": .list(
                zip(feed.policy.features, item.parts).map { feature, part in
                    [
                        "name": .text(feature.name), "x": .text(words.number(part.x)),
                        "weight": .text(words.number(feature.weight)), "points": .text(words.number(part.points)),
                        "value": .text("\(part.points)"), "largest": .text("\(largest)"),
                    ]
                }),
            "losses": .list(
                item.losses.enumerated().map { index, loss in fields(of: loss, item, changes[index], words) }),
            "expired": .texts(feed.expired(item)), "hasExpired": .flag(!feed.expired(item).isEmpty),
        ]
    }

    private func fields(
        of loss: RankedFeed.Loss, _ item: RankedFeed.Item, _ change: Counterfactual, _ words: Words
    ) -> Fields {
        let demotion = feed.policy.demotions[loss.demotion]
        let decision = item.candidate.demotions.first { $0.index == loss.demotion }
        return [
            "name": .text(demotion.name), "left": .text(words.perMille(demotion.factor)),
            "points": .text(words.number(loss.points)), "rank": .text(words.number(change.rank)),
            "evidence": .optional(decision?.evidence),
            // Anything but a web address could run as a script.
            "link": .optional(decision.flatMap { $0.evidence.hasPrefix("https://") ? $0.evidence : nil }),
            "decidedBy": .optional(decision?.decidedBy),
            "date": .optional(decision.map { words.day($0.date) }), "until": .optional(decision.map { words.day($0.until) }),
            "text": .optional(decision?.text),
        ]
    }
}

extension Words {
    /// A part of a sentence as one of its own.
    fileprivate func sentence(_ part: String) -> String { part.prefix(1).uppercased() + part.dropFirst() }

    /// A share per mille as a percentage.
    fileprivate func perMille(_ share: Int64) -> String { share % 10 == 0 ? "\(share / 10) %" : "\(share / 10).\(share % 10) %" }
}
