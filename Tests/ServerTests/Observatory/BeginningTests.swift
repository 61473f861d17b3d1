import Daylight
import EvidenceLog
import FoundationEssentials
import Storage
import Testing

@testable import Server

/// Ending a server's log and beginning the next.
@Suite struct BeginningTests {
    private let directory: TemporaryDirectory
    private let finding: Finding
    private let next: LogName

    init() async throws {
        directory = try TemporaryDirectory()
        finding = try Sample.finding()
        next = try #require(LogName("2027"))
    }

    private var path: String { "\(directory.path)/data" }

    private func open() async throws -> Observatory {
        try await Observatory.open(
            ObservatoryConfiguration(dataDirectory: path, host: "votes.example"), now: TestClock.start, entropy: .seeded(1))
    }

    private func decide(_ observatory: Observatory) async throws -> StatementRecord {
        try await observatory.decide(
            finding: finding.id, verdict: .organic, reasons: try DecisionReasons("They are friends."), by: "ann",
            now: TestClock.start
        ).statement
    }

    /// An observatory with one decision in its first log.
    private func started() async throws -> Observatory {
        let observatory = try await open()
        _ = try await observatory.store.importDataset(
            Sample.dataset(), shares: { nil }, findings: [finding], statement: nil)
        _ = try await decide(observatory)
        return observatory
    }

    private func verify(_ statement: StatementRecord, in log: LogVolume) throws -> ReceiptVerdict {
        let policy = try TrustPolicy(parsing: Array(log.settings.readersPolicy.utf8))
        return try Receipt(parsing: Array((statement.logged?.receipt ?? "").utf8)).verify(policy: policy)
    }

    @Test("statements go into the new log and are numbered on; receipts of both verify, each under its own log's policy")
    func begun() async throws {
        let first = try await started()
        let (ended, begun) = try await first.beginLog(next)
        await first.close()
        #expect(ended.settings.origin == "votes.example/log/2026" && ended.checkpoint.size == 1 && ended.settings.isRetired)
        #expect(begun.settings.origin == "votes.example/log/2027" && begun.checkpoint.size == 0)
        #expect(begun.settings.verifierKey.publicKey != ended.settings.verifierKey.publicKey)
        #expect(begun.settings.signers == ended.settings.signers)

        let second = try await open()
        let late = try await decide(second)
        #expect(late.logged?.index == 0 && late.logged?.number == 1)
        #expect(late.logged?.log.origin == "votes.example/log/2027")
        let early = try #require(try await second.store.statement(numbered: 0))
        #expect(try verify(early, in: second.logs[0]).ok && verify(late, in: second.logs[1]).ok)
        #expect(try !verify(early, in: second.logs[1]).ok && !verify(late, in: second.logs[0]).ok)
        let both = try TrustPolicy(parsing: Array(second.policy().utf8))
        for statement in [early, late] {
            #expect(try Receipt(parsing: Array((statement.logged?.receipt ?? "").utf8)).verify(policy: both).ok)
        }
        #expect(late.corrects == 0)
        #expect(try await second.store.standings(ofStatements: [0, 1]) == [0: .corrected(by: [1], latest: [1]), 1: .current])
        let card = try await second.ask(finding.subjects[0])
        #expect(card.answers.flatMap(\.evidence).map(\.label).contains("Receipt of statement 1, still current"))
        await second.close()
        let third = try await open()
        #expect(third.logs.map(\.settings.origin) == ["votes.example/log/2026", "votes.example/log/2027"])
        #expect(third.entryCount == 2)
        await third.close()
    }

    @Test("a log that was ended and not yet followed keeps statements waiting, and beginning goes on from there")
    func interruptedBeforeMaking() async throws {
        let first = try await started()
        _ = try first.log.retire()
        await first.close()
        let between = try await open()
        let waiting = try await decide(between)
        #expect(waiting.logged == nil)
        _ = try await between.beginLog(next)
        await between.close()
        let after = try await open()
        let logged = try #require(try await after.store.statement(waiting.id))
        #expect(logged.logged?.number == 1 && logged.logged?.log.origin == "votes.example/log/2027")
        #expect(logged.corrects == 0)
        await after.close()
    }

    @Test("a log that was made and that the store does not know is taken when it is begun again")
    func interruptedBeforeStoring() async throws {
        let first = try await started()
        _ = try first.log.retire()
        var random = SystemRandomNumberGenerator()
        let made = try DurableLog.create(
            at: "\(path)/logs/2027", origin: "votes.example/log/2027", signers: [first.signer.signerKey], random: &random)
        made.close()
        await first.close()
        let between = try await open()
        #expect(between.log.origin == "votes.example/log/2026")
        let (_, begun) = try await between.beginLog(next)
        #expect(begun.settings.verifierKey == made.verifierKey)
        await between.close()
        let after = try await open()
        #expect(try await decide(after).logged?.number == 1)
        await after.close()
    }

    @Test("a name is used once, and a log elsewhere under it is left alone")
    func names() async throws {
        let first = try await started()
        let name = try #require(LogName("2026"))
        await #expect(throws: ObservatoryError.logNameUsed(name)) { _ = try await first.beginLog(name) }
        var random = SystemRandomNumberGenerator()
        try DurableLog.create(at: "\(path)/logs/2027", origin: "else.example/log/2027", random: &random).close()
        await #expect(throws: ObservatoryError.logNameUsed(next)) { _ = try await first.beginLog(next) }
        #expect(try await first.store.logs().count == 1)
        #expect(try await decide(first).logged?.number == 1)
        await first.close()
    }

    @Test("without one of its logs, or with another in its place, an observatory does not open and makes none")
    func missing() async throws {
        let first = try await started()
        _ = try await first.beginLog(next)
        await first.close()
        for log in ["log", "logs/2027"] {
            try FileManager.default.moveItem(atPath: "\(path)/\(log)", toPath: "\(directory.path)/away")
            await #expect(throws: LogError.self) { _ = try await open() }
            #expect(!FileManager.default.fileExists(atPath: "\(path)/\(log)"))
            var random = SystemRandomNumberGenerator()
            try DurableLog.create(at: "\(path)/\(log)", origin: "else.example/log/2025", random: &random).close()
            await #expect {
                _ = try await open()
            } throws: {
                "\($0)".contains("it is else.example/log/2025")
            }
            try FileManager.default.removeItem(atPath: "\(path)/\(log)")
            try FileManager.default.moveItem(atPath: "\(directory.path)/away", toPath: "\(path)/\(log)")
        }
        await (try open()).close()
    }

    @Test(
        "a log is called after a year, and a word where one year has several",
        arguments: [
            ("2027", true), ("2029-runoff", true), ("2029-1", true), ("", false), ("207", false), ("20271", false),
            ("2027-", false), ("2027-Runoff", false), ("2027/1", false), ("tile", false), ("2027-\u{FF11}", false),
            ("2027-" + String(repeating: "a", count: 60), false), ("..", false),
        ])
    func spelling(text: String, isName: Bool) { #expect((LogName(text) != nil) == isName) }
}
