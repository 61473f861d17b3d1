public import Daylight

/// Two checkpoints of one log, shown as evidence that it told two histories.
public struct ForkEvidence: Sendable {
    /// What the evidence amounts to.
    public enum Verdict: String, Hashable, Sendable {
        case fork, consistent, inconsistent
        case notEvidence = "not evidence"
    }

    /// The log's key, as the evidence names it; a verifier must compare it with one it trusts.
    public let vkey: String
    /// Two signed notes.
    public let checkpoints: [[UInt8]]
    /// A consistency proof between the two sizes, lower-case hexadecimal hashes.
    public let proof: [String]?
    /// The root the larger tree has at the smaller size, if the proof starts from it.
    public let prefixRoot: String?

    /// Reads the members of a `fork` object.
    ///
    /// - Throws: `InputError` if a member is missing or has another JSON type.
    public init(_ object: JSONObject) throws(InputError) {
        let fields = CheckFields(object)
        vkey = try fields.string("vkey")
        let notes = try fields.strings("checkpointsBase64")
        guard notes.count == 2 else {
            throw InputError(field: "checkpointsBase64", expected: "two notes", found: "\(notes.count)")
        }
        // A note that is not base64 is no checkpoint, which the verdict then says.
        checkpoints = notes.map { Base64.decode($0) ?? [] }
        proof = object["proof"] == nil ? nil : try fields.strings("proof")
        prefixRoot = object["prefixRoot"] == nil ? nil : try fields.string("prefixRoot")
    }

    /// Two heads of a log that contradict each other.
    ///
    /// - Parameter prefix: for two sizes, the proof from the root that the larger tree has at the smaller size.
    init(_ key: VerifierKey, _ checkpoints: [[UInt8]], prefix: ConsistencyProof? = nil) {
        vkey = key.description
        self.checkpoints = checkpoints
        proof = prefix?.proof.map(\.hex)
        prefixRoot = prefix?.oldRoot.hex
    }

    /// The evidence file, one line and its newline.
    public var file: [UInt8] {
        var object: JSONObject = [
            "kind": "fork", "vkey": .string(vkey),
            "checkpointsBase64": .array(checkpoints.map { .string(Base64.encode($0)) }),
        ]
        if let proof { object["proof"] = .array(proof.map { .string($0) }) }
        if let prefixRoot { object["prefixRoot"] = .string(prefixRoot) }
        return Array(CanonicalJSON.line(.object(object)).utf8) + [0x0A]
    }

    /// Judges the evidence by the rules in their order.
    public func judge() -> (verdict: Verdict, reason: String) {
        guard let key = try? VerifierKey(parsing: vkey), key.type == .ed25519 else {
            return (.notEvidence, "the key is no log's key")
        }
        var heads: [Checkpoint] = []
        for note in checkpoints {
            do {
                heads.append(try Checkpoint(opening: note, key: key))
            } catch {
                return (.notEvidence, error.reason)
            }
        }
        guard heads[0].origin.utf8.elementsEqual(heads[1].origin.utf8) else {
            return (.notEvidence, "the checkpoints are of two origins")
        }
        heads.sort { $0.size < $1.size }
        return compare(heads[0], heads[1])
    }

    private func compare(_ old: Checkpoint, _ new: Checkpoint) -> (verdict: Verdict, reason: String) {
        if old.size == new.size {
            return old.root == new.root
                ? (.consistent, "the same size and root") : (.fork, "two signed roots for the size \(old.size)")
        }
        if let prefixRoot = prefixRoot.flatMap({ Digest(hex: $0) }), leads(from: prefixRoot, old, new) {
            return prefixRoot == old.root
                ? (.consistent, "the larger tree begins with the smaller")
                : (.fork, "the tree of \(new.size) begins with other entries than the signed tree of \(old.size)")
        }
        if leads(from: old.root, old, new) { return (.consistent, "the larger tree begins with the smaller") }
        return (.inconsistent, "no proof was given that the larger tree begins with the smaller, nor that it does not")
    }

    private func leads(from root: Digest, _ old: Checkpoint, _ new: Checkpoint) -> Bool {
        // The empty tree has one root. Verification from size 0 looks at no root, so another one would pass as a fork.
        if old.size == 0, root != Merkle.emptyRoot { return false }
        let hashes = (proof ?? []).compactMap { Digest(hex: $0) }
        guard let proof, hashes.count == proof.count else { return false }
        return
            (try? Merkle.verifyConsistency(
                from: old.size, to: new.size, proof: hashes, oldRoot: root, newRoot: new.root)) != nil
    }
}
