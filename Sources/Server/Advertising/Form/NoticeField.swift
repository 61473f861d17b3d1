/// One thing that the form asks for.
struct NoticeField: Sendable {
    /// How it is asked.
    enum Kind: Hashable, Sendable {
        case line, area, email, link, date, number
        /// Two capital letters.
        case country
        /// Radio buttons.
        case choice([String])
        /// A list to pick from.
        case list([String])
    }

    /// The name in the form, in drafts and in phrase keys.
    let name: String
    let kind: Kind
    /// Article of Regulation (EU) 2024/900 that asks for it.
    let basis: String
    /// What browsers may fill in (WCAG 1.3.5).
    let autocomplete: String?

    /// Longest answer in bytes; the notice's own bounds are tighter.
    static let byteLimit = 20_000

    /// The field that holds digests of creatives, and the input beside it that takes files.
    static let creatives = "creatives"
    static let creativeFile = "creative-file"

    static func text(_ name: String, _ kind: Kind = .line, basis: String, fill: String? = nil) -> NoticeField {
        NoticeField(name: name, kind: kind, basis: basis, autocomplete: fill)
    }

    static func choice(_ name: String, _ options: [String], basis: String) -> NoticeField {
        NoticeField(name: name, kind: .choice(options), basis: basis, autocomplete: nil)
    }

    static func list(_ name: String, _ options: [String], basis: String) -> NoticeField {
        NoticeField(name: name, kind: .list(options), basis: basis, autocomplete: nil)
    }
}

/// Fields that belong together, and the answer without which they are not asked.
struct NoticeFieldGroup: Sendable {
    /// The answer to a choice on the same page that brings the group up or takes it away.
    struct Condition: Hashable, Sendable {
        let field: String
        let value: String
        /// Whether the group is there with the answer, or with any other.
        let isShown: Bool
    }

    let fields: [NoticeField]
    let condition: Condition?

    init(_ fields: [NoticeField]) {
        self.fields = fields
        condition = nil
    }

    init(_ fields: [NoticeField], when field: String, is value: String) {
        self.fields = fields
        condition = Condition(field: field, value: value, isShown: true)
    }

    init(_ fields: [NoticeField], unless field: String, is value: String) {
        self.fields = fields
        condition = Condition(field: field, value: value, isShown: false)
    }

    /// A question with no and yes.
    static func yes(_ name: String) -> NoticeFieldGroup {
        NoticeFieldGroup([.choice(name, ["no", "yes"], basis: "12(1)(a)")])
    }
}
