import Daylight

/// What can be found by its words.
struct Document: Hashable, Sendable {
    /// Findings and decisions come before any account, however much it shared.
    private static let importantWeight: Int64 = 1 << 48
    /// Longest text kept to show a part of, in bytes.
    private static let bodyLimit = 20_000

    let kind: SearchHit.Kind
    /// Tells the documents of one kind apart.
    let key: String
    let identifier: String
    /// `nil` where the identifier is the title.
    let title: String?
    let body: String
    let words: String
    /// What comes first among equals; the number of shares of accounts and objects.
    let weight: Int64

    init(_ kind: SearchHit.Kind, named name: String, shares: Int64) {
        self.kind = kind
        key = name
        identifier = name
        title = nil
        body = ""
        words = SearchWords.of(name).joined(separator: " ")
        weight = shares
    }

    init(_ finding: Finding) {
        kind = .finding
        key = finding.id.text
        identifier = finding.id.text
        title = "\(finding.kind) \(finding.id)"
        body = Self.bounded(finding.summary)
        words = SearchWords.of("\(finding.id) \(finding.kind) \(finding.summary)").joined(separator: " ")
        weight = Self.importantWeight
    }

    init(_ decision: Decision) {
        kind = .decision
        key = String(decision.id.rawValue)
        identifier = decision.finding.text
        title = "\(decision.verdict.rawValue): \(decision.finding)"
        body = Self.bounded(decision.reasons)
        words = SearchWords.of("\(decision.finding) \(decision.verdict.rawValue) \(decision.reasons)").joined(separator: " ")
        weight = Self.importantWeight
    }

    /// The same for the same kind and key, and short however long the key is.
    static func digest(_ kind: SearchHit.Kind, key: String) -> Digest { Digest(of: Array("\(kind.rawValue)\n\(key)".utf8)) }

    private static func bounded(_ text: String) -> String {
        text.utf8.count <= bodyLimit ? text : String(text.prefix(bodyLimit / 4))
    }
}

extension Connection {
    /// Makes documents findable. For one that is there already only the weight grows.
    func add(_ documents: [Document]) throws(StoreError) {
        try insert(
            into: "documents", columns: ["document_key", "kind", "identifier", "title", "body", "words", "weight"],
            rows: documents.map { document in
                [
                    .digest(Document.digest(document.kind, key: document.key)), .text(document.kind.rawValue),
                    .opaque(document.identifier), document.title.map { .text($0) } ?? .null, .text(document.body),
                    .text(document.words), .integer(document.weight),
                ]
            },
            tail: "ON CONFLICT (document_key) DO UPDATE SET weight = documents.weight + excluded.weight")
    }

    func removeDocument(_ kind: SearchHit.Kind, key: String) throws(StoreError) {
        try execute("DELETE FROM documents WHERE document_key = ?1", [.digest(Document.digest(kind, key: key))])
    }
}
