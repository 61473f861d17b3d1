import Daylight

/// The values of all fields.
struct LibraryTables: Sendable {
    private(set) var fields = LibraryField.allCases.map { FieldTable($0) }
    private var timesOfDays: [CivilDate: (month: UInt32, week: UInt32)] = [:]

    /// The currency's number and one, 0 without an amount.
    mutating func currency(of ad: LibraryAd) -> UInt32 {
        guard let currency = ad.amount?.currency else { return FieldTable.noCurrency }
        return fields[LibraryField.currency.index].value(currency) + 1
    }

    func currency(_ number: Int) -> String { fields[LibraryField.currency.index].texts[number - 1] }

    var currencyCount: Int { fields[LibraryField.currency.index].texts.count }

    subscript(field: LibraryField) -> FieldTable { fields[field.index] }

    mutating func group(_ ad: LibraryAd, _ field: LibraryField, currency: UInt32) -> UInt32 {
        let index = field.index
        switch field {
        case .sponsor: return fields[index].group(ad.sponsor, currency: currency)
        case .payer: return fields[index].group(ad.payer, currency: currency)
        case .controllingEntity: return fields[index].group(ad.controllingEntity, currency: currency)
        case .publisher: return fields[index].group(ad.publisher, currency: currency)
        case .election: return fields[index].group(ad.elections, currency: currency)
        case .territory: return fields[index].group(ad.territories, currency: currency)
        case .language: return fields[index].group(ad.content.languages, currency: currency)
        case .medium: return fields[index].group(ad.content.mediums.map(\.rawValue), currency: currency)
        case .techniques: return fields[index].group(ad.techniques.word, currency: currency)
        case .technique: return fields[index].group(ad.techniques.codes, currency: currency)
        case .state: return fields[index].group(ad.state.word, currency: currency)
        case .source: return fields[index].group(ad.source.rawValue, currency: currency)
        case .currency: return fields[index].group(ad.amount?.currency, currency: currency)
        case .month: return fields[index].group(value: times(of: ad.period.start).month, currency: currency)
        case .week: return fields[index].group(value: times(of: ad.period.start).week, currency: currency)
        }
    }

    /// The values of the month and the week that a day lies in.
    private mutating func times(of day: CivilDate) -> (month: UInt32, week: UInt32) {
        if let known = timesOfDays[day] { return known }
        let month = fields[LibraryField.month.index].value(String(day.description.prefix(7)))
        let monday = day.adding(days: 1 - Int64(day.weekday))
        let week = fields[LibraryField.week.index].value(monday.description)
        timesOfDays[day] = (month, week)
        return (month, week)
    }
}
