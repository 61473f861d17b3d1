public import Daylight
import Glibc

/// Cosigns checkpoints of the logs it knows, each log forwards only, and remembers what it cosigned before it says so
/// (C2SP `tlog-witness`).
public final class Witness: Sendable {
    /// Most bytes of an `add-checkpoint`.
    public static let bodyLimit = 65_536

    /// What `add-checkpoint` is answered with; the numbers are those of the protocol's table of checks.
    public enum Answer: Hashable, Sendable {
        /// 200: the signature lines to put under the checkpoint.
        case cosigned([UInt8])
        /// 400: the request cannot be read, or its old size is above its checkpoint's.
        case malformed(String)
        /// 404: no log of this origin is known.
        case unknownOrigin
        /// 403: no trusted key signed, or a trusted key's line does not fit.
        case untrusted(String)
        /// 409: another size is recorded.
        case conflict(size: UInt64)
        /// 422: the checkpoint does not continue the recorded one.
        case inconsistent(String)
        /// 500: the record could not be made durable; nothing was signed.
        case failed(String)
    }

    /// Latest cosigned checkpoint of one log.
    private struct Record: Sendable {
        let size: UInt64
        let root: Digest
        let note: [UInt8]
    }

    private let key: NoteKey
    private let logs: [VerifierKey]
    private let files: WitnessFiles
    private let records: Monitor<[Digest: Record]>

    /// Opens the state in a directory, which is made if it is not there, and locks it for the life of this value.
    ///
    /// - Parameters:
    ///   - key: a key of type 0x04; its name is the witness's.
    ///   - logs: keys of type 0x01; a key's name is its log's origin, and a log may have several keys.
    /// - Throws: ``LogError/locked(path:)`` if another witness has the directory, ``LogError/input(_:)`` for keys of another
    ///   type, ``LogError/damaged(path:reason:)`` for a state that this witness did not write.
    public init(at path: String, key: NoteKey, logs: [VerifierKey]) throws(LogError) {
        guard key.verifierKey.type == .cosignature else {
            throw .input(InputError(field: "key", expected: "a key of type 04", found: "type 01"))
        }
        guard logs.allSatisfy({ $0.type == .ed25519 }) else {
            throw .input(InputError(field: "log", expected: "keys of type 01", found: "type 04"))
        }
        self.key = key
        self.logs = logs
        files = try WitnessFiles(at: path)
        var records: [Digest: Record] = [:]
        for origin in Set(logs.map { Self.identity(of: $0.name) }) {
            guard let note = try files.load(origin) else { continue }
            records[origin] = try Self.record(note, logs, key.verifierKey, path: files.file(origin))
        }
        self.records = Monitor(records)
    }

    private static func record(
        _ note: [UInt8], _ logs: [VerifierKey], _ key: VerifierKey, path: String
    ) throws(LogError) -> Record {
        do {
            let opened = try Note(parsing: note).open(with: logs + [key])
            guard opened.verified.contains(where: { $0.key == key }) else {
                throw VerificationError("this witness did not cosign it")
            }
            let checkpoint = try Checkpoint(text: opened.text, note: note)
            return Record(size: checkpoint.size, root: checkpoint.root, note: note)
        } catch {
            throw .damaged(path: path, reason: "\(error)")
        }
    }

    /// SHA-256 of an origin, the name under which its latest checkpoint is served.
    public static func identity(of origin: String) -> Digest { Digest(of: Array(origin.utf8)) }

    /// Judges one `add-checkpoint` and, when all checks pass, records and cosigns. Blocks while it writes.
    ///
    /// - Parameters:
    ///   - body: at most ``bodyLimit`` bytes; the caller refuses longer ones with 413.
    ///   - time: POSIX seconds, not 0.
    public func add(_ body: [UInt8], time: UInt64) -> Answer {
        let request: AddCheckpointRequest
        do {
            request = try AddCheckpointRequest(parsing: body)
        } catch {
            return .malformed(error.description)
        }
        let keys = logs.filter { $0.name.utf8.elementsEqual(request.body.origin.utf8) }
        guard !keys.isEmpty else { return .unknownOrigin }
        let opened: Note.Opened
        do {
            opened = try request.note.open(with: keys)
        } catch {
            return .untrusted(error.reason)
        }
        guard request.oldSize <= request.body.size else {
            return .malformed("expected an old size of at most \(request.body.size), found \(request.oldSize)")
        }
        // Checks against the record, and the record itself, in one step: a slower request must not roll it back.
        return records.withLock { records in
            let origin = Self.identity(of: request.body.origin)
            if let refusal = Self.refusal(request, recorded: records[origin]) { return refusal }
            return cosign(request, opened, time: time, origin: origin, records: &records)
        }
    }

    private static func refusal(_ request: AddCheckpointRequest, recorded: Record?) -> Answer? {
        let recordedSize = recorded?.size ?? 0
        guard request.oldSize == recordedSize else { return .conflict(size: recordedSize) }
        guard request.body.isPossible else { return .inconsistent("a tree without entries has another root") }
        do {
            try Merkle.verifyConsistency(
                from: recordedSize, to: request.body.size, proof: request.proof,
                oldRoot: recorded?.root ?? Merkle.emptyRoot, newRoot: request.body.root)
            return nil
        } catch {
            return .inconsistent(error.reason)
        }
    }

    private func cosign(
        _ request: AddCheckpointRequest, _ opened: Note.Opened, time: UInt64, origin: Digest, records: inout [Digest: Record]
    ) -> Answer {
        guard time > 0, let line = key.cosignatureLine(over: opened.text, time: time) else {
            return .failed("the clock or the key cannot be used")
        }
        let signed = opened.verified.compactMap { signer in request.note.signatures.first { $0.names(signer.key) } }
        let note = Note.bytes(text: opened.text, signatures: signed + [line])
        do {
            try files.save(note, origin)
        } catch {
            return .failed(error.description)
        }
        records[origin] = Record(size: request.body.size, root: request.body.root, note: note)
        return .cosigned(line.line)
    }

    /// The latest cosigned checkpoint of the log whose origin has this SHA-256; `nil` if there is none.
    public func checkpoint(of origin: Digest) -> [UInt8]? { records.withLock { $0[origin]?.note } }
}

/// The state of a witness on disk: one checkpoint for each log, replaced whole and flushed.
struct WitnessFiles: Sendable {
    private let path: String
    private let lock: DirectoryLock

    init(at path: String) throws(LogError) {
        self.path = path
        try Disk.makeDirectories(path, mode: 0o700)
        lock = try DirectoryLock(path)
        try Disk.synchronizeDirectory(of: path)
    }

    func file(_ origin: Digest) -> String { "\(path)/\(origin).checkpoint" }

    func load(_ origin: Digest) throws(LogError) -> [UInt8]? {
        do {
            return try Disk.read(file(origin), limit: Note.byteLimit)
        } catch {
            if case .missing = error { return nil }
            throw error
        }
    }

    func save(_ note: [UInt8], _ origin: Digest) throws(LogError) {
        try Disk.replace(file(origin), temporary: "\(path)/.new", note, isDurable: true)
    }
}
