import Daylight
import Sponsorship

/// Reads what was typed into a form, field by field, and keeps it together with what is wrong.
struct FormReading {
    private let form: FormFields
    private(set) var filled = Filled()

    init(_ form: FormFields) {
        self.form = form
        for field in form.fields where field.name != FormToken.field { filled.values[field.name] = field.value }
    }

    var isRight: Bool { filled.problems.isEmpty }

    mutating func refuse(_ name: String, _ problem: DutyPhrase) { filled.problems[name] = filled.problems[name] ?? problem }

    /// A text without blanks at its ends; `nil` when there is none.
    ///
    /// - Parameters:
    ///   - limit: in Unicode scalars.
    ///   - mayBreak: whether it may have several lines.
    mutating func optional(_ name: String, limit: Int, mayBreak: Bool = false) -> String? {
        let text = Self.trimmed(form[name] ?? "")
        guard !text.isEmpty else { return nil }
        if text.unicodeScalars.count > limit { refuse(name, .tooLong) }
        if PublicText.fault(in: text, mayBreak: mayBreak) != nil { refuse(name, .control) }
        return text
    }

    /// The same for a text that must be there.
    mutating func text(_ name: String, limit: Int, mayBreak: Bool = false) -> String {
        let text = optional(name, limit: limit, mayBreak: mayBreak)
        if text == nil { refuse(name, .missing) }
        return text ?? ""
    }

    mutating func choice<Choice: RawRepresentable<String>>(_ name: String, _ type: Choice.Type) -> Choice? {
        let choice = form[name].flatMap { Choice(rawValue: $0) }
        if choice == nil { refuse(name, .missing) }
        return choice
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}

extension Zone {
    /// What a clock in the zone shows as `2026-05-20T08:15`; of a time that comes twice the first.
    func instant(local text: String) -> Timestamp? {
        guard text.utf8.count == 16, let clock = Timestamp(iso8601: "\(text):00Z") else { return nil }
        let first = Timestamp(seconds: clock.seconds - offset(at: Timestamp(seconds: clock.seconds - 86_400)))
        let second = Timestamp(seconds: clock.seconds - offset(at: first))
        return self.text(first).hasPrefix(text) ? first : second
    }

    /// The other way round.
    func local(_ instant: Timestamp) -> String { String(text(instant).prefix(16)) }
}

/// A list that can be taken away as CSV or JSON.
struct DutyTable: Sendable {
    let name: String
    let columns: [String]
    var rows: [[JSONValue]] = []

    var csv: Reply {
        var table = CommaSeparated(columns: columns)
        for row in rows { table.append(row.map(Self.cell)) }
        return Self.personal(.download(table.bytes, type: MediaTypeText.csv, name: "\(name).csv"))
    }

    var json: Reply {
        let items = rows.map { row in
            var object = JSONObject()
            for (column, value) in zip(columns, row) { object[column] = value }
            return JSONValue.object(object)
        }
        return Self.personal(.json(["items": .array(items)]))
    }

    private static func cell(_ value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .string(let text): text
        default: CanonicalJSON.line(value)
        }
    }

    /// May hold what only this visitor is shown.
    static func personal(_ reply: Reply) -> Reply {
        var reply = reply
        reply.caching = .never
        return reply
    }
}
