import Daylight
import Sponsorship

extension PublishedNotice {
    /// The ad as the library lists it. Words and creatives of an ad that was stopped are not shown any more, what the notice says
    /// is.
    func libraryAd(sequence: UInt64, today: CivilDate, stop: AdStop?) throws(InputError) -> LibraryAd {
        let controlling: LibraryAd.ControllingEntity =
            if case .party(let party) = notice.controllingEntity { .known(party.name) } else { .none }
        guard let period = LibraryAd.Period(start: notice.period.start, end: notice.period.end) else {
            throw InputError(field: "period", expected: "days between 1990 and 2199", found: "\(notice.period.start)")
        }
        return try LibraryAd(
            id: "ad-\(code)", version: UInt32(clamping: notice.version), sequence: sequence, address: SitePath.notice(code),
            content: LibraryAd.Content(
                title: notice.displayTitle, text: stop == nil ? notice.ext?["words"]?.stringValue ?? "" : "",
                creatives: stop == nil ? notice.creatives : [], languages: notice.adLanguages.map(\.text),
                mediums: (notice.ext?["medium"]?.stringValue).flatMap { LibraryAd.Medium(rawValue: $0) }.map { [$0] } ?? []),
            sponsor: notice.sponsor.name, payer: payerName, controllingEntity: controlling, publisher: notice.publisher,
            elections: notice.linkedProcesses.map(\.name), territories: notice.linkedProcesses.map(\.territory), period: period,
            amount: LibraryAd.Amount(notice.amountsAd), techniques: try techniques,
            reach: notice.reach.flatMap { LibraryAd.Count(low: UInt64($0.views), high: UInt64($0.views)) },
            state: stop?.removal.map { .removed($0) } ?? (notice.period.end < today ? .ended : .running), source: .notice)
    }

    private var payerName: String {
        switch notice.payer {
        case .sameAsSponsor: notice.sponsor.name
        case .sameAsControllingEntity:
            if case .party(let party) = notice.controllingEntity { party.name } else { notice.sponsor.name }
        case .party(let party): party.name
        }
    }

    private var techniques: LibraryAd.Techniques {
        get throws(InputError) {
            guard case .used(let techniques) = notice.techniques else { return .notUsed }
            var criteria: [LibraryAd.Criterion] = []
            for group in techniques.groups {
                criteria.append(
                    try LibraryAd.Criterion(
                        isExclusion: group.mode == .exclude, parameter: group.parameter,
                        values: group.values.map { $0.stringValue ?? CanonicalJSON.line($0) }))
            }
            return .used(try LibraryAd.TechniqueList(codes: techniques.dataCategories, criteria: criteria))
        }
    }
}
