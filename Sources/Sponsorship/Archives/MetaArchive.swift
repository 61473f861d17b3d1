public import Daylight

/// Rows of the Meta Ad Library API: an array of ads, or an object with one as `data`.
public enum MetaArchive {
    /// Reads all ads; one that cannot be read is rejected by its place.
    ///
    /// - Throws: ``InputError`` when there is no list of ads, or too many.
    public static func read(_ value: JSONValue) throws(InputError) -> ArchiveImport {
        guard let rows = value.arrayValue ?? value["data"]?.arrayValue else {
            throw InputError(field: "data", expected: "a list of ads", found: value["data"]?.kind ?? "nothing")
        }
        guard rows.count <= ArchiveImport.mostAds else {
            throw InputError(field: "data", expected: "at most \(ArchiveImport.mostAds) ads", found: "\(rows.count)")
        }
        var result = ArchiveImport()
        for (index, row) in rows.enumerated() {
            result.take { () throws(InputError) in try ad(MetaRow(row, place: "data[\(index)]")) }
        }
        return result
    }

    private static func ad(_ row: MetaRow) throws(InputError) -> ArchivedAd {
        guard let id = row.text("id") else { throw row.fault("id", "an identifier") }
        var ad = ArchivedAd(id: id)
        let payers = row.value["beneficiary_payers"]?.arrayValue ?? []
        // The one that holds now, where the archive says which.
        let current = payers.first { $0["current"]?.boolValue ?? false } ?? payers.first
        ad.payer = current?["payer"]?.present?.stringValue
        ad.advertiser = current?["beneficiary"]?.present?.stringValue ?? row.text("bylines") ?? row.text("page_name")
        ad.text = row.texts("ad_creative_bodies").first
        ad.start = try row.day("ad_delivery_start_time")
        ad.end = try row.day("ad_delivery_stop_time")
        ad.impressions = try row.counts("impressions")
        if let money = try row.money() { ad.spend = [money] }
        for name in ["eu_total_reach", "br_total_reach"] where ad.reach == nil { ad.reach = try row.exact(name) }
        ad.languages = row.texts("languages")
        ad.regions = (row.value["delivery_by_region"]?.arrayValue ?? []).compactMap { $0["region"]?.present?.stringValue }
        ad.targeting = row.targeting
        return ad
    }
}

/// One ad with the place at which it stands.
private struct MetaRow {
    let value: JSONValue
    private let place: String

    init(_ value: JSONValue, place: String) throws(InputError) {
        guard value.objectValue != nil else { throw InputError(field: place, expected: "an object", found: value.kind) }
        self.value = value
        self.place = place
    }

    func fault(_ name: String, _ expected: String) -> InputError {
        InputError(field: "\(place).\(name)", expected: expected, found: Found.words(value[name]))
    }

    func text(_ name: String) -> String? {
        let found = value[name]?.present
        return found?.stringValue ?? found?.numberValue?.text
    }

    func texts(_ name: String) -> [String] { (value[name]?.arrayValue ?? []).compactMap { $0.present?.stringValue } }

    /// A day, or the day of an instant such as `2024-05-01T07:00:00+0000`.
    func day(_ name: String) throws(InputError) -> CivilDate? {
        guard let text = text(name) else { return nil }
        guard let day = CivilDate(iso8601: text.prefix(10)) else { throw fault(name, "a day") }
        return day
    }

    /// Bounds are texts; the lowest band may lack its lower one, the highest its upper one.
    func counts(_ name: String) throws(InputError) -> CountInterval? {
        guard let band = value[name]?.present else { return nil }
        let low = try bound(band, "lower_bound", name).map { Int64($0) }
        let high = try bound(band, "upper_bound", name).map { Int64($0) }
        guard low != .some(nil), high != .some(nil), let counts = CountInterval(low: (low ?? 0) ?? 0, high: high ?? nil) else {
            throw fault(name, "whole numbers, the lower one first")
        }
        return counts
    }

    func money() throws(InputError) -> MoneyInterval? {
        guard let band = value["spend"]?.present else { return nil }
        let low = try bound(band, "lower_bound", "spend").map { Decimal($0) }
        let high = try bound(band, "upper_bound", "spend").map { Decimal($0) }
        guard low != .some(nil), high != .some(nil), let currency = text("currency"),
            let money = MoneyInterval(low: (low ?? .zero) ?? .zero, high: high ?? nil, currency: currency)
        else { throw fault("spend", "amounts with a currency, the lower one first") }
        return money
    }

    private func bound(_ band: JSONValue, _ name: String, _ member: String) throws(InputError) -> String? {
        guard band.objectValue != nil else { throw fault(member, "lower_bound and upper_bound") }
        guard let bound = band[name]?.present else { return nil }
        guard let text = bound.stringValue ?? bound.numberValue?.text else { throw fault(member, "bounds as numbers") }
        return text
    }

    /// A single figure is an interval of one.
    func exact(_ name: String) throws(InputError) -> CountInterval? {
        guard let text = text(name) else { return nil }
        guard let count = Int64(text), let counts = CountInterval(low: count, high: count) else {
            throw fault(name, "a whole number")
        }
        return counts
    }

    var targeting: [String: ArchivedAd.Targeting] {
        var targeting: [String: ArchivedAd.Targeting] = [:]
        if value["target_ages"]?.present != nil { targeting["age"] = .values(texts("target_ages")) }
        if let gender = text("target_gender") { targeting["gender"] = gender == "All" ? .notUsed : .values([gender]) }
        let places = value["target_locations"]?.arrayValue ?? []
        func names(_ isExcluded: Bool) -> [String] {
            places.filter { ($0["excluded"]?.boolValue ?? false) == isExcluded }.compactMap { $0["name"]?.present?.stringValue }
        }
        if !names(false).isEmpty { targeting["location"] = .values(names(false)) }
        if !names(true).isEmpty { targeting["locationExcluded"] = .values(names(true)) }
        return targeting
    }
}
