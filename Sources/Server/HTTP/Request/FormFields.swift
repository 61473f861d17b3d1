/// Names and values of a query or an `application/x-www-form-urlencoded` body; the texts of a form with files.
struct FormFields: Sendable {
    /// What keeps a text from being read.
    enum Fault: Error, Hashable {
        case tooMany(limit: Int)
        case encoding(name: String)
        case twice(name: String)
    }

    static let countLimit = 1024

    private(set) var fields: [(name: String, value: String)] = []

    static let none = FormFields()

    private init() {}

    /// Reads `a=1&b=2`; empty pairs are skipped.
    ///
    /// - Parameter mayRepeat: names that may stand there more than once; any other is refused the second time.
    init(_ text: some StringProtocol, mayRepeat: Set<String> = []) throws(Fault) {
        for pair in text.split(separator: "&") {
            guard fields.count < Self.countLimit else { throw .tooMany(limit: Self.countLimit) }
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(parts[0], plusIsSpace: true),
                let value = PercentEncoding.decode(parts.count > 1 ? parts[1] : "", plusIsSpace: true)
            else { throw .encoding(name: String(parts[0].prefix(40))) }
            guard mayRepeat.contains(name) || self[name] == nil else { throw .twice(name: name) }
            fields.append((name, value))
        }
    }

    /// The fields of a form with files, each name once.
    init(_ parts: [(name: String, value: String)]) throws(Fault) {
        for part in parts {
            guard self[part.name] == nil else { throw .twice(name: String(part.name.prefix(40))) }
            fields.append(part)
        }
    }

    /// The value of a field, compared byte by byte with the name.
    subscript(_ name: String) -> String? {
        fields.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    /// All values of a field that may repeat.
    func values(of name: String) -> [String] {
        fields.filter { $0.name.utf8.elementsEqual(name.utf8) }.map(\.value)
    }

    /// `a=1&b=2` again, with one field set anew or left out.
    func query(setting name: String, to value: String?) -> String {
        var pairs = fields.filter { $0.name != name }
        if let value { pairs.append((name, value)) }
        return Self.text(pairs)
    }

    static func text(_ pairs: [(name: String, value: String)]) -> String {
        pairs.map { "\(PercentEncoding.query($0.name))=\(PercentEncoding.query($0.value))" }.joined(separator: "&")
    }
}
