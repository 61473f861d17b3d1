/// The words of the form in one language. A new language is a file in `Resources/forms` and its line here.
struct FormWords: Sendable {
    private static let files: [(tag: String, bytes: [UInt8])] = [
        ("de", PackageResources.form_de_messages), ("en", PackageResources.form_en_messages),
        ("fr", PackageResources.form_fr_messages), ("pl", PackageResources.form_pl_messages),
        ("sv", PackageResources.form_sv_messages),
    ]

    /// Tags of the languages there are, in the order of the alphabet.
    static var languages: [String] { files.map(\.tag) }

    /// Tag of the language.
    let tag: String
    private let messages: Messages

    /// The words of a language, or of English when there are none.
    init(_ tag: String) {
        let file = Self.files.first { $0.tag == tag } ?? Self.files[1]
        self.tag = file.tag
        messages = Self.messages(of: file.bytes)
    }

    /// What is in the program was read by a test.
    private static func messages(of bytes: [UInt8]) -> Messages {
        (try? Messages(parsing: String(decoding: bytes, as: UTF8.self))) ?? Messages.none
    }

    var keys: Set<String> { messages.keys }

    /// The language's own name.
    var name: String { self("name") }

    func callAsFunction(_ key: String, _ arguments: [String: String] = [:]) -> String {
        Words(messages: messages).fill(messages[key] ?? key, arguments)
    }

    /// A text that need not be there.
    func optional(_ key: String) -> String? { messages[key] }

    func label(of field: NoticeField) -> String { self("field.\(Self.key(of: field)).label") }
    func hint(of field: NoticeField) -> String? { optional("field.\(Self.key(of: field)).hint") }

    /// The same word can mean different things in two questions; then there is one for the field.
    func option(_ value: String, of field: NoticeField) -> String {
        optional("option.\(value).\(field.name)") ?? self("option.\(value)")
    }

    /// The same five things are asked about every person.
    private static func key(of field: NoticeField) -> String {
        let parts = field.name.split(separator: "-")
        guard parts.count == 2, ["sponsor", "cosponsor", "controller", "payer"].contains(parts[0]) else { return field.name }
        return "party-\(parts[1])"
    }

    /// The first language of `Accept-Language` (RFC 9110 §12.5.4) that there are words for.
    static func preferred(_ header: String?) -> String {
        let wanted = (header ?? "").split(separator: ",").prefix(20).map { part -> (tag: String, weight: Double) in
            let pieces = part.split(separator: ";")
            let tag = pieces.first.map { $0.filter { $0 != " " }.prefix(2).lowercased() } ?? ""
            let weight = pieces.dropFirst().first.flatMap { Double($0.filter { $0 != " " }.dropFirst(2)) } ?? 1
            return (tag, weight)
        }
        return wanted.filter { languages.contains($0.tag) }.max { $0.weight < $1.weight }?.tag ?? "en"
    }
}
