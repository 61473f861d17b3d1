import Daylight

/// Reads a notice member by member and collects every fault, instead of stopping at the first.
///
/// Each part answers the value, or `nil` after it has told why not; so a notice without a fault has all its parts.
struct NoticeReader {
    let notice: NoticeMembers
    let context: NoticeContext
    var findings = FindingList()

    /// Longest list that a notice holds.
    static let longestList = 1000

    private static let names: Set<String> = [
        "noticeId", "adId", "version", "language", "adLanguages", "publisher", "campaignId", "createdAt", "modifiedAt",
        "previousVersionHash", "techniquesStatement", "ext", "sponsor", "coSponsors", "controllingEntity", "payer", "period",
        "amountsAd", "otherBenefits", "amountsCampaign", "fundsOrigin", "amountsMethod", "linkedProcesses",
        "officialInfoLinks", "repositoryLink", "notificationMechanism", "priorSuspension", "techniquesUsed", "techniques",
        "reach",
    ]

    init(_ notice: JSONObject, context: NoticeContext) {
        self.notice = NoticeMembers(object: notice, path: "")
        self.context = context
    }

    /// Everything that could be read, with the faults of the rest in `findings`.
    mutating func parts() -> NoticeParts {
        refuseUnknown(notice, Self.names)
        var parts = NoticeParts()
        readSystemFields(&parts)
        readPersons(&parts)
        readMoney(&parts)
        readStatements(&parts)
        readTechniques(&parts)
        return parts
    }

    /// N00 for every member that has no place there.
    mutating func refuseUnknown(_ members: NoticeMembers, _ names: Set<String>) {
        for member in members.object.members where !names.contains(member.name) {
            findings.add(
                .n00, members.path(of: member.name),
                "The notice has no such field: correct its name, take it out, or put it under \"ext\".")
        }
    }

    private mutating func readSystemFields(_ parts: inout NoticeParts) {
        parts.noticeID = identifier("noticeId")
        parts.adID = identifier("adId")
        parts.version = notice["version"]?.integerValue.flatMap { $0 >= 1 ? $0 : nil }
        if parts.version == nil { missing("version", "a whole number from 1") }
        parts.language = notice["language"]?.stringValue.flatMap { LanguageTag($0) }
        if parts.language == nil { missing("language", "a language tag such as \"sv\"") }
        parts.adLanguages = notice["adLanguages"]?.arrayValue.flatMap(Self.languages)
        if parts.adLanguages == nil { missing("adLanguages", "a list of at least one language tag, such as [\"sv\"]") }
        parts.publisher = notice.text("publisher", .name)
        if parts.publisher == nil { missing("publisher", "the publisher's name") }

        parts.campaignID = optionalText("campaignId", .name)
        parts.techniquesStatement = optionalText("techniquesStatement", .free)
        parts.createdAt = optionalText("createdAt", .name).flatMap { Timestamp(iso8601: $0) }
        parts.modifiedAt = optionalText("modifiedAt", .name).flatMap { Timestamp(iso8601: $0) }
        parts.previousVersionHash = optionalText("previousVersionHash", .name).flatMap { Digest(hex: $0) }
        parts.ext = notice["ext"]?.objectValue
        checkCreatives(parts.ext)
    }

    /// The one member of `ext` that is looked at: pages and library lead from it to files.
    private mutating func checkCreatives(_ ext: JSONObject?) {
        guard TransparencyNotice.digests(ext?["creatives"]) == nil else { return }
        findings.add(
            .n00, "ext.creatives",
            "Expected a list of at most \(TransparencyNotice.creativeLimit) SHA-256 digests of 64 hex digits each, "
                + "found \(Found.words(ext?["creatives"])).")
    }

    private mutating func identifier(_ name: String) -> RecordID? {
        let identifier = notice[name]?.stringValue.flatMap { RecordID($0) }
        if identifier == nil { missing(name, "an identifier of 1 to 64 letters, digits, \".\", \"_\", \":\" or \"-\"") }
        return identifier
    }

    private static func languages(_ list: [JSONValue]) -> [LanguageTag]? {
        guard (1...longestList).contains(list.count) else { return nil }
        let languages = list.compactMap { $0.stringValue.flatMap { LanguageTag($0) } }
        return languages.count == list.count ? languages : nil
    }

    /// A text that may be absent, but not of another type or out of bounds.
    private mutating func optionalText(_ name: String, _ bound: TextBound) -> String? {
        guard notice[name] != nil else { return nil }
        let text = notice.text(name, bound)
        if text == nil { missing(name, "a text of at most \(bound.longest) characters, or nothing") }
        return text
    }

    private mutating func missing(_ name: String, _ expected: String) {
        findings.add(.n00, name, "Expected \(expected), found \(Found.words(notice[name])).")
    }
}

/// What was found in a place, in words for a message.
enum Found {
    static func words(_ value: JSONValue?) -> String {
        switch value {
        case nil, .null: "nothing"
        case .string(let text)?: "“\(clipped(text))”"
        case .number(let number)?: "the number \(clipped(number.text))"
        case let value?: value.kind
        }
    }

    static func clipped(_ text: String) -> String {
        text.count > InputError.foundLimit ? "\(text.prefix(InputError.foundLimit))…" : text
    }
}
