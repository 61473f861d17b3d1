import Daylight

extension LibraryQuery {
    /// The query as it stands in a link: one spelling for one query, and what is usual left out.
    public var urlQuery: String {
        var pairs = matching
        if order != .newest { pairs.append(("sort", order.rawValue)) }
        if limit != Self.usualPageLimit { pairs.append(("limit", String(limit))) }
        if facets != LibraryField.usual {
            pairs.append(("facets", facets.isEmpty ? "none" : facets.map(\.rawValue).joined(separator: ",")))
        }
        if valuesPerFacet != Self.usualFacetLimit { pairs.append(("top", String(valuesPerFacet))) }
        if let trend {
            pairs.append(("trend", trend.step.rawValue))
            if let split = trend.split { pairs.append(("split", split.rawValue)) }
        }
        if let cursor { pairs.append(("cursor", cursor.description)) }
        return Self.text(pairs)
    }

    /// Tells queries apart that match other ads or list them in another order, so that a cursor is not used for another.
    var fingerprint: UInt64 {
        // FNV-1a; nobody is harmed by two queries with the same.
        Self.text(matching + [("sort", order.rawValue)]).utf8
            .reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// What decides which ads match.
    private var matching: [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        if !words.isEmpty { pairs.append(("q", words.text)) }
        for field in LibraryField.allCases {
            let texts = fields[field, default: []].compactMap { if case .text(let text) = $0 { text } else { nil } }
            pairs += texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { (field.rawValue, $0) }
        }
        for (name, value) in [("none", LibraryValue.none), ("unknown", .unknown)] {
            let named = LibraryField.allCases.filter { fields[$0, default: []].contains(value) }
            pairs += named.map { (name, $0.rawValue) }
        }
        if let from { pairs.append(("from", from.description)) }
        if let to { pairs.append(("to", to.description)) }
        if let amount {
            if let low = amount.low { pairs.append(("min", low.text(minimumScale: 0))) }
            if let high = amount.high { pairs.append(("max", high.text(minimumScale: 0))) }
            if amount.certainty != .possibly { pairs.append(("match", amount.certainty.rawValue)) }
        }
        if let creative { pairs.append(("creative", creative.hex)) }
        return pairs
    }

    private static func text(_ pairs: [(name: String, value: String)]) -> String {
        pairs.map { "\($0.name)=\(QueryText.encoded($0.value))" }.joined(separator: "&")
    }
}
