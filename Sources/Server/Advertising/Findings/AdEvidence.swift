import Daylight

/// What a finding about an ad may be about.
enum AdFindingKind: String, CaseIterable, Sendable {
    /// Measured from whom the ad was delivered to.
    case delivery = "ad-delivery"
    /// A criterion that stands for a special trait.
    case proxyTargeting = "proxy-targeting"
    case undeclaredSponsor = "undeclared-sponsor"
    case strawPayer = "straw-payer"
    case ineligibleSponsor = "ineligible-sponsor"
    case moneyToListed = "money-to-listed"
    /// A crawled ad that declares nothing and looks political.
    case undeclaredAd = "undeclared-ad"

    var question: Question {
        switch self {
        case .delivery, .proxyTargeting: .whyAmISeeingIt
        case .undeclaredSponsor, .strawPayer, .ineligibleSponsor, .moneyToListed, .undeclaredAd: .whoPaid
        }
    }
}

/// The figures that stand in evidence about ads.
enum AdMeasure: String, CaseIterable, Sendable {
    case narrowness, divergence, totalVariation = "total-variation", likelihoodRatio = "likelihood-ratio", dependence
    case effectiveVariants = "effective-variants", contradictions, peopleReached = "people-reached"
    case proxyLift = "proxy-lift", lowerOddsRatio = "lower-odds-ratio"
    case leastMoney = "money-least", mostMoney = "money-most"
    case politicalScore = "political-score"
}

/// What a finding about an ad rests on: figures with the thresholds they are held against, rules with their articles, and
/// people reached where nobody can be found in them.
struct AdEvidence: Hashable, Sendable {
    /// What a figure asks for.
    enum Asks: String, CaseIterable, Sendable {
        case none
        /// A person looks.
        case review
        /// The ad stops, and its sponsor is asked.
        case block
    }

    struct Figure: Hashable, Sendable {
        let measure: AdMeasure
        let value: JSONNumber
        /// `bits`, a currency, what stands for what, or empty for a bare number.
        var unit = ""
        /// From where on a person looks; `nil` when the figure only explains others.
        var review: JSONNumber?
        /// From where on the ad stops.
        var block: JSONNumber?
        var asks = Asks.none
    }

    /// A rule that fired.
    struct Reason: Hashable, Sendable {
        let rule: String
        let basis: String
        let message: String
    }

    /// People reached, rounded; `nil` where the number is hidden.
    struct Cell: Hashable, Sendable {
        let place: String
        let ages: String
        let gender: String
        let reach: Int64?
    }

    var kind: AdFindingKind
    /// Short code of a notice, or another name of the ad.
    var ad: String
    /// The names that the ad was paid or published under.
    var sponsors: [String] = []
    /// Sites on a supplied list that the money reached.
    var sites: [String] = []
    var figures: [Figure] = []
    var reasons: [Reason] = []
    /// Empty when too few could be published.
    var cells: [Cell] = []

    /// Name and version of what writes it.
    static let program = "daylight ads 1"
}

extension AdEvidence {
    /// The evidence file, always in this order.
    var json: JSONValue {
        [
            "program": .string(Self.program), "kind": .string(kind.rawValue), "ad": .string(ad),
            "sponsors": .array(sponsors.map { .string($0) }), "sites": .array(sites.map { .string($0) }),
            "figures": .array(figures.map(\.json)), "reasons": .array(reasons.map(\.json)), "reach": .array(cells.map(\.json)),
        ]
    }

    /// The finding that proposes it.
    ///
    /// - Throws: ``InputError`` for a name that no ad can have.
    func finding(_ summary: String, created: Timestamp) throws(InputError) -> Finding {
        var subjects = [try Subject(.ad, ad)]
        for site in sites { subjects.append(try Subject(.publisher, site)) }
        return Finding(
            question: kind.question, kind: kind.rawValue, subjects: subjects, summary: summary,
            evidence: Array(CanonicalJSON.line(json).utf8), created: created)
    }

    /// Reads an evidence file; `nil` when it is no evidence about an ad.
    init?(_ json: JSONValue) {
        guard let kind = json["kind"]?.stringValue.flatMap({ AdFindingKind(rawValue: $0) }), let ad = json["ad"]?.stringValue
        else { return nil }
        self.init(
            kind: kind, ad: ad, sponsors: Self.texts(json["sponsors"]), sites: Self.texts(json["sites"]),
            figures: (json["figures"]?.arrayValue ?? []).compactMap { Figure($0) },
            reasons: (json["reasons"]?.arrayValue ?? []).compactMap { Reason($0) },
            cells: (json["reach"]?.arrayValue ?? []).compactMap { Cell($0) })
    }

    private static func texts(_ value: JSONValue?) -> [String] { (value?.arrayValue ?? []).compactMap(\.stringValue) }
}

extension AdEvidence.Figure {
    fileprivate var json: JSONValue {
        [
            "measure": .string(measure.rawValue), "value": .number(value), "unit": .string(unit),
            "review": review.map { .number($0) } ?? .null, "block": block.map { .number($0) } ?? .null,
            "asks": .string(asks.rawValue),
        ]
    }

    fileprivate init?(_ json: JSONValue) {
        guard let measure = json["measure"]?.stringValue.flatMap({ AdMeasure(rawValue: $0) }),
            let value = json["value"]?.numberValue,
            let asks = json["asks"]?.stringValue.flatMap({ AdEvidence.Asks(rawValue: $0) })
        else { return nil }
        self.init(
            measure: measure, value: value, unit: json["unit"]?.stringValue ?? "", review: json["review"]?.numberValue,
            block: json["block"]?.numberValue, asks: asks)
    }
}

extension AdEvidence.Reason {
    fileprivate var json: JSONValue { ["rule": .string(rule), "basis": .string(basis), "message": .string(message)] }

    /// Reads a reason as evidence and the gate's decisions have it.
    init?(_ json: JSONValue) {
        guard let rule = json["rule"]?.stringValue, let basis = json["basis"]?.stringValue,
            let message = json["message"]?.stringValue
        else { return nil }
        self.init(rule: rule, basis: basis, message: message)
    }
}

extension AdEvidence.Cell {
    fileprivate var json: JSONValue {
        [
            "place": .string(place), "ages": .string(ages), "gender": .string(gender),
            "reach": reach.map { .integer($0) } ?? .null,
        ]
    }

    fileprivate init?(_ json: JSONValue) {
        guard let place = json["place"]?.stringValue, let ages = json["ages"]?.stringValue,
            let gender = json["gender"]?.stringValue
        else { return nil }
        self.init(place: place, ages: ages, gender: gender, reach: json["reach"]?.integerValue)
    }
}

extension JSONNumber {
    /// Six digits behind the point, so that the same facts are the same evidence on every machine.
    static func rounded(_ value: Double) -> JSONNumber { JSONNumber((value * 1e6).rounded() / 1e6) }
}
