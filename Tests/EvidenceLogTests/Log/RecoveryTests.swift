import Daylight
import Glibc
import Testing

@testable import EvidenceLog

@Suite struct RecoveryTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/log" }
    private var directory: LogDirectory { LogDirectory(path: path) }

    init() throws { folder = try TemporaryFolder() }

    private func make() throws -> DurableLog {
        var random = SeededGenerator(1)
        return try DurableLog.create(at: path, origin: Samples.origin, random: &random)
    }

    private func entry(_ number: Int) -> [UInt8] { Array("entry \(number)".utf8) }

    private func put(_ file: String, _ bytes: some Collection<UInt8>) throws {
        try Disk.replace(file, temporary: directory.temporary, Array(bytes), isDurable: false)
    }

    /// A closed log of three batches, and the checkpoint and journal before the last one.
    private func threeBatches() async throws -> (before: Checkpoint, after: Checkpoint, journal: [UInt8], cut: Int) {
        let log = try make()
        _ = try await log.append(entry(0))
        _ = try await log.append(entry(1))
        let before = log.checkpoint()
        let cut = try Disk.read(directory.journal).count
        _ = try await log.append(entry(2))
        let after = log.checkpoint()
        log.close()
        return (before, after, try Disk.read(directory.journal), cut)
    }

    @Test("a last record cut at any byte is dropped, and the log goes on from the head before it")
    func tornTail() async throws {
        let (before, _, journal, cut) = try await threeBatches()
        for length in cut..<journal.count {
            try put(directory.journal, journal[..<length])
            try put(directory.checkpoint, before.note)
            let log = try DurableLog.open(at: path)
            #expect(log.checkpoint() == before, "cut at byte \(length)")
            log.close()
            #expect(try Disk.read(directory.journal).count == cut)
        }
        let log = try DurableLog.open(at: path)
        #expect(try await log.append(entry(2)).index == 2)
    }

    @Test("a last record with any byte changed is dropped while nothing of it was published", arguments: [1, 2])
    func garbledTail(stride step: Int) async throws {
        let (before, _, journal, cut) = try await threeBatches()
        for position in stride(from: cut + step, to: journal.count, by: 9) {
            var changed = journal
            changed[position] ^= 0x41
            try put(directory.journal, changed)
            try put(directory.checkpoint, before.note)
            let log = try DurableLog.open(at: path)
            #expect(log.checkpoint() == before, "byte \(position)")
            log.close()
        }
    }

    @Test("a batch that was flushed but not published is published on opening, under the very same checkpoint")
    func flushedButNotPublished() async throws {
        let (before, after, _, _) = try await threeBatches()
        try put(directory.checkpoint, before.note)
        unlink(directory.file(TilePath(.entries, 0, width: 3)))
        let log = try DurableLog.open(at: path)
        #expect(log.checkpoint() == after)
        #expect(try Disk.read(directory.checkpoint) == after.note)
        #expect(try await log.append(entry(2)).isDuplicate)
    }

    @Test("a journal shorter than what was published is damage, and nothing is touched")
    func lostTail() async throws {
        let (_, after, journal, cut) = try await threeBatches()
        for length in [0, cut / 2, cut, cut + 10, journal.count - 1] {
            try put(directory.journal, journal[..<length])
            #expect(throws: LogError.self) { try DurableLog.open(at: path) }
            #expect(try Disk.read(directory.journal) == Array(journal[..<length]))
            #expect(try Disk.read(directory.checkpoint) == after.note)
        }
    }

    @Test("a changed byte before the last record is damage")
    func damage() async throws {
        let (_, _, journal, cut) = try await threeBatches()
        for position in stride(from: 0, to: cut, by: 11) {
            var changed = journal
            changed[position] ^= 1
            try put(directory.journal, changed)
            #expect(throws: LogError.self, "byte \(position)") { try DurableLog.open(at: path) }
            #expect(try Disk.read(directory.journal) == changed)
        }
    }

    @Test("a checkpoint of another tree, of another key, or none at all is damage")
    func otherCheckpoint() async throws {
        let (_, after, _, _) = try await threeBatches()
        let key = try NoteKey(parsing: Disk.read(directory.key))
        let other = try #require(Checkpoint(origin: Samples.origin, size: 3, root: Digest(of: [1]), key: key))
        try put(directory.checkpoint, other.note)
        #expect(throws: LogError.self) { try DurableLog.open(at: path) }
        let stranger = try Samples.noteKey(Samples.origin, 1, seed: 0)
        let forged = try #require(Checkpoint(origin: Samples.origin, size: 3, root: after.root, key: stranger))
        try put(directory.checkpoint, forged.note)
        #expect(throws: LogError.self) { try DurableLog.open(at: path) }
        unlink(directory.checkpoint)
        #expect(throws: LogError.missing(path: directory.checkpoint)) { try DurableLog.open(at: path) }
    }

    @Test("tiles that were lost or spoilt are made again, also the partial ones of every published size")
    func tiles() async throws {
        let log = try make()
        for number in 0..<3 { _ = try await log.append(entry(number)) }
        let paths = (1...3).flatMap { [TilePath(.hashes(0), 0, width: $0), TilePath(.entries, 0, width: $0)] }
        let contents = try paths.map { try #require(try log.tile($0)) }
        #expect(try log.tile(TilePath(.hashes(0), 0, width: 4)) == nil)
        #expect(try log.tile(TilePath(.hashes(0), 0)) == nil)
        #expect(try log.tile(TilePath(.hashes(1), 0, width: 1)) == nil)
        #expect(try log.tile(TilePath(.hashes(0), UInt64(Int64.max), width: 1)) == nil)
        log.close()
        unlink(directory.file(paths[0]))
        unlink(directory.file(paths[3]))
        try put(directory.file(paths[4]), [1, 2, 3])
        try put(directory.file(paths[5]), [UInt8]())
        let again = try DurableLog.open(at: path)
        #expect(try paths.map { try again.tile($0) } == contents)
    }

    @Test("partial tiles stay until the full tile and the one after it are there")
    func clearing() async throws {
        let log = try make()
        let partial = TilePath(.entries, 0, width: 1)
        _ = try await log.append(entry(0))
        try await fill(log, 1..<300)
        #expect(try log.tile(partial) != nil)
        #expect(try log.tile(partial.full)?.isEmpty == false)
        #expect(try log.tile(TilePath(.hashes(1), 0, width: 1))?.count == 32)
        try await fill(log, 300..<600)
        #expect(try log.tile(partial) == nil)
        #expect(try log.tile(TilePath(.hashes(0), 0, width: 1)) == nil)
        #expect(try log.tile(TilePath(.hashes(0), 1))?.count == 8192)
        log.close()
        let again = try DurableLog.open(at: path)
        #expect(again.checkpoint() == log.checkpoint())
        #expect(try again.entry(at: 0) == entry(0))
    }

    private func fill(_ log: DurableLog, _ numbers: Range<Int>) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in numbers { group.addTask { _ = try await log.append(entry(number)) } }
            try await group.waitForAll()
        }
    }

    @Test("damage before the last record is damage, whatever part of a record it hits, and nothing is cut")
    func damagedMiddle() async throws {
        let (_, _, journal, cut) = try await threeBatches()
        var random = SeededGenerator(4)
        for position in stride(from: 1, to: cut, by: 7) {
            var changed = journal
            changed[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            try put(directory.journal, changed)
            #expect(throws: LogError.self, "byte \(position)") { try DurableLog.open(at: path) }
            #expect(try Disk.read(directory.journal) == changed)
        }
    }

    @Test("another log's journal is refused before any published tile is touched")
    func foreignJournal() async throws {
        let log = try make()
        for number in 0..<300 { _ = try await log.append(entry(number)) }
        log.close()
        let bundle = directory.file(TilePath(.entries, 0))
        let published = try Disk.read(bundle)
        var random = SeededGenerator(1)
        let other = try DurableLog.create(at: folder.path + "/other", origin: Samples.origin, random: &random)
        for number in 1000..<1300 { _ = try await other.append(entry(number)) }
        other.close()
        try put(directory.journal, try Disk.read(folder.path + "/other/journal"))
        #expect(throws: LogError.self) { try DurableLog.open(at: path) }
        #expect(try Disk.read(bundle) == published)
    }

    @Test("a place named with a slash at the end is the same place, and a retired log stays retired")
    func places() async throws {
        var random = SeededGenerator(1)
        let log = try DurableLog.create(at: path + "/", origin: Samples.origin, random: &random)
        #expect(try log.retire().settings.isRetired)
        try DurableLog.admit([Samples.signer().signerKey], at: path)
        let retired = try DurableLog.open(at: path)
        guard case .readOnly = retired.refusal() else {
            Issue.record("a retired log takes more")
            return
        }
        await #expect(throws: LogError.self) { try await retired.append(entry(0)) }
    }
}
