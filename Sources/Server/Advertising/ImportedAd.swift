public import Daylight
public import Sponsorship

/// An ad from another library, as the store keeps it: the archive it comes from, and what the archive says.
public struct ImportedAd: Sendable {
    public let source: LibraryAd.Source
    /// The members of ``ArchivedAd/json``.
    public let ad: JSONObject

    public init(source: LibraryAd.Source, ad: ArchivedAd) {
        self.source = source
        self.ad = ad.json.objectValue ?? [:]
    }

    /// Reads a record's body.
    init(_ body: [UInt8]) throws(InputError) {
        let object = try JSONParser.parse(body)
        guard let source = object["source"]?.stringValue.flatMap({ LibraryAd.Source(rawValue: $0) }),
            let ad = object["ad"]?.objectValue
        else { throw InputError(field: "source", expected: "an ad of another library", found: object.kind) }
        self.source = source
        self.ad = ad
    }

    /// The body of a record.
    public var body: [UInt8] {
        Array(CanonicalJSON.line(["source": .string(source.rawValue), "ad": .object(ad)]).utf8)
    }

    /// Tells the imported ads apart.
    public var key: String { "\(source.rawValue):\(ad["id"]?.stringValue ?? "")" }

    /// The ad as the library lists it; `nil` when the archive does not tell when it ran, without which it cannot be listed.
    func libraryAd(sequence: UInt64, today: CivilDate) throws(InputError) -> LibraryAd? {
        guard let start = day("start"), let period = LibraryAd.Period(start: start, end: day("end")) else { return nil }
        let text = ad["text"]?.stringValue ?? ""
        let advertiser = ad["advertiser"]?.stringValue
        return try LibraryAd(
            id: key, sequence: sequence, address: "\(SitePath.ask)?subject=\(PercentEncoding.query("ad:\(key)"))",
            content: LibraryAd.Content(
                title: text.isEmpty ? advertiser ?? key : String(text.prefix { !$0.isNewline }.prefix(120)), text: text,
                languages: texts("languages"), mediums: [.online]),
            sponsor: advertiser, payer: ad["payer"]?.stringValue, publisher: source.rawValue, territories: texts("regions"),
            period: period, amount: amount, techniques: .unknown, reach: count("reach") ?? count("impressions"),
            state: period.end.map { $0 < today } ?? false ? .ended : .running, source: source)
    }

    private func day(_ name: String) -> CivilDate? { ad[name]?.stringValue.flatMap { CivilDate(iso8601: $0) } }

    private func texts(_ name: String) -> [String] { (ad[name]?.arrayValue ?? []).compactMap(\.stringValue) }

    /// The first of the currencies: they are the same money.
    private var amount: LibraryAd.Amount? {
        guard let band = ad["spend"]?.arrayValue?.first, let currency = band["currency"]?.stringValue,
            let low = band["low"]?.stringValue.flatMap({ Decimal($0) })
        else { return nil }
        return LibraryAd.Amount(low: low, high: band["high"]?.stringValue.flatMap { Decimal($0) }, currency: currency)
    }

    private func count(_ name: String) -> LibraryAd.Count? {
        guard let band = ad[name], let low = band["low"]?.integerValue.flatMap({ UInt64(exactly: $0) }) else { return nil }
        return LibraryAd.Count(low: low, high: band["high"]?.integerValue.flatMap { UInt64(exactly: $0) })
    }
}
