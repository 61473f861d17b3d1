public import Daylight

/// The fixed words of labels and notices in one language, read from `Resources/labels/LL.messages`.
///
/// [R] The official wording of the labels per language stands in the annexes of LAB (Implementing Regulation (EU) 2025/1410),
/// which were not read for these files: they have to be checked there, by natives, before an ad is published with them.
public struct NoticeWords: Sendable {
    /// Such as `sv`.
    public let language: LanguageTag
    private let texts: [String: String]

    /// Reads `key = text`, one a line; empty lines and lines that start with `#` are left out.
    ///
    /// - Throws: ``InputError`` with the line, or with the word of the label that is missing. A notice may lack words.
    public init(parsing source: some StringProtocol) throws(InputError) {
        var texts: [String: String] = [:]
        for (index, line) in source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            guard let (key, text) = Self.entry(line) else {
                throw InputError(place: .line(index + 1), expected: "key = text", found: String(line))
            }
            guard texts.updateValue(text, forKey: key) == nil else {
                throw InputError(place: .line(index + 1), field: key, expected: "each key once", found: "it again")
            }
        }
        guard let language = texts["language"].flatMap({ LanguageTag($0) }) else {
            throw InputError(field: "language", expected: "a language tag", found: texts["language"] ?? "nothing")
        }
        for word in LabelWord.allCases where texts[word.rawValue] == nil {
            throw InputError(field: word.rawValue, expected: "a text", found: "nothing")
        }
        self.language = language
        self.texts = texts
    }

    private static func entry(_ line: some StringProtocol) -> (key: String, text: String)? {
        let parts = line.split(separator: "=", maxSplits: 1).map { part in
            part.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        }
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        return (parts[0], parts[1])
    }

    /// A word of the label; every language has them all.
    public subscript(_ word: LabelWord) -> String { texts[word.rawValue] ?? word.rawValue }

    /// A word of the notice or its form, where the language has it.
    public subscript(_ word: NoticeWord) -> String? { texts[word.rawValue] }

    /// Words of the notice that the language does not have yet.
    public var missing: [NoticeWord] { NoticeWord.allCases.filter { texts[$0.rawValue] == nil } }

    /// Keys that no word of ours has, such as misspelt ones.
    public var unknownKeys: [String] {
        let known = Set(LabelWord.allCases.map(\.rawValue) + NoticeWord.allCases.map(\.rawValue) + ["language"])
        return texts.keys.filter { !known.contains($0) }.sorted()
    }
}

/// The words that every label needs.
public enum LabelWord: String, Hashable, Sendable, CaseIterable {
    case politicalAdvertisement = "label.political-advertisement"
    case sponsor = "label.sponsor"
    case controlledBy = "label.controlled-by"
    case paidBy = "label.paid-by"
    case linkedTo = "label.linked-to"
    /// A whole sentence.
    case techniquesUsed = "label.techniques-used"
    case transparencyNotice = "label.transparency-notice"
    case whereToFind = "label.where-to-find"
}
