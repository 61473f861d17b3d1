import Daylight

/// What was typed into the form so far, by the name of the field. Nothing is trimmed or corrected.
struct NoticeAnswers: Hashable, Sendable {
    private(set) var values: [String: String] = [:]

    subscript(_ name: String) -> String? {
        get { values[name].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 } }
        set { values[name] = newValue }
    }

    init() {}

    /// Reads a stored draft.
    init(json bytes: [UInt8]) throws(InputError) {
        for member in try JSONParser.parse(bytes).objectValue?.members ?? [] { values[member.name] = member.value.stringValue }
    }

    /// The draft as it is stored.
    var json: [UInt8] {
        var object = JSONObject()
        for name in values.keys.sorted() { object[name] = values[name].map { .string($0) } }
        return Array(CanonicalJSON.line(.object(object)).utf8)
    }

    /// Takes over what a page of the form sent; a choice that was not made takes an earlier one away.
    ///
    /// - Returns: the fields whose answers are too long and were cut.
    mutating func take(_ form: FormFields, for question: NoticeQuestion) -> [NoticeField] {
        var cut: [NoticeField] = []
        for field in question.fields {
            var text = form[field.name] ?? ""
            if text.utf8.count > NoticeField.byteLimit {
                cut.append(field)
                text = String(text.prefix(NoticeField.byteLimit / 4))
            }
            values[field.name] = text
        }
        return cut
    }

    /// Names one more creative of the ad, in a line of its own.
    mutating func add(_ creative: Digest) {
        let named = self[NoticeField.creatives] ?? ""
        guard !named.lowercased().contains(creative.hex) else { return }
        self[NoticeField.creatives] = named.isEmpty ? creative.hex : "\(named)\n\(creative.hex)"
    }

    /// Whether nothing on the page has been answered.
    func isBlank(_ question: NoticeQuestion) -> Bool { question.fields.allSatisfy { self[$0.name] == nil } }
}
