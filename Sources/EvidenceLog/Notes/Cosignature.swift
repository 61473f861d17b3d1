import Daylight

/// A witness's word that at some time a checkpoint was the largest consistent one it had seen (C2SP `tlog-cosignature`).
public struct Cosignature: Hashable, Sendable {
    /// POSIX seconds, by the witness's clock; compared with no clock here.
    public let time: UInt64

    /// Checks one signature line against the text of a checkpoint. The checkpoint's own signatures are not looked at.
    ///
    /// - Parameters:
    ///   - line: one signature line with its newline.
    ///   - note: the checkpoint's signed note.
    ///   - key: a key of type 0x04.
    /// - Throws: ``VerificationError`` if the line is malformed, of another key, or does not fit.
    public init(verifying line: [UInt8], on note: [UInt8], key: VerifierKey) throws(VerificationError) {
        guard key.type == .cosignature else { throw VerificationError("cosignature: expected a key of type 04") }
        let signature: NoteSignature
        let text: [UInt8]
        do {
            guard line.last == 0x0A, line.count(where: { $0 == 0x0A }) == 1, String(validating: line, as: UTF8.self) != nil else {
                throw InputError(source: "cosignature", expected: "one line and its newline", found: "other bytes")
            }
            signature = try NoteSignature(parsing: line.dropLast())
            text = try Note.text(of: note)
            _ = try Checkpoint(text: text, note: note)
        } catch {
            throw VerificationError("\(error)")
        }
        guard signature.names(key) else { throw VerificationError("cosignature: the line is of another key") }
        guard case .cosigned(let time) = key.meaning(of: signature.signature, over: text) else {
            throw VerificationError("cosignature: the signature of \(key.name) does not fit the checkpoint")
        }
        self.time = time
    }
}
