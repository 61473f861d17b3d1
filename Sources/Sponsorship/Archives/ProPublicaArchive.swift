public import Daylight

/// Rows of ProPublica's collector of political ads on Facebook (CSV).
///
/// Its `impressions` are sightings by volunteers and its probabilities a classifier's: neither is taken for a fact of the ad.
public enum ProPublicaArchive {
    /// Reads a whole file; a row that cannot be read is rejected by its line.
    ///
    /// - Throws: ``InputError`` when the file has no column `id`, or is no CSV.
    public static func read(_ bytes: [UInt8]) throws(InputError) -> ArchiveImport {
        var rows = try DelimitedText(bytes)
        guard rows.columns["id"] != nil else {
            throw InputError(place: .line(1), field: "id", expected: "a column of this name", found: "none")
        }
        var result = ArchiveImport()
        while let row = try rows.next() {
            guard result.ads.count < ArchiveImport.mostAds else {
                throw InputError(place: .line(row.line), expected: "at most \(ArchiveImport.mostAds) ads", found: "more")
            }
            result.take { () throws(InputError) in try ad(row) }
        }
        return result
    }

    private static func ad(_ row: DelimitedText.Row) throws(InputError) -> ArchivedAd {
        guard let id = row["id"] else { throw row.fault("id", "an identifier") }
        var ad = ArchivedAd(id: id)
        ad.advertiser = row["advertiser"] ?? row["title"]
        ad.payer = row["paid_for_by"]
        ad.text = row["message"]
        ad.start = try row.day("created_at")
        ad.end = try row.day("updated_at")
        ad.languages = row["lang"].map { [$0] } ?? []
        if let targets = row["targets"] { ad.targeting = try targeting(targets, row) }
        return ad
    }

    /// `[{"target": "Age", "segment": "18 and older"}]`.
    private static func targeting(
        _ text: String, _ row: DelimitedText.Row
    ) throws(InputError) -> [String: ArchivedAd.Targeting] {
        guard let list = try? JSONParser.parse(text.utf8).arrayValue else { throw row.fault("targets", "a list as JSON") }
        var values: [String: [String]] = [:]
        for target in list {
            guard let name = target["target"]?.present?.stringValue else { throw row.fault("targets", "a target in each") }
            values[name, default: []] += [target["segment"]?.present?.stringValue].compactMap { $0 }
        }
        return values.mapValues { .values($0) }
    }
}
