public import Daylight

extension LibraryQuery {
    /// Reads the query of a URL, without its question mark.
    ///
    /// `q` holds words and "phrases"; each field of `LibraryField` is a parameter that may come more than once; `unknown` and
    /// `none` name fields; `from` and `to` are days; `min`, `max` and `match` an amount; `creative` is a SHA-256; `sort`,
    /// `limit`, `cursor`, `facets`, `top`, `trend` and `split` say what to answer. Empty parameters count as absent.
    ///
    /// - Throws: the first parameter that is unknown, comes twice, or has a value that it cannot have.
    public init(urlQuery: some StringProtocol) throws(InputError) {
        var seen: Set<String> = []
        var reading = Reading()
        for (name, value) in try QueryText.pairs(of: urlQuery) {
            let isNew = seen.insert(name).inserted
            do throws(InputError) {
                guard try !reading.takeRepeatable(name, value) else { continue }
                guard isNew else { throw InputError(expected: "one value", found: "another: \(value)") }
                try reading.takeSingle(name, value)
            } catch {
                throw InputError(place: error.place, field: name, expected: error.expected, found: error.found)
            }
        }
        self = try reading.finished()
    }

    /// Refuses what cannot be answered.
    func check() throws(InputError) {
        if let from, let to, to < from {
            throw InputError(field: "to", expected: "a day from \(from) on", found: "\(to)")
        }
        if (amount != nil || order == .amount) && currency == nil {
            throw InputError(
                field: "currency", expected: "one currency, as amounts in several cannot be compared", found: "none or several")
        }
        guard (1...Self.pageLimit).contains(limit) else {
            throw InputError(field: "limit", expected: "1 to \(Self.pageLimit)", found: "\(limit)")
        }
        guard (0...Self.facetLimit).contains(valuesPerFacet) else {
            throw InputError(field: "top", expected: "0 to \(Self.facetLimit)", found: "\(valuesPerFacet)")
        }
        if let cursor, cursor.query != fingerprint {
            throw InputError(field: "cursor", expected: "a cursor of this query", found: "one of another")
        }
    }
}

/// A query while its parameters are read.
private struct Reading {
    private var query = LibraryQuery()
    private var low: Decimal?
    private var high: Decimal?
    private var certainty: LibraryQuery.Certainty?
    private var split: LibraryField?

    /// Whether the parameter is one of those that may come more than once.
    mutating func takeRepeatable(_ name: String, _ value: String) throws(InputError) -> Bool {
        if let field = LibraryField(rawValue: name) {
            try add(try Self.value(value, of: field), to: field)
        } else if name == "unknown" {
            try add(.unknown, to: try Self.field(value))
        } else if name == "none" {
            guard value == LibraryField.controllingEntity.rawValue else {
                throw InputError(expected: LibraryField.controllingEntity.rawValue, found: value)
            }
            try add(.none, to: .controllingEntity)
        } else {
            return false
        }
        return true
    }

    mutating func takeSingle(_ name: String, _ value: String) throws(InputError) {
        switch name {
        case "q": query.words = try LibraryWords(value)
        case "from": query.from = try Self.day(value)
        case "to": query.to = try Self.day(value)
        case "min": low = try Self.amount(value)
        case "max": high = try Self.amount(value)
        case "match": certainty = try Self.choice(value)
        case "creative": query.creative = try Self.digest(value)
        case "sort": query.order = try Self.choice(value)
        case "limit": query.limit = try Self.number(value, 1...LibraryQuery.pageLimit)
        case "cursor": query.cursor = try LibraryCursor(value)
        case "facets": query.facets = try Self.fields(value)
        case "top": query.valuesPerFacet = try Self.number(value, 0...LibraryQuery.facetLimit)
        case "trend": query.trend = LibraryQuery.Trend(step: try Self.choice(value))
        case "split": split = try Self.field(value)
        default: throw InputError(expected: "a parameter of the library", found: name)
        }
    }

    func finished() throws(InputError) -> LibraryQuery {
        var query = query
        if low != nil || high != nil {
            guard let range = LibraryQuery.AmountRange(low: low, high: high, certainty: certainty ?? .possibly) else {
                throw InputError(field: "max", expected: "min or more", found: high?.text(minimumScale: 0) ?? "nothing")
            }
            query.amount = range
        } else if let certainty {
            throw InputError(field: "match", expected: "min or max beside it", found: certainty.rawValue)
        }
        if let split {
            guard query.trend != nil else {
                throw InputError(field: "split", expected: "trend beside it", found: split.rawValue)
            }
            query.trend?.split = split
        }
        try query.check()
        return query
    }

    private mutating func add(_ value: LibraryValue, to field: LibraryField) throws(InputError) {
        query.fields[field, default: []].insert(value)
        guard query.fields[field, default: []].count <= LibraryQuery.valueLimit else {
            throw InputError(expected: "at most \(LibraryQuery.valueLimit) values", found: "more")
        }
    }

    private static func value(_ text: String, of field: LibraryField) throws(InputError) -> LibraryValue {
        try LibraryText.check(text, field.rawValue, limit: LibraryText.nameLimit)
        guard let choices = field.choices else { return .text(text) }
        if field == .techniques, text == "unknown" { return .unknown }
        guard choices.contains(text) else {
            throw InputError(expected: choices.joined(separator: ", "), found: text)
        }
        return .text(text)
    }

    private static func field(_ text: String) throws(InputError) -> LibraryField {
        try choice(text)
    }

    private static func choice<Choice: RawRepresentable & CaseIterable>(_ text: String) throws(InputError) -> Choice
    where Choice.RawValue == String {
        guard let choice = Choice(rawValue: text) else {
            throw InputError(expected: Choice.allCases.map(\.rawValue).joined(separator: ", "), found: text)
        }
        return choice
    }

    /// Names with commas between, or `none`.
    private static func fields(_ text: String) throws(InputError) -> [LibraryField] {
        guard text != "none" else { return [] }
        var fields: [LibraryField] = []
        for name in text.split(separator: ",", omittingEmptySubsequences: false) {
            let field: LibraryField = try choice(String(name))
            guard !fields.contains(field) else { throw InputError(expected: "each field once", found: field.rawValue) }
            fields.append(field)
        }
        return fields
    }

    private static func day(_ text: String) throws(InputError) -> CivilDate {
        guard let day = CivilDate(iso8601: text) else { throw InputError(expected: "a day, YYYY-MM-DD", found: text) }
        return day
    }

    private static func amount(_ text: String) throws(InputError) -> Decimal {
        guard let amount = Decimal(text) else {
            throw InputError(expected: "an amount such as 1500 or 1500.50", found: text)
        }
        return amount
    }

    private static func digest(_ text: String) throws(InputError) -> Digest {
        guard let digest = Digest(hex: text) else {
            throw InputError(expected: "64 lower-case hexadecimal digits", found: text)
        }
        return digest
    }

    private static func number(_ text: String, _ range: ClosedRange<Int>) throws(InputError) -> Int {
        guard text.utf8.count <= 6, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
            range.contains(number)
        else { throw InputError(expected: "\(range.lowerBound) to \(range.upperBound)", found: text) }
        return number
    }
}
