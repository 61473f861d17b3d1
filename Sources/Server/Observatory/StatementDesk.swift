public import Daylight
import EvidenceLog
public import Storage

/// Looks statements up and erases the words behind them. Needs the store alone, so it works while a server runs.
public struct StatementDesk: Sendable {
    /// A logged statement in short.
    public struct Entry: Hashable, Sendable {
        public let index: UInt64
        public let title: String
        public let predicateType: String
        public let created: Timestamp
        /// Whether it is the last word.
        public let standing: StatementStanding
        /// The statement that it corrects.
        public let supersedes: StatementReference?
        let commitment: Digest?
    }

    private let store: Store

    public init(store: Store) { self.store = store }

    /// The statement at a place of the log.
    ///
    /// - Throws: ``ObservatoryError`` noStatement, or an error of the store.
    public func statement(at index: UInt64) async throws -> Entry {
        guard let record = try await store.statement(atIndex: index) else { throw ObservatoryError.noStatement(index) }
        let payload = try JSONParser.parse(Envelope(parsing: record.envelope).payload)
        return Entry(
            index: index, title: record.title, predicateType: record.predicateType, created: record.created,
            standing: try await store.standing(ofStatementAt: index), supersedes: record.supersedes,
            commitment: payload["predicate"]?["commitment"]?.stringValue.flatMap { Digest(hex: $0) })
    }

    /// Erases salt and words behind a commitment, everywhere in the store.
    ///
    /// - Returns: whether there was anything left to erase.
    /// - Throws: ``ObservatoryError`` noStatement, or wordsOnTheLog for a statement that says everything in the clear, or
    ///   an error of the store.
    public func eraseWords(at index: UInt64) async throws -> Bool {
        guard let commitment = try await statement(at: index).commitment else { throw ObservatoryError.wordsOnTheLog(index) }
        return try await store.erasePrivateBody(commitment)
    }
}

extension StatementDesk.Entry {
    /// For people.
    public var text: String {
        var lines = ["Statement \(index): \(title)", "  \(standing.phrase)"]
        if let supersedes { lines.append("  corrects statement \(supersedes.index)") }
        lines += ["  made \(created)", "  \(predicateType)"]
        return lines.joined(separator: "\n")
    }

    /// For programs.
    public var json: JSONValue {
        var later: [UInt64] = []
        var latest: [UInt64] = []
        if case .corrected(let by, let ends) = standing { (later, latest) = (by, ends) }
        return [
            "index": .integer(index), "title": .string(title), "predicateType": .string(predicateType),
            "created": .string(created.description), "current": .bool(standing.isCurrent),
            "supersedes": supersedes.map { .integer($0.index) } ?? .null,
            "supersededBy": .array(later.map { .integer($0) }), "latest": .array(latest.map { .integer($0) }),
        ]
    }
}
