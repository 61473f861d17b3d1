import Daylight

/// Words, numbers and dates as the reader's language writes them. English for now.
struct Words: Sendable {
    let messages: Messages

    init(messages: Messages) { self.messages = messages }

    /// A phrase with `{name}` replaced by the argument of that name.
    ///
    /// A phrase the catalogue lacks is shown as its key; a test walks every ``Phrase``.
    func callAsFunction(_ phrase: Phrase, _ arguments: [String: String] = [:]) -> String {
        fill(messages[phrase.rawValue] ?? phrase.rawValue, arguments)
    }

    /// A counted phrase, for instance `1 account` and `5 accounts`: `{n}` is the number, the forms are `KEY.one` and `KEY.other`.
    func count(_ phrase: CountedPhrase, _ number: Int) -> String {
        let key = "\(phrase.rawValue).\(number == 1 ? "one" : "other")"
        return fill(messages[key] ?? key, ["n": self.number(number)])
    }

    /// A text with `{name}` replaced by the argument of that name.
    func fill(_ text: String, _ arguments: [String: String]) -> String {
        var output = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            output += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            output += arguments[name] ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return output + rest
    }

    /// A whole number with a comma between thousands.
    func number(_ value: some BinaryInteger) -> String {
        let digits = String(value.magnitude)
        var output = value < 0 ? "−" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { output += "," }
            output.append(digit)
        }
        return output
    }

    /// `23 Nov 2026, 08:00 UTC`.
    func moment(_ time: Timestamp) -> String {
        let (date, clock) = parts(time)
        return "\(date.day) \(month(date, .monthsShort)) \(date.year), \(clock) UTC"
    }

    /// `23 November 2026`.
    func day(_ date: CivilDate) -> String {
        "\(date.day) \(month(date, .months)) \(date.year)"
    }

    private func month(_ date: CivilDate, _ names: Phrase) -> String {
        let months = self(names).split(separator: " ")
        return months.count == 12 ? String(months[Int(date.month) - 1]) : String(date.month)
    }

    /// `23 November 2026`, the day in UTC.
    func day(_ time: Timestamp) -> String { day(parts(time).date) }

    private func parts(_ time: Timestamp) -> (date: CivilDate, clock: String) {
        let days = Int64((Double(time.seconds) / 86_400).rounded(.down))
        let text = time.description
        return (CivilDate(daysSinceEpoch: days), String(text.dropFirst(11).prefix(5)))
    }
}
