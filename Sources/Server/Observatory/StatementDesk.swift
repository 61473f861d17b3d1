public import Daylight
import EvidenceLog
public import Storage

/// Looks statements up and erases the words behind them. Needs the store alone, so it works while a server runs.
public struct StatementDesk: Sendable {
    /// A logged statement in short.
    public struct Entry: Hashable, Sendable {
        /// Numbers run on through all logs.
        public let number: UInt64
        /// The log that it is in, by origin; `nil` until a server has told the store what its first log is called.
        public let log: String?
        /// Its place in that log.
        public let index: UInt64
        public let title: String
        public let predicateType: String
        public let created: Timestamp
        /// Whether it is the last word.
        public let standing: StatementStanding
        /// The number of the statement that it corrects.
        public let corrects: UInt64?
        let commitment: Digest?
    }

    private let store: Store

    public init(store: Store) { self.store = store }

    /// The logged statement of a number.
    ///
    /// - Throws: ``ObservatoryError`` noStatement, or an error of the store.
    public func statement(_ number: UInt64) async throws -> Entry {
        guard let record = try await store.statement(numbered: number), let logged = record.logged else {
            throw ObservatoryError.noStatement(number)
        }
        let payload = try JSONParser.parse(Envelope(parsing: record.envelope).payload)
        return Entry(
            number: number, log: logged.log.origin, index: logged.index, title: record.title, predicateType: record.predicateType,
            created: record.created, standing: try await store.standing(ofStatement: number), corrects: record.corrects,
            commitment: payload["predicate"]?["commitment"]?.stringValue.flatMap { Digest(hex: $0) })
    }

    /// Erases salt and words behind a commitment, everywhere in the store; of a review on the sounding board also those of the
    /// reviews that it replaces.
    ///
    /// - Returns: whether there was anything left to erase.
    /// - Throws: ``ObservatoryError`` noStatement, or wordsOnTheLog for a statement that says everything in the clear, or
    ///   an error of the store.
    public func eraseWords(of number: UInt64) async throws -> Bool {
        let entry = try await statement(number)
        guard let commitment = entry.commitment else { throw ObservatoryError.wordsOnTheLog(number) }
        var isErased = try await store.erasePrivateBody(commitment)
        var earlier = entry.predicateType == PredicateType.boardReviewGiven.uri ? entry.corrects : nil
        while let number = earlier {
            let replaced = try await statement(number)
            if let commitment = replaced.commitment, try await store.erasePrivateBody(commitment) { isErased = true }
            earlier = replaced.corrects
        }
        return isErased
    }
}

extension StatementDesk.Entry {
    /// For people.
    public var text: String {
        var lines = ["Statement \(number): \(title)", "  \(standing.phrase)"]
        if let corrects { lines.append("  corrects statement \(corrects)") }
        if let log { lines.append("  entry \(index) of the log \(log)") }
        lines += ["  made \(created)", "  \(predicateType)"]
        return lines.joined(separator: "\n")
    }

    /// For programs.
    public var json: JSONValue {
        var later: [UInt64] = []
        var latest: [UInt64] = []
        if case .corrected(let by, let ends) = standing { (later, latest) = (by, ends) }
        return [
            "number": .integer(number), "log": log.map { .string($0) } ?? .null, "index": .integer(index),
            "title": .string(title), "predicateType": .string(predicateType),
            "created": .string(created.description), "current": .bool(standing.isCurrent),
            "supersedes": corrects.map { .integer($0) } ?? .null,
            "supersededBy": .array(later.map { .integer($0) }), "latest": .array(latest.map { .integer($0) }),
        ]
    }
}
