public import Daylight

/// A signed tree head (C2SP `tlog-checkpoint`): which log, how many entries, which root.
public struct Checkpoint: Hashable, Sendable {
    /// The log's origin; for logs of ours the name of its key.
    public let origin: String
    /// The number of entries.
    public let size: UInt64
    /// The root of the tree of that size.
    public let root: Digest
    /// Lines after the root; ours have none.
    public let extensions: [String]
    /// The whole signed note, byte for byte.
    public let note: [UInt8]

    init(text: [UInt8], note: [UInt8]) throws(InputError) {
        let body = try CheckpointBody(parsing: text)
        guard body.isPossible else {
            throw InputError(
                source: "checkpoint", field: "root", expected: "the root of the empty tree", found: body.root.hex)
        }
        origin = body.origin
        size = body.size
        root = body.root
        extensions = body.extensions
        self.note = note
    }

    /// A new checkpoint signed by the log's key; `nil` if the library refuses to sign or the origin cannot be written.
    public init?(origin: String, size: UInt64, root: Digest, key: NoteKey) {
        let text = Self.text(origin: origin, size: size, root: root)
        guard let line = key.signatureLine(over: text),
            let checkpoint = try? Checkpoint(text: text, note: Note.bytes(text: text, signatures: [line]))
        else { return nil }
        self = checkpoint
    }

    /// The same checkpoint with more signature lines under it.
    func adding(_ lines: [NoteSignature]) -> Checkpoint {
        Checkpoint(self, note: note + lines.flatMap(\.line))
    }

    private init(_ other: Checkpoint, note: [UInt8]) {
        origin = other.origin
        size = other.size
        root = other.root
        extensions = other.extensions
        self.note = note
    }

    /// The text that the log signs.
    static func text(origin: String, size: UInt64, root: Digest) -> [UInt8] {
        Array("\(origin)\n\(size)\n\(Base64.encode(root.bytes))\n".utf8)
    }

    /// Opens a signed note and reads the checkpoint in it.
    ///
    /// - Parameters:
    ///   - key: must have signed.
    ///   - origin: must stand in the first line; `nil` takes any.
    /// - Throws: ``VerificationError`` if the note is malformed, does not open, or holds no such checkpoint.
    public init(opening note: [UInt8], key: VerifierKey, origin: String? = nil) throws(VerificationError) {
        do {
            let opened = try Note(parsing: note).open(with: [key])
            try self.init(text: opened.text, note: note)
        } catch let error as InputError {
            throw VerificationError(error.description)
        } catch let error as VerificationError {
            throw error
        } catch {
            throw VerificationError("\(error)")
        }
        if let origin, !origin.utf8.elementsEqual(self.origin.utf8) {
            throw VerificationError("checkpoint: expected the origin \(origin), found \(self.origin)")
        }
    }
}

/// The lines of a checkpoint's text, whether or not such a tree can exist.
struct CheckpointBody: Sendable {
    let origin: String
    let size: UInt64
    let root: Digest
    let extensions: [String]

    init(parsing text: [UInt8]) throws(InputError) {
        guard text.last == 0x0A, let string = String(validating: text, as: UTF8.self) else {
            throw Self.fault("", "lines of UTF-8, each ended by a newline", "other bytes")
        }
        let lines = string.utf8.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        guard lines.count >= 3 else { throw Self.fault("", "at least three lines", "\(lines.count)") }
        guard !lines[0].isEmpty else { throw Self.fault("origin", "a name", "an empty line") }
        guard let size = CanonicalDecimal.parse(lines[1]) else {
            throw Self.fault("size", "a decimal number without leading zeros", String(decoding: lines[1], as: UTF8.self))
        }
        guard let bytes = Base64.decode(String(decoding: lines[2], as: UTF8.self)), let root = Digest(bytes: bytes) else {
            throw Self.fault("root", "base64 of 32 bytes", String(decoding: lines[2], as: UTF8.self))
        }
        guard !lines.dropFirst(3).contains([]) else { throw Self.fault("extension", "a line that is not empty", "an empty one") }
        origin = String(decoding: lines[0], as: UTF8.self)
        self.size = size
        self.root = root
        extensions = lines.dropFirst(3).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A tree without entries has one root.
    var isPossible: Bool { size > 0 || root == Merkle.emptyRoot }

    private static func fault(_ field: String, _ expected: String, _ found: String) -> InputError {
        InputError(source: "checkpoint", field: field, expected: expected, found: found)
    }
}
