/// The eight questions that make a transparency notice, one a page.
enum NoticeQuestion: Int, CaseIterable, Sendable {
    case sponsor = 1
    case control, payer, ad, money, vote, aim, past

    /// The name in addresses and phrase keys.
    var slug: String { "\(self)" }

    init?(slug: String) {
        guard let question = Self.allCases.first(where: { $0.slug == slug }) else { return nil }
        self = question
    }

    var next: NoticeQuestion? { NoticeQuestion(rawValue: rawValue + 1) }
    var previous: NoticeQuestion? { NoticeQuestion(rawValue: rawValue - 1) }

    /// What is asked, in the order in which it stands on the page.
    var groups: [NoticeFieldGroup] {
        switch self {
        case .sponsor:
            [
                .init(Self.party("sponsor", basis: "12(1)(a)")), .yes("cosponsor"),
                .init(Self.party("cosponsor", basis: "12(1)(a)"), when: "cosponsor", is: "yes"),
            ]
        case .control:
            [
                .init([.choice("control", ["none", "person"], basis: "12(1)(a)")]),
                .init(Self.party("controller", basis: "12(1)(a)"), when: "control", is: "person"),
            ]
        case .payer:
            [
                .init([.choice("payment", ["sameAsSponsor", "sameAsControllingEntity", "person"], basis: "12(1)(b)")]),
                .init(Self.party("payer", basis: "12(1)(b)"), when: "payment", is: "person"),
            ]
        case .ad: [.init(Self.adFields)]
        case .money: [.init(Self.moneyFields), .init(Self.benefitsFields), .init(Self.campaignFields)]
        case .vote:
            [
                .init([.choice("process", ["none"] + NoticeChoices.processes, basis: "12(1)(g)")]),
                .init(Self.processFields, unless: "process", is: "none"),
            ]
        case .aim:
            [
                .init([.choice("techniques", ["no", "yes"], basis: "12(1)(l)")]),
                .init(Self.techniquesFields, when: "techniques", is: "yes"),
            ]
        case .past:
            [
                .init([.choice("suspended", ["no", "yes"], basis: "12(1)(k)")]),
                .init(Self.suspensionFields, when: "suspended", is: "yes"), .init(Self.reachFields),
            ]
        }
    }

    var fields: [NoticeField] { groups.flatMap(\.fields) }

    private static func party(_ name: String, basis: String) -> [NoticeField] {
        [
            .choice("\(name)-kind", ["legalPerson", "naturalPerson"], basis: basis),
            .text("\(name)-name", basis: basis, fill: "organization"),
            .text("\(name)-email", .email, basis: basis, fill: "email"), .text("\(name)-country", .country, basis: "5(2)"),
            .text("\(name)-establishment", basis: basis, fill: "street-address"),
        ]
    }

    private static let adFields: [NoticeField] = [
        .text("title", basis: "12(3)"), .list("medium", NoticeChoices.mediums, basis: "11(1)"),
        .list("language", NoticeChoices.languages, basis: "12(3)"), .text("start", .date, basis: "12(1)(c)"),
        .text("end", .date, basis: "12(1)(c)"), .text("words", .area, basis: "12(3)"), .text("sites", basis: "11(1)"),
        .text("creatives", .area, basis: "12(3)"),
    ]

    private static let moneyFields: [NoticeField] = [
        .text("amount", .number, basis: "12(1)(d)"), .list("currency", NoticeChoices.currencies, basis: "12(1)(d)"),
        .choice("final", ["final", "estimate"], basis: "12(1)(d)"), .text("method", .area, basis: "12(1)(f)"),
        .choice("funds-kind", ["public", "private", "mixed"], basis: "12(1)(e)"),
        .choice("funds-place", ["insideUnion", "outsideUnion", "both"], basis: "12(1)(e)"),
    ]

    private static let benefitsFields: [NoticeField] = [
        .text("benefits", .number, basis: "12(1)(d)"), .text("benefits-what", basis: "12(1)(d)"),
    ]

    private static let campaignFields: [NoticeField] = [
        .text("campaign", basis: "12(1)(d)"), .text("campaign-amount", .number, basis: "12(1)(d)"),
    ]

    private static let processFields: [NoticeField] = [
        .choice("level", ["Union", "national", "regional", "local"], basis: "12(1)(g)"), .text("process-name", basis: "12(1)(g)"),
        .text("territory", basis: "12(1)(g)"), .text("process-date", .date, basis: "12(1)(g)"),
        .text("official", .link, basis: "12(1)(h)"),
    ]

    private static let techniquesFields: [NoticeField] = [
        .list("category", NoticeChoices.categories, basis: "19(1)(c)"), .list("source", NoticeChoices.sources, basis: "19(1)(c)"),
        .text("included", basis: "19(1)(c)"), .text("excluded", basis: "19(1)(c)"), .text("goals", .area, basis: "19(1)(c)"),
        .choice("ai", ["no", "yes"], basis: "19(1)(c)"), .text("ai-what", basis: "19(1)(c)"),
        .text("reached", .number, basis: "19(1)(c)"), .text("policy", .link, basis: "19(1)(a)"),
        .text("rights", .link, basis: "19(1)(e)"), .text("risk", .link, basis: "19(1)(d)"),
    ]

    private static let suspensionFields: [NoticeField] = [
        .text("suspension-reason", .area, basis: "12(1)(k)"), .text("suspension-date", .date, basis: "12(1)(k)"),
    ]

    private static let reachFields: [NoticeField] = [
        .text("views", .number, basis: "12(1)(m)"), .text("views-date", .date, basis: "12(1)(m)"),
    ]
}

/// What a list offers. The words for each stand in the message files.
enum NoticeChoices {
    static let processes = ["election", "referendum", "legislative", "regulatory"]
    static let mediums = ["online", "print", "outdoor", "radio", "tv", "cinema", "directMail", "influencer"]
    /// The official languages of the Union, by tag.
    static let languages = [
        "bg", "hr", "cs", "da", "nl", "en", "et", "fi", "fr", "de", "el", "hu", "ga", "it", "lv", "lt", "mt", "pl", "pt", "ro",
        "sk",
        "sl", "es", "sv",
    ]
    static let currencies = ["EUR", "CZK", "DKK", "HUF", "PLN", "RON", "SEK"]
    /// Categories of data (reference 6.2); special categories are not offered, since no ad may use them.
    static let categories = ["location", "age", "gender", "interests", "audience", "deviceType"]
    static let sources = ["declared", "observed", "inferred", "lookalike", "thirdParty", "customList"]
}
