import Daylight

/// The body of `add-checkpoint` (C2SP `tlog-witness`): the size the log believes recorded, a proof from there, a checkpoint.
struct AddCheckpointRequest: Sendable {
    let oldSize: UInt64
    /// At most 63 hashes.
    let proof: [Digest]
    let note: Note
    /// Not believed before the note is opened.
    let body: CheckpointBody

    init(oldSize: UInt64, proof: [Digest], checkpoint: [UInt8]) throws(InputError) {
        self.oldSize = oldSize
        self.proof = proof
        note = try Note(parsing: checkpoint)
        body = try CheckpointBody(parsing: note.text)
    }

    /// Reads a body: `old <size>`, proof lines, an empty line, the note.
    init(parsing bytes: [UInt8]) throws(InputError) {
        var rest = bytes[...]
        let first = try Self.line(of: &rest, number: 1)
        guard first.starts(with: "old ".utf8), let oldSize = CanonicalDecimal.parse(first.dropFirst(4)) else {
            throw Self.fault(1, "old and a decimal number", first)
        }
        var proof: [Digest] = []
        while true {
            let number = proof.count + 2
            let line = try Self.line(of: &rest, number: number)
            if line.isEmpty { break }
            guard proof.count < Merkle.proofLimit else { throw Self.fault(number, "at most \(Merkle.proofLimit) hashes", line) }
            guard let bytes = Base64.decode(String(decoding: line, as: UTF8.self)), let hash = Digest(bytes: bytes) else {
                throw Self.fault(number, "base64 of a 32-byte hash", line)
            }
            proof.append(hash)
        }
        try self.init(oldSize: oldSize, proof: proof, checkpoint: Array(rest))
    }

    private static func line(of rest: inout ArraySlice<UInt8>, number: Int) throws(InputError) -> ArraySlice<UInt8> {
        guard let end = rest.firstIndex(of: 0x0A) else { throw fault(number, "a line and its newline", rest) }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end]
    }

    private static func fault(_ line: Int, _ expected: String, _ found: ArraySlice<UInt8>) -> InputError {
        InputError(
            source: "add-checkpoint", place: .line(line), expected: expected, found: String(decoding: found, as: UTF8.self))
    }

    /// The body as a log sends it.
    static func bytes(oldSize: UInt64, proof: [Digest], checkpoint: [UInt8]) -> [UInt8] {
        var text = "old \(oldSize)\n"
        for hash in proof { text += "\(Base64.encode(hash.bytes))\n" }
        return Array(text.utf8) + [0x0A] + checkpoint
    }
}
