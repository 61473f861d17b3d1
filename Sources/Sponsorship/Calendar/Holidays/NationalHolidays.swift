/// The holidays of one Member State that apply in all of it.
struct NationalHolidays: Sendable {
    /// What happens when a holiday falls on a weekend.
    enum Substitution: Sendable {
        /// It is lost.
        case none
        /// Each but those of Easter is made good on the next day that is neither weekend nor holiday.
        case all
        /// These are.
        case only([HolidayRule])
    }

    /// The act that names the days, where we are sure of it.
    let law: String?
    let easter: Easter
    let rules: [HolidayRule]
    let substitution: Substitution

    private init(
        _ law: String?, _ easter: Easter = .western, fixed: [(Int64, Int64)], easterDays: [Int64], and others: [HolidayRule] = [],
        substitution: Substitution = .none
    ) {
        self.law = law
        self.easter = easter
        self.rules = fixed.map { .on($0.0, $0.1) } + easterDays.map { .easter($0) } + others
        self.substitution = substitution
    }

    /// By alpha-2 code; Sundays are left out, no working day is lost by them.
    static let all: [String: NationalHolidays] = [
        "AT": .init(
            "Arbeitsruhegesetz § 7", fixed: [(1, 1), (1, 6), (5, 1), (8, 15), (10, 26), (11, 1), (12, 8), (12, 25), (12, 26)],
            easterDays: [1, 39, 50, 60]),
        "BE": .init(
            "Loi du 4 janvier 1974 relative aux jours fériés",
            fixed: [(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)], easterDays: [1, 39, 50]),
        "BG": .init(
            "Кодекс на труда, чл. 154", .orthodox,
            fixed: [(1, 1), (3, 3), (5, 1), (5, 6), (5, 24), (9, 6), (9, 22), (12, 24), (12, 25), (12, 26)],
            easterDays: [-2, -1, 1], substitution: .all),
        "HR": .init(
            "Zakon o blagdanima, spomendanima i neradnim danima u Republici Hrvatskoj",
            fixed: [
                (1, 1), (1, 6), (5, 1), (5, 30), (6, 22), (8, 5), (8, 15), (11, 1), (11, 18), (12, 25), (12, 26),
            ], easterDays: [1, 60]),
        "CY": .init(
            nil, .orthodox,
            fixed: [(1, 1), (1, 6), (3, 25), (4, 1), (5, 1), (8, 15), (10, 1), (10, 28), (12, 25), (12, 26)],
            easterDays: [-48, -2, 1, 50]),
        "CZ": .init(
            "Zákon č. 245/2000 Sb.",
            fixed: [
                (1, 1), (5, 1), (5, 8), (7, 5), (7, 6), (9, 28), (10, 28), (11, 17), (12, 24), (12, 25), (12, 26),
            ], easterDays: [-2, 1]),
        "DK": .init(nil, fixed: [(1, 1), (12, 25), (12, 26)], easterDays: [-3, -2, 1, 39, 50]),
        "EE": .init(
            "Pühade ja tähtpäevade seadus",
            fixed: [(1, 1), (2, 24), (5, 1), (6, 23), (6, 24), (8, 20), (12, 24), (12, 25), (12, 26)], easterDays: [-2]),
        "FI": .init(
            "Laki säädettyjen määräaikain laskemisesta (150/1930) 5 §",
            fixed: [(1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26)], easterDays: [-2, 1, 39],
            and: [.weekday(5, from: 6, 19)]),
        "FR": .init(
            "Code du travail, article L3133-1",
            fixed: [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)], easterDays: [1, 39, 50]),
        "DE": .init(
            "Feiertagsgesetze der Länder; Einigungsvertrag Art. 2 Abs. 2",
            fixed: [(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)], easterDays: [-2, 1, 39, 50]),
        "GR": .init(
            nil, .orthodox, fixed: [(1, 1), (1, 6), (3, 25), (5, 1), (8, 15), (10, 28), (12, 25), (12, 26)],
            easterDays: [-48, -2, 1, 50]),
        "HU": .init(
            "2012. évi I. törvény 102. §",
            fixed: [(1, 1), (3, 15), (5, 1), (8, 20), (10, 23), (11, 1), (12, 24), (12, 25), (12, 26)], easterDays: [-2, 1, 50]),
        "IE": .init(
            "Organisation of Working Time Act 1997, Second Schedule", fixed: [(1, 1), (3, 17), (12, 25), (12, 26)],
            easterDays: [1],
            and: [
                .saintBrigid, .weekday(1, from: 5, 1), .weekday(1, from: 6, 1), .weekday(1, from: 8, 1),
                .weekday(1, from: 10, 25),
            ]),
        "IT": .init(
            "Legge 27 maggio 1949, n. 260",
            fixed: [(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)], easterDays: [1],
            and: [.since(2026, 10, 4)]),
        "LV": .init(
            "Likums Par svētku, atceres un atzīmējamām dienām",
            fixed: [
                (1, 1), (5, 1), (5, 4), (6, 23), (6, 24), (11, 18), (12, 24), (12, 25), (12, 26), (12, 31),
            ], easterDays: [-2, 1], substitution: .only([.on(5, 4), .on(11, 18)])),
        "LT": .init(
            "Darbo kodeksas, 123 straipsnis",
            fixed: [
                (1, 1), (2, 16), (3, 11), (5, 1), (6, 24), (7, 6), (8, 15), (11, 1), (11, 2), (12, 24), (12, 25), (12, 26),
            ], easterDays: [1]),
        "LU": .init(
            "Code du travail, article L. 232-2",
            fixed: [(1, 1), (5, 1), (5, 9), (6, 23), (8, 15), (11, 1), (12, 25), (12, 26)], easterDays: [1, 39, 50]),
        "MT": .init(
            "National Holidays and Other Public Holidays Act (Cap. 252)",
            fixed: [
                (1, 1), (2, 10), (3, 19), (3, 31), (5, 1), (6, 7), (6, 29), (8, 15), (9, 8), (9, 21), (12, 8), (12, 13), (12, 25),
            ], easterDays: [-2]),
        "NL": .init(
            "Algemene termijnenwet, artikel 3", fixed: [(1, 1), (4, 27), (5, 5), (12, 25), (12, 26)], easterDays: [-2, 1, 39, 50]),
        "PL": .init(
            "Ustawa z dnia 18 stycznia 1951 r. o dniach wolnych od pracy",
            fixed: [(1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 24), (12, 25), (12, 26)],
            easterDays: [1, 60]),
        "PT": .init(
            "Código do Trabalho, artigo 234.º",
            fixed: [(1, 1), (4, 25), (5, 1), (6, 10), (8, 15), (10, 5), (11, 1), (12, 1), (12, 8), (12, 25)],
            easterDays: [-2, 60]),
        "RO": .init(
            "Codul muncii, art. 139", .orthodox,
            fixed: [
                (1, 1), (1, 2), (1, 6), (1, 7), (1, 24), (5, 1), (6, 1), (8, 15), (11, 30), (12, 1), (12, 25), (12, 26),
            ], easterDays: [-2, 1, 50]),
        "SK": .init(
            "Zákon č. 241/1993 Z. z.",
            fixed: [(1, 1), (1, 6), (5, 1), (7, 5), (8, 29), (11, 1), (12, 24), (12, 25), (12, 26)], easterDays: [-2, 1],
            and: [.except(2026, 5, 8), .except(2026, 9, 15)]),
        "SI": .init(
            "Zakon o praznikih in dela prostih dnevih v Republiki Sloveniji",
            fixed: [
                (1, 1), (1, 2), (2, 8), (4, 27), (5, 1), (5, 2), (6, 25), (8, 15), (10, 31), (11, 1), (12, 25), (12, 26),
            ], easterDays: [1]),
        "ES": .init(
            "Real Decreto 2001/1983, artículo 45",
            fixed: [(1, 1), (1, 6), (5, 1), (8, 15), (10, 12), (11, 1), (12, 6), (12, 8), (12, 25)], easterDays: [-2]),
        "SE": .init(
            "Lag (1989:253) om allmänna helgdagar; lag (1930:173) om beräkning av lagstadgad tid",
            fixed: [(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)], easterDays: [-2, 1, 39],
            and: [.weekday(5, from: 6, 19)]),
    ]
}
