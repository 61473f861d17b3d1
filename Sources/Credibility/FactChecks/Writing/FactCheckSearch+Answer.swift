public import Daylight

extension FactCheckSearch {
    /// The page of claims that the records give, newest first; `{}` when there is none.
    ///
    /// - Parameter today: the day that ages are counted from.
    public func answer(from records: [FactCheck], today: CivilDate) -> JSONValue {
        paging.answer("claims", from: CheckedClaim.grouped(records.filter { matches($0, today: today) }), \.json)
    }

    private func matches(_ record: FactCheck, today: CivilDate) -> Bool {
        if let site, WebAddress(record.url)?.host?.isUnder(site) != true { return false }
        guard LanguageRange.contains(record.language, languageCode) else { return false }
        if let maxAgeDays {
            guard let newest = record.newestDate, today.daysSinceEpoch - newest.daysSinceEpoch <= maxAgeDays else {
                return false
            }
        }
        guard !words.isEmpty else { return true }
        let texts = [record.claim, record.claimant, record.verdictText, record.publisherName].compactMap(\.self)
        let known = Set(SearchWords.of(texts.joined(separator: "\n")))
        return words.allSatisfy(known.contains)
    }
}
