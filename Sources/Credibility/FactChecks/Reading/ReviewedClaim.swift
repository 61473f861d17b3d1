import Daylight

/// What a review says about the claim it reviews: `itemReviewed`, a `Claim` or the older `CreativeWork`.
struct ReviewedClaim {
    let claimant: String?
    let date: String?
    let appearances: [String]
    let isSeveral: Bool

    init(_ value: JSONValue?, nodes: LinkedDataNodes) {
        let item = nodes.resolved(value)?.objectValue
        let author = nodes.resolved(item?["author"])
        claimant = author.flatMap(Self.name).flatMap(HTMLText.cleaned)
        date = item?["datePublished"]?.linkedText
        isSeveral = [value, item?["author"], item?["datePublished"]].contains { $0?.isSeveral ?? false }
        appearances = item.map(Self.appearances) ?? []
    }

    /// A text, or an object's name.
    static func name(of value: JSONValue) -> String? {
        guard case .object(let object) = value else { return value.linkedText }
        return (object["@value"] ?? object["name"])?.linkedText
    }

    private static func appearances(of item: JSONObject) -> [String] {
        var members = ["firstAppearance", "appearance"]
        // In the older form the item is the place of appearance itself.
        if !LinkedDataType.of(item, is: "Claim") { members.append("sameAs") }
        return addresses(members.flatMap { item[$0]?.allLinked ?? [] })
    }

    /// The addresses of the web among the values, each once.
    static func addresses(_ values: [JSONValue]) -> [String] {
        var seen: Set<ExactText> = []
        return values.compactMap(\.linkedAddress).filter { isOfTheWeb($0) && seen.insert(ExactText($0)).inserted }
    }

    static func isOfTheWeb(_ text: String) -> Bool {
        hasWebScheme(text) && !text.unicodeScalars.contains(where: \.isSpace)
    }

    static func hasWebScheme(_ text: String) -> Bool {
        let start = text.prefix(8).lowercased()
        return start.hasPrefix("http://") || start.hasPrefix("https://")
    }
}
