public import Daylight

/// An offline proof that an entry is in a log (C2SP `tlog-proof`): index, inclusion path, checkpoint with cosignatures.
public struct TlogProof: Hashable, Sendable {
    /// The first line of the file.
    public static let header = "c2sp.org/tlog-proof@v1"
    private static let byteLimit = Note.byteLimit + (1 << 16)

    /// Bytes of the `extra` line: not authenticated, never trusted, kept.
    public let extra: [UInt8]?
    /// The entry's index, counted from 0.
    public let index: UInt64
    /// The leaf's sibling first; at most 63.
    public let path: [Digest]
    /// The checkpoint's signed note, verbatim.
    public let checkpoint: [UInt8]

    /// A proof from its parts; whether it leads to the root is asked by ``verify(entry:policy:)``.
    public init(index: UInt64, path: [Digest], checkpoint: [UInt8]) {
        extra = nil
        self.index = index
        self.path = path
        self.checkpoint = checkpoint
    }

    /// Reads the file.
    ///
    /// - Throws: `InputError` with the line that is not as the format has it. The checkpoint is not looked into.
    public init(parsing file: [UInt8]) throws(InputError) {
        guard file.count <= Self.byteLimit else { throw Self.fault(0, "at most \(Self.byteLimit) bytes", "\(file.count)") }
        var rest = file[...]
        var lines: [String] = []
        while true {
            guard let end = rest.firstIndex(of: 0x0A), lines.count <= Merkle.proofLimit + 3 else {
                throw Self.fault(
                    lines.count + 1, "at most \(Merkle.proofLimit) hashes, an empty line and a checkpoint", "neither")
            }
            let line = rest[..<end]
            rest = rest[(end + 1)...]
            if line.isEmpty { break }
            lines.append(String(decoding: line, as: UTF8.self))
        }
        guard let first = lines.first, first.utf8.elementsEqual(Self.header.utf8) else {
            throw Self.fault(1, Self.header, lines.first ?? "an empty line")
        }
        var next = 1
        extra = try Self.extra(lines, &next)
        index = try Self.index(lines, &next)
        path = try Self.path(lines, next)
        checkpoint = Array(rest)
    }

    private static func extra(_ lines: [String], _ next: inout Int) throws(InputError) -> [UInt8]? {
        guard lines.count > next, let text = removing("extra ", lines[next]) else { return nil }
        next += 1
        guard let bytes = Base64.decode(text) else { throw fault(next, "extra and base64", lines[next - 1]) }
        return bytes
    }

    private static func index(_ lines: [String], _ next: inout Int) throws(InputError) -> UInt64 {
        guard lines.count > next, let text = removing("index ", lines[next]),
            let index = CanonicalDecimal.parse(Array(text.utf8))
        else {
            throw fault(next + 1, "index and a decimal number", lines.count > next ? lines[next] : "an empty line")
        }
        next += 1
        return index
    }

    private static func path(_ lines: [String], _ next: Int) throws(InputError) -> [Digest] {
        guard lines.count - next <= Merkle.proofLimit else {
            throw fault(next + 1, "at most \(Merkle.proofLimit) hashes", "\(lines.count - next)")
        }
        var path: [Digest] = []
        for number in next..<lines.count {
            guard let bytes = Base64.decode(lines[number]), let hash = Digest(bytes: bytes) else {
                throw fault(number + 1, "base64 of a 32-byte hash", lines[number])
            }
            path.append(hash)
        }
        return path
    }

    private static func removing(_ prefix: String, _ line: String) -> String? {
        line.utf8.starts(with: prefix.utf8) ? String(decoding: line.utf8.dropFirst(prefix.utf8.count), as: UTF8.self) : nil
    }

    private static func fault(_ line: Int, _ expected: String, _ found: String) -> InputError {
        InputError(source: "proof", place: line == 0 ? .whole : .line(line), expected: expected, found: found)
    }

    /// The file.
    public var file: [UInt8] {
        var text = "\(Self.header)\n"
        if let extra { text += "extra \(Base64.encode(extra))\n" }
        text += "index \(index)\n"
        for hash in path { text += "\(Base64.encode(hash.bytes))\n" }
        return Array(text.utf8) + [0x0A] + checkpoint
    }
}

extension TlogProof {
    /// What a proof that verified says.
    public struct Verified: Hashable, Sendable {
        /// The log.
        public let origin: String
        /// The entry's index.
        public let index: UInt64
        /// The size of the tree under which it was proven.
        public let size: UInt64
        /// The leaf hash of the entry.
        public let leafHash: Digest
        /// Names of the policy's witnesses that cosigned, in the policy's order.
        public let cosigners: [TrustPolicy.Name]
        /// When each of them cosigned, POSIX seconds.
        public let times: [UInt64]
    }

    /// Checks the proof for an entry: log signature, cosignatures and quorum, then the path to the root.
    ///
    /// - Throws: ``VerificationError`` naming the first step that failed.
    public func verify(entry: [UInt8], policy: TrustPolicy) throws(VerificationError) -> Verified {
        let leafHash = Merkle.leafHash(of: entry)
        let (head, opened) = try open(policy)
        guard opened.verified.contains(where: { $0.meaning == .signed && $0.key.name.utf8.elementsEqual(head.origin.utf8) })
        else {
            throw VerificationError("checkpoint: no log of the policy named \(head.origin) signed it")
        }
        var cosigners: [TrustPolicy.Name] = []
        var times: [UInt64] = []
        for witness in policy.witnesses {
            for (key, meaning) in opened.verified where key == witness.key {
                if case .cosigned(let time) = meaning {
                    cosigners.append(witness.name)
                    times.append(time)
                }
            }
        }
        guard policy.isSatisfied(by: Set(cosigners)) else {
            let names = cosigners.isEmpty ? "none" : cosigners.map(\.description).joined(separator: ", ")
            throw VerificationError("policy: the quorum is not met, cosigned by: \(names)")
        }
        try Merkle.verifyInclusion(of: leafHash, at: index, in: head.size, proof: path, root: head.root)
        return Verified(
            origin: head.origin, index: index, size: head.size, leafHash: leafHash, cosigners: cosigners, times: times)
    }

    private func open(_ policy: TrustPolicy) throws(VerificationError) -> (Checkpoint, Note.Opened) {
        do {
            let opened = try Note(parsing: checkpoint).open(with: policy.logs + policy.witnesses.map(\.key))
            return (try Checkpoint(text: opened.text, note: checkpoint), opened)
        } catch let error as VerificationError {
            throw error
        } catch {
            throw VerificationError("\(error)")
        }
    }
}
