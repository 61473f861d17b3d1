import Daylight
import Glibc
import Testing

@testable import EvidenceLog

@Suite struct AuditTests {
    private let folder: TemporaryFolder
    private let key: NoteKey
    private var path: String { folder.path + "/log" }

    /// A log of 70,000 entries as the reference's worked example has it: three levels of tiles, partial ones on each.
    init() async throws {
        folder = try TemporaryFolder()
        key = try Samples.noteKey(Samples.origin, 1, seed: 0)
        var random = SeededGenerator(1)
        let log = try DurableLog.create(at: folder.path + "/log", origin: Samples.origin, key: key, random: &random)
        let count = 70_000
        let done = Monitor(0)
        for number in 0..<count {
            if number % 1000 == 0 { done.wait { $0 > number - 20_000 ? () : nil } }
            log.submit(raw: Array(String(number).utf8)) { _ in done.withLock { $0 += 1 } }
        }
        done.wait { $0 == count ? () : nil }
        log.close()
    }

    private func audit(statements: Bool = false) throws -> Checkpoint {
        try LogAudit(of: LogFolder(at: path), key: key.verifierKey, checksStatements: statements).run(workers: 2)
    }

    private func fault(_ change: () throws -> Void) throws -> String? {
        try change()
        do {
            _ = try audit()
            return nil
        } catch let fault as LogAudit.Fault {
            return fault.path
        }
    }

    /// Changes one file, audits, and puts the file back.
    private func fault(in file: String, _ change: ([UInt8]) -> [UInt8]?) throws -> String? {
        let whole = "\(path)/\(file)"
        let bytes = try Disk.read(whole)
        defer { try? Disk.replace(whole, temporary: whole + ".new", bytes, isDurable: false) }
        return try fault {
            unlink(whole)
            if let changed = change(bytes) { try Disk.create(whole, changed) }
        }
    }

    @Test("a sound log is derived anew, and any one fault is named by the file it is in")
    func faults() throws {
        let head = try audit()
        #expect(head.size == 70_000)
        #expect(head.root.hex == "1a4cdfcb66374a0c0dcbef49acbd4976d13ee864fb3cb241fc943cad04f02f7e")
        func flipped(_ place: Int) -> ([UInt8]) -> [UInt8] {
            { bytes in
                var bytes = bytes
                bytes[place < 0 ? bytes.count + place : place] ^= 1
                return bytes
            }
        }
        // A changed entry, the last byte of a bundle; a changed hash on each level; lengths; what is missing.
        for file in [
            "tile/entries/000", "tile/entries/272", "tile/entries/273.p/112", "tile/0/000", "tile/0/273.p/112", "tile/1/000",
            "tile/1/001.p/17", "tile/2/000.p/1",
        ] {
            #expect(try fault(in: file, flipped(-1)) == file)
            #expect(try fault(in: file) { _ in nil } == file)
            #expect(try fault(in: file) { $0 + [0] } == file)
            #expect(try fault(in: file) { $0.dropLast() } == file)
        }
        #expect(try fault(in: "tile/entries/005", flipped(1)) == "tile/entries/005")
        #expect(try fault(in: "checkpoint", flipped(0)) == "checkpoint")
        #expect(try fault(in: "checkpoint") { $0.dropLast(2) } == "checkpoint")
        #expect(throws: LogError.missing(path: "checkpoint")) { try fault(in: "checkpoint") { _ in nil } }
        _ = try audit()
    }

    @Test("a checkpoint over another root is at fault itself; a tile that leads nowhere is, too")
    func roots() throws {
        let other = try #require(Checkpoint(origin: Samples.origin, size: 70_000, root: Merkle.leafHash(of: []), key: key))
        #expect(try fault(in: "checkpoint") { _ in other.note } == "checkpoint")
        let smaller = try #require(Checkpoint(origin: Samples.origin, size: 69_999, root: Merkle.leafHash(of: []), key: key))
        #expect(try fault(in: "checkpoint") { _ in smaller.note } != nil)
    }

    @Test("entries that are no envelopes are sound, unless statements are asked for")
    func statements() throws {
        #expect(throws: LogAudit.Fault.self) { try audit(statements: true) }
    }

    @Test("an audit that another key should have signed fails at the checkpoint")
    func otherKey() throws {
        let stranger = try VerifierKey(parsing: Samples.strangeKey)
        do {
            _ = try LogAudit(of: LogFolder(at: path), key: stranger).run(workers: 1)
            Issue.record("a strange key was accepted")
        } catch let fault as LogAudit.Fault {
            #expect(fault.path == "checkpoint")
        }
    }

    @Test("readers are served what the published size asks for, and nothing beyond")
    func served() throws {
        let log = try ServedLog(at: path)
        for sound in ["tile/0/000", "tile/0/273.p/112", "tile/entries/273.p/112", "tile/2/000.p/1", "tile/1/001.p/17"] {
            let path = try TilePath(parsing: sound)
            #expect(try log.tile(path) != nil, "\(sound)")
        }
        for absent in ["tile/0/273", "tile/0/273.p/113", "tile/0/274.p/1", "tile/3/000.p/1", "tile/9/000", "tile/entries/274"] {
            let path = try TilePath(parsing: absent)
            #expect(try log.tile(path) == nil, "\(absent)")
        }
    }
}
