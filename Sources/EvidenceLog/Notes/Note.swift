public import Daylight

/// A text with signature lines under it (C2SP `signed-note`), parsed but not yet believed.
///
/// The text can be read only through ``open(with:)``, after a known key has verified.
public struct Note: Sendable {
    /// Most bytes of a note; ample for sixteen post-quantum signatures.
    public static let byteLimit = 1 << 20
    /// Most signature lines.
    public static let signatureLimit = 100

    /// The text, for callers in this room that check signatures one by one.
    let text: [UInt8]
    /// All signature lines in their order.
    public let signatures: [NoteSignature]

    /// Takes a note apart.
    ///
    /// - Throws: `InputError` if it is too large, is not UTF-8, holds control characters or any line is malformed.
    public init(parsing note: [UInt8]) throws(InputError) {
        guard note.count <= Self.byteLimit else {
            throw Self.fault("at most \(Self.byteLimit) bytes", "\(note.count) bytes")
        }
        guard String(validating: note, as: UTF8.self) != nil else { throw Self.fault("UTF-8", "other bytes") }
        if let control = note.firstIndex(where: { $0 < 0x20 && $0 != 0x0A }) {
            let hint = note[control] == 0x0D ? " (were the line ends converted?)" : ""
            throw InputError(
                source: "note", place: .byte(control), expected: "no control characters",
                found: "byte 0x\(Hex.encode([note[control]]))\(hint)")
        }
        text = try Self.text(of: note)
        let rest = note[(text.count + 1)...]
        guard rest.last == 0x0A else { throw Self.fault("signature lines, each ended by a newline", "none or no newline") }
        let lines = rest.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count <= Self.signatureLimit else {
            throw Self.fault("at most \(Self.signatureLimit) signature lines", "\(lines.count)")
        }
        var signatures: [NoteSignature] = []
        for line in lines { signatures.append(try NoteSignature(parsing: line)) }
        self.signatures = signatures
    }

    /// Everything up to and including the newline before the last empty line.
    static func text(of note: [UInt8]) throws(InputError) -> [UInt8] {
        var end = note.count - 1
        while end >= 1 {
            if note[end] == 0x0A, note[end - 1] == 0x0A { return Array(note[..<end]) }
            end -= 1
        }
        throw fault("an empty line before the signatures", "none")
    }

    private static func fault(_ expected: String, _ found: String) -> InputError {
        InputError(source: "note", expected: expected, found: found)
    }

    /// A note with one signature, ready to be published.
    static func bytes(text: [UInt8], signatures: [NoteSignature]) -> [UInt8] {
        text + [0x0A] + signatures.flatMap(\.line)
    }
}

extension Note {
    /// What a note says once a known key has vouched for it.
    public struct Opened: Sendable {
        /// The text that every verified key signed.
        public let text: [UInt8]
        /// The keys that verified, in the order of their lines, each once, with what their signature says.
        public let verified: [(key: VerifierKey, meaning: VerifierKey.Meaning)]
        /// Lines of unknown keys: never evidence, kept byte for byte.
        public let unverified: [NoteSignature]
    }

    /// Checks every line of a known key.
    ///
    /// - Throws: ``VerificationError`` if a known key's line does not verify, or if no known key signed.
    public func open(with keys: [VerifierKey]) throws(VerificationError) -> Opened {
        var verified: [(key: VerifierKey, meaning: VerifierKey.Meaning)] = []
        var unverified: [NoteSignature] = []
        for signature in signatures {
            let known = keys.filter { signature.names($0) }
            if known.isEmpty {
                unverified.append(signature)
            } else if !verified.contains(where: { signature.names($0.key) }) {
                verified.append(try Self.verify(signature, over: text, keys: known))
            }
        }
        guard !verified.isEmpty else { throw VerificationError("note: no known key signed it") }
        return Opened(text: text, verified: verified, unverified: unverified)
    }

    private static func verify(
        _ signature: NoteSignature, over text: [UInt8], keys: [VerifierKey]
    ) throws(VerificationError) -> (key: VerifierKey, meaning: VerifierKey.Meaning) {
        for key in keys {
            if let meaning = key.meaning(of: signature.signature, over: text) { return (key, meaning) }
        }
        throw VerificationError("note: the signature of \(signature.name) does not fit the text")
    }
}
