extension AdFacts {
    typealias Sentence = WhyThisAd.Sentence

    private var groups: [Group] { if case .targeted(let groups) = aiming { groups } else { [] } }

    var why: [Sentence] {
        var sentences: [Sentence] = []
        if aiming == .notTargeted { sentences.append(Sentence(.notTargeted)) }
        if let delivery { sentences += told(delivery) }
        for group in groups where !group.isIncluded || delivery == nil {
            sentences.append(Sentence(group.isIncluded ? .included : .excluded, ["criteria": group.criterion]))
        }
        if case .known(let reasons) = reasons { sentences.append(Sentence(.reasons, ["reasons": .text(reasons)])) }
        return sentences
    }

    private func told(_ delivery: Delivery) -> [Sentence] {
        let matched = delivery.matchedGroups.filter(groups.indices.contains).map { groups[$0].criterion }
        let time = Sentence.Filling.text(delivery.time)
        var sentences = [
            matched.isEmpty
                ? Sentence(.deliveredUnmatched, ["time": time])
                : Sentence(.deliveredMatched, ["time": time, "criteria": .list(matched)])
        ]
        if let variant = delivery.variant { sentences.append(Sentence(.variant, ["variant": .text(variant)])) }
        return sentences
    }

    /// Each category and source once, in the order of the groups.
    var dataUsed: [Sentence] {
        var sentences: [Sentence] = []
        for group in groups {
            let sentence = Sentence(
                .data, ["category": DataWords.category(group.dataCategory), "source": DataWords.source(group.dataSource)])
            if !sentences.contains(sentence) { sentences.append(sentence) }
        }
        switch aiSystem {
        case .known(let description): sentences.append(Sentence(.aiUsed, ["description": .text(description)]))
        case .none: sentences.append(Sentence(.aiNotUsed))
        case .unknown: break
        }
        return sentences
    }

    var whoAndWhen: [Sentence] {
        var sentences = whoPaid
        switch controllingEntity {
        case .known(let entity): sentences.append(Sentence(.controlled, ["entity": .text(entity)]))
        case .none: sentences.append(Sentence(.notControlled))
        case .unknown: break
        }
        if case .known(let period) = period {
            sentences.append(Sentence(.period, ["start": .text(period.start), "end": .text(period.end)]))
        }
        if case .known(let reach) = reach { sentences.append(Sentence(.reach, ["reach": .text(String(reach))])) }
        return sentences
    }

    private var whoPaid: [Sentence] {
        switch (sponsor, payer) {
        case (.known(let sponsor), .known(let payer)) where sponsor == payer:
            [Sentence(.sponsorPays, ["sponsor": .text(sponsor)])]
        case (.known(let sponsor), .known(let payer)):
            [Sentence(.sponsorAndPayer, ["sponsor": .text(sponsor), "payer": .text(payer)])]
        case (.known(let sponsor), .none): [Sentence(.sponsor, ["sponsor": .text(sponsor)]), Sentence(.notPaid)]
        case (.known(let sponsor), .unknown): [Sentence(.sponsor, ["sponsor": .text(sponsor)])]
        case (_, .known(let payer)): [Sentence(.payer, ["payer": .text(payer)])]
        default: []
        }
    }

    var whatYouCanDo: [Sentence] {
        let links = [(WhyWord.doRights, rightsLink), (.doNotify, notificationLink), (.doRead, noticeLink)]
        return links.compactMap { word, link in link.map { Sentence(word, ["link": .text($0)]) } }
    }

    var notKnown: [Sentence] {
        var words: [WhyWord] = []
        switch aiming {
        case .unknown: words.append(.unknownAiming)
        case .targeted(let groups) where groups.isEmpty: words.append(.unknownGroups)
        case .targeted where delivery == nil: words.append(.unknownMembership)
        default: break
        }
        if reasons == .unknown, !groups.isEmpty { words.append(.unknownReasons) }
        if aiSystem == .unknown { words.append(.unknownAI) }
        if !sponsor.isKnown { words.append(.unknownSponsor) }
        if payer == .unknown { words.append(.unknownPayer) }
        if controllingEntity == .unknown { words.append(.unknownControl) }
        if !reach.isKnown { words.append(.unknownReach) }
        return words.map { Sentence($0) }
    }
}

extension AdFacts.Fact {
    fileprivate var isKnown: Bool { if case .known = self { true } else { false } }
}

extension AdFacts.Group {
    /// Such as "age is between 40, 59".
    fileprivate var criterion: WhyThisAd.Sentence.Filling {
        .sentence(
            WhyThisAd.Sentence(
                .criterion,
                [
                    "parameter": .text(parameter), "comparison": DataWords.comparison(comparison),
                    "values": .list(values.map { .text($0) }),
                ]))
    }
}

/// Plain words for the codes of notices; a code that is not known stays as the notice has it, in quotes.
enum DataWords {
    typealias Filling = WhyThisAd.Sentence.Filling

    static func comparison(_ code: String) -> Filling {
        word(code, ["in": .isOneOf, "between": .isBetween, "equals": .isEqual, "=": .isEqual, ">=": .isAtLeast, "<=": .isAtMost])
    }

    static func category(_ code: String) -> Filling {
        guard !special.contains(code) else {
            return .sentence(WhyThisAd.Sentence(.categorySpecial, ["code": .text(code)]))
        }
        return word(
            code,
            [
                "context": .categoryContext, "siteCountry": .categorySiteCountry, "deviceType": .categoryDeviceType,
                "location": .categoryLocation, "age": .categoryAge, "gender": .categoryGender, "interests": .categoryInterests,
                "personality": .categoryPersonality, "audience": .categoryAudience,
            ])
    }

    static func source(_ code: String) -> Filling {
        word(
            code,
            [
                "contextual": .sourceContextual, "declared": .sourceDeclared, "observed": .sourceObserved,
                "inferred": .sourceInferred, "lookalike": .sourceLookalike, "thirdParty": .sourceThirdParty,
                "customList": .sourceCustomList,
            ])
    }

    private static let special: Set<String> = [
        "racialOrigin", "politicalOpinion", "religion", "tradeUnion", "genetic", "biometric", "health", "sexLife",
    ]

    private static func word(_ code: String, _ words: [String: WhyWord]) -> Filling {
        words[code].map { .sentence(WhyThisAd.Sentence($0)) } ?? .text("“\(code)”")
    }
}
