/// Codes of `criteria[].c` and of `dataCategory` (sponsorship reference, section 6.2).
enum Category: String, CaseIterable, Sendable {
    case context, siteCountry, deviceType, location, age, gender, interests, personality, audience
    case racialOrigin, politicalOpinion, religion, tradeUnion, genetic, biometric, health, sexLife

    /// Data that no advertising may be chosen by (GDPR Art. 9(1); TTPA Art. 18(1)(c)).
    var isSpecial: Bool {
        switch self {
        case .racialOrigin, .politicalOpinion, .religion, .tradeUnion, .genetic, .biometric, .health, .sexLife: true
        default: false
        }
    }

    /// Can be told without knowing anything about a person.
    var isOfPlace: Bool { self == .context || self == .siteCountry || self == .deviceType }
}

/// Codes of `criteria[].src` and of `dataSource` (sponsorship reference, section 6.2).
enum Source: String, CaseIterable, Sendable {
    case contextual, declared, observed, inferred, lookalike, thirdParty, customList

    /// Personal data that were not collected from the person (TTPA Art. 18(1)(a)).
    var isCollectedElsewhere: Bool { self != .contextual && self != .declared }
}
