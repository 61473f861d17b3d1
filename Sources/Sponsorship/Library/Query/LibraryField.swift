/// What ads can be filtered, counted and summed by.
///
/// The raw value is the name of the query parameter.
public enum LibraryField: String, CaseIterable, Hashable, Sendable {
    /// Names of people and companies; spellings with the same name key (reference 14.2) count as one.
    case sponsor, payer, controllingEntity, publisher
    /// What is written in the ad, exactly.
    case election, territory, language
    /// A raw value of `LibraryAd.Medium`.
    case medium
    /// `yes` or `no`: whether techniques on personal data were used.
    case techniques
    /// The code of one technique.
    case technique
    /// `running`, `ended` or `removed`.
    case state
    /// A raw value of `LibraryAd.Source`.
    case source
    /// ISO 4217; unknown where the ad tells no amount.
    case currency
    /// The month of the first day: `2026-05`.
    case month
    /// The Monday of the week of the first day: `2026-05-11`.
    case week

    /// Those that an answer counts by when a query does not say otherwise.
    public static let usual: [LibraryField] = [
        .sponsor, .payer, .election, .territory, .publisher, .technique, .language, .medium, .month,
    ]

    var isName: Bool {
        switch self {
        case .sponsor, .payer, .controllingEntity, .publisher: true
        default: false
        }
    }

    /// The values a field can have, where they are few; `nil` where any text can be one.
    var choices: [String]? {
        switch self {
        case .medium: LibraryAd.Medium.allCases.map(\.rawValue)
        case .techniques: ["yes", "no"]
        case .state: LibraryAd.State.words
        case .source: LibraryAd.Source.allCases.map(\.rawValue)
        default: nil
        }
    }

    /// Its place among all fields.
    var index: Int {
        switch self {
        case .sponsor: 0
        case .payer: 1
        case .controllingEntity: 2
        case .publisher: 3
        case .election: 4
        case .territory: 5
        case .language: 6
        case .medium: 7
        case .techniques: 8
        case .technique: 9
        case .state: 10
        case .source: 11
        case .currency: 12
        case .month: 13
        case .week: 14
        }
    }
}

/// The value an ad has in a field. "None" and "unknown" are two things.
public enum LibraryValue: Hashable, Sendable {
    case text(String)
    /// The ad says that there is none; only the controlling entity can be none.
    case none
    /// The ad does not say.
    case unknown
}
