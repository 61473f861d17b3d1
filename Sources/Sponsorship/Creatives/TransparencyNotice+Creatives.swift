public import Daylight

extension TransparencyNotice {
    /// Most creatives that a notice names.
    public static let creativeLimit = 20

    /// SHA-256 of each creative that the ad consists of (`ext.creatives`), each once, in the notice's order.
    public var creatives: [Digest] {
        var seen: Set<Digest> = []
        return Self.digests(ext?["creatives"])?.filter { seen.insert($0).inserted } ?? []
    }

    /// - Returns: none for an absent list; `nil` for anything but a list of at most ``creativeLimit`` digests.
    static func digests(_ value: JSONValue?) -> [Digest]? {
        guard let value, value != .null else { return [] }
        guard let list = value.arrayValue, list.count <= creativeLimit else { return nil }
        let digests = list.compactMap { $0.stringValue.flatMap { Digest(hex: $0) } }
        return digests.count == list.count ? digests : nil
    }
}
