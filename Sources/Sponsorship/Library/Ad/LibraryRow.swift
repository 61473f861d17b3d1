public import Daylight

/// An ad as a row of a download, CSV or JSON Lines: numbers are numbers, money is text (reference 14), and what the ad does
/// not say is empty or `null`.
public struct LibraryRow: Sendable {
    /// Names of the columns and of the members, in their order.
    public static let columns = [
        "id", "version", "address", "title", "sponsor", "payer", "controlling_entity", "publisher", "elections", "territories",
        "start", "end", "amount_low", "amount_high", "currency", "reach_low", "reach_high", "techniques", "technique_codes",
        "criteria", "audience", "languages", "mediums", "state", "removal_ground", "removal_reason", "source", "creatives",
        "text",
    ]

    private let values: [JSONValue]

    /// An exact amount has its ends equal; a band without upper end has none. Cells of the audience that may not be shown stay
    /// without a figure.
    public init(_ ad: LibraryAd) {
        let removal = if case .removed(let removal) = ad.state { removal } else { nil as LibraryAd.Removal? }
        values = [
            .string(ad.id), .integer(ad.version), .string(ad.address), .string(ad.content.title), .text(ad.sponsor),
            .text(ad.payer), .text(ad.controllingEntity.nameOrNone), .string(ad.publisher), .list(ad.elections),
            .list(ad.territories), .string(ad.period.start.description), .text(ad.period.end?.description),
            .text(ad.amount?.low.text()), .text(ad.amount?.high?.text()), .text(ad.amount?.currency),
            .number(ad.reach?.low), .number(ad.reach?.high), .text(ad.techniques.word), .list(ad.techniques.codes),
            .array(ad.techniques.criteria.map(\.json)), .array(ad.audience.map(\.json)), .list(ad.content.languages),
            .list(ad.content.mediums.map(\.rawValue)), .string(ad.state.word), .text(removal?.ground.rawValue),
            .text(removal?.reason), .string(ad.source.rawValue), .list(ad.content.creatives.map(\.hex)),
            .string(ad.content.text),
        ]
    }

    /// One text for each column; lists have `; ` between their entries.
    public var cells: [String] { values.map(Self.cell) }

    public var json: JSONValue {
        var object = JSONObject()
        for (name, value) in zip(Self.columns, values) { object[name] = value }
        return .object(object)
    }

    private static func cell(_ value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .string(let text): text
        case .array(let entries): entries.map(cell).joined(separator: "; ")
        default: CanonicalJSON.line(value)
        }
    }
}

extension JSONValue {
    static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    static func number(_ number: UInt64?) -> JSONValue { number.map { .integer($0) } ?? .null }
    static func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}

extension LibraryAd.ControllingEntity {
    /// `none` where there is none; `nil` where nobody said.
    fileprivate var nameOrNone: String? {
        switch self {
        case .known(let name): name
        case .none: "none"
        case .unknown: nil
        }
    }
}

extension LibraryAd.Criterion {
    var json: JSONValue { ["exclude": .bool(isExclusion), "parameter": .string(parameter), "values": .list(values)] }
}

extension LibraryAd.AudienceCell {
    var json: JSONValue {
        [
            "group": .string(group), "member_state": .text(memberState), "low": .number(recipients?.low),
            "high": .number(recipients?.high),
        ]
    }
}
