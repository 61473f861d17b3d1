import Daylight

@testable import Storage

/// A small generator of pseudo-random numbers (SplitMix64), so that a failing case can be run again.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Values that tests store.
enum Sample {
    static func digest(_ text: String) -> Digest { Digest(of: text.utf8) }

    static func time(_ seconds: Int64) -> Timestamp { Timestamp(seconds: 1_800_000_000 + seconds) }

    static func dataset(_ name: String = "posts.csv", imported: Int64 = 0) -> Dataset {
        Dataset(
            name: name, sha256: digest(name), rows: 3, badRows: 1, duplicateRows: 2, accounts: 2, firstShare: time(1),
            lastShare: time(9), imported: time(imported), windowMilliseconds: 60_000, engine: "daylight 1")
    }

    static func share(_ account: String, _ object: String, _ seconds: Int64, content: String = "c") -> Share {
        Share(object: object, account: account, content: content, time: time(seconds))
    }

    static func finding(
        _ name: String, subjects: [String] = ["anna"], question: Question = .isItARealPerson, created: Int64 = 0,
        summary: String? = nil
    ) throws -> Finding {
        Finding(
            question: question, kind: "coordination", subjects: try subjects.map { try Subject(.account, $0) },
            summary: summary ?? "Accounts of \(name) act together.", evidence: Array("{\"name\":\"\(name)\"}".utf8),
            created: time(created))
    }

    static func statement(_ name: String) -> NewStatement {
        NewStatement(envelope: Array("{\"payload\":\"\(name)\"}".utf8), predicateType: "p/v1", title: name, created: time(5))
    }

    /// The log that every new store has.
    static let firstLog = LogRecord(id: LogRecord.ID(rawValue: 1), origin: nil, first: 0)

    static func logged(_ index: UInt64) -> StatementRecord.Logged {
        StatementRecord.Logged(
            log: firstLog, index: index, leafHash: digest("leaf \(index)"), receipt: "{\"index\":\(index)}")
    }
}

extension Store {
    /// Imports batches that are at hand.
    @discardableResult
    func importBatches(
        _ dataset: Dataset = Sample.dataset(), _ batches: [[Share]] = [], findings: [Finding] = [],
        statement: NewStatement? = nil
    ) async throws -> ImportOutcome {
        var rest = batches.makeIterator()
        return try await importDataset(dataset, shares: { rest.next() }, findings: findings, statement: statement)
    }

    /// Decides on a finding with a salt made of one byte.
    @discardableResult
    func decide(
        _ finding: Finding.ID, _ verdict: Verdict, salt: UInt8, reasons: String = "They post as one.", decided: Int64 = 100
    ) async throws -> Decision {
        let salt = [UInt8](repeating: salt, count: Commitment.saltByteCount)
        let message = Array(reasons.utf8)
        return try await recordDecision(
            finding: finding, verdict: verdict, reasons: reasons, reviewer: "rita", decided: Sample.time(decided), salt: salt,
            message: message, commitment: Commitment(salt: salt, message: message).digest,
            statement: Sample.statement("decision"))
    }

    /// Walks a list to its end in pages.
    func all<Item>(
        _ page: (Cursor?) async throws -> Page<Item>
    ) async throws -> [Item] {
        var items: [Item] = []
        var cursor: Cursor?
        repeat {
            let next = try await page(cursor)
            items += next.items
            cursor = try next.next.map { try Cursor(parsing: $0.text) }
        } while cursor != nil
        return items
    }
}
