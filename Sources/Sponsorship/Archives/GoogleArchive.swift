public import Daylight

/// Rows of Google's data set on political advertising (`google-political-ads-creative-stats.csv`).
public enum GoogleArchive {
    private static let spendPrefix = "spend_range_min_"

    /// Reads a whole file; a row that cannot be read is rejected by its line.
    ///
    /// - Throws: ``InputError`` when the file has no column `ad_id`, or is no CSV.
    public static func read(_ bytes: [UInt8]) throws(InputError) -> ArchiveImport {
        var rows = try DelimitedText(bytes)
        guard rows.columns["ad_id"] != nil else {
            throw InputError(place: .line(1), field: "ad_id", expected: "a column of this name", found: "none")
        }
        let currencies = rows.columns.keys.filter { $0.hasPrefix(spendPrefix) }
            .map { String($0.dropFirst(spendPrefix.count)) }.sorted()
        var result = ArchiveImport()
        while let row = try rows.next() {
            guard result.ads.count < ArchiveImport.mostAds else {
                throw InputError(place: .line(row.line), expected: "at most \(ArchiveImport.mostAds) ads", found: "more")
            }
            result.take { () throws(InputError) in try ad(row, currencies) }
        }
        return result
    }

    private static func ad(_ row: DelimitedText.Row, _ currencies: [String]) throws(InputError) -> ArchivedAd {
        guard let id = row["ad_id"] else { throw row.fault("ad_id", "an identifier") }
        var ad = ArchivedAd(id: id)
        ad.advertiser = row["advertiser_name"]
        ad.start = try row.day("date_range_start")
        ad.end = try row.day("date_range_end")
        if let band = row["impressions"] {
            guard let counts = CountInterval(band: band) else { throw row.fault("impressions", "a band such as 10k-100k") }
            ad.impressions = counts
        }
        for currency in currencies {
            if let money = try spend(row, currency) { ad.spend.append(money) }
        }
        ad.regions = row["regions"].map(list) ?? []
        for (column, name) in [
            ("age_targeting", "age"), ("gender_targeting", "gender"), ("geo_targeting_included", "location"),
            ("geo_targeting_excluded", "locationExcluded"),
        ] {
            if let text = row[column] {
                ad.targeting[name] = text.lowercased() == "not targeted" ? .notUsed : .values(list(text))
            }
        }
        return ad
    }

    private static func spend(_ row: DelimitedText.Row, _ currency: String) throws(InputError) -> MoneyInterval? {
        guard let lowText = row[spendPrefix + currency] else { return nil }
        let highText = row["spend_range_max_" + currency]
        guard let low = Decimal(lowText) else { throw row.fault(spendPrefix + currency, "an amount") }
        let high = highText.flatMap { Decimal($0) }
        guard (high == nil) == (highText == nil),
            let money = MoneyInterval(low: low, high: high, currency: currency.uppercased())
        else { throw row.fault("spend_range_max_" + currency, "an amount not below the lower one, or nothing") }
        return money
    }

    private static func list(_ text: String) -> [String] {
        text.split(separator: ",").map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }.filter { !$0.isEmpty }
    }
}

extension DelimitedText.Row {
    func fault(_ column: String, _ expected: String) -> InputError {
        InputError(place: .line(line), field: column, expected: expected, found: self[column] ?? "nothing")
    }

    /// A day, or the day of an instant.
    func day(_ column: String) throws(InputError) -> CivilDate? {
        guard let text = self[column] else { return nil }
        guard let day = CivilDate(iso8601: text.prefix(10)) else { throw fault(column, "a day") }
        return day
    }
}

extension CountInterval {
    /// Reads a band as it is printed: `10k-100k`, `≤ 10k`, `> 10M`, or one number.
    init?(band text: String) {
        let plain = text.lowercased().filter { $0 != " " && $0 != "," }
        if let rest = Self.rest(of: plain, behind: ["≤", "<="]) {
            self.init(low: 0, high: Self.count(rest) ?? -1)
        } else if let rest = Self.rest(of: plain, behind: ["<"]) {
            self.init(low: 0, high: (Self.count(rest) ?? 0) - 1)
        } else if let rest = Self.rest(of: plain, behind: ["≥", ">="]) {
            self.init(low: Self.count(rest) ?? -1, high: nil)
        } else if let rest = Self.rest(of: plain, behind: [">"]) {
            self.init(low: (Self.count(rest) ?? -2) + 1, high: nil)
        } else {
            let ends = plain.split(separator: "-", omittingEmptySubsequences: false).map(Self.count)
            guard (1...2).contains(ends.count), let low = ends[0], let high = ends[ends.count - 1] else { return nil }
            self.init(low: low, high: high)
        }
    }

    private static func rest(of text: String, behind marks: [String]) -> Substring? {
        marks.first { text.hasPrefix($0) }.map { text.dropFirst($0.count) }
    }

    /// Digits, with `k` for thousands and `m` for millions; below 10¹⁵.
    private static func count(_ text: some StringProtocol) -> Int64? {
        let factor: Int64 = text.hasSuffix("k") ? 1000 : text.hasSuffix("m") ? 1_000_000 : 1
        let digits = factor == 1 ? text[...] : text.dropLast()
        guard (1...9).contains(digits.utf8.count) || factor == 1 && digits.utf8.count <= 15,
            digits.utf8.allSatisfy(ASCII.isDigit), let count = Int64(digits)
        else { return nil }
        return count * factor
    }
}
