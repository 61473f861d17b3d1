public import Daylight

/// What checking a receipt came to, in fields for programs and in sentences for people.
public struct ReceiptVerdict: Sendable {
    /// What is known about the statement inside the entry.
    public struct Statement: Hashable, Sendable {
        /// The state of the signatures on the statement.
        public enum Signature: String, Hashable, Sendable {
            case verified, failed
            case notChecked = "not checked"
            /// The entry is no envelope.
            case none
        }

        /// The state of the signatures.
        public let signature: Signature
        /// What is stated, if the entry is an envelope around a sound statement.
        public let predicateType: String?

        init(entry: [UInt8], signers: [SignerKey], threshold: Int) {
            guard let envelope = try? Envelope(parsing: entry) else {
                signature = .none
                predicateType = nil
                return
            }
            predicateType = (try? StatementChecker.check(envelope.payload))?.predicateType
            if signers.isEmpty {
                signature = .notChecked
            } else {
                signature = (try? envelope.verify(keys: signers, threshold: threshold)) == nil ? .failed : .verified
            }
        }
    }

    /// Whether everything asked for was verified.
    public let ok: Bool
    /// Which step failed, when not `ok`.
    public let reason: String?
    /// The proof's content, if the proof verified.
    public let proof: TlogProof.Verified?
    /// About the statement inside.
    public let statement: Statement
    /// What a reader may now rely on, one plain sentence each.
    public let proven: [String]
    /// What a reader may not conclude.
    public let notProven: [String]

    init(reason: String, statement: Statement) {
        ok = false
        self.reason = reason
        proof = nil
        self.statement = statement
        proven = []
        notProven = ["That this entry is in the log."]
    }

    init(proof: TlogProof.Verified, statement: Statement, signers: [SignerKey], threshold: Int) {
        self.proof = proof
        self.statement = statement
        switch statement.signature {
        case .failed: reason = "statement: too few of the given signers signed it"
        case .none where !signers.isEmpty: reason = "statement: the entry is no signed envelope"
        default: reason = nil
        }
        ok = reason == nil
        var proven = [
            "Exactly this entry stands at index \(proof.index) of the log \(proof.origin), which then had \(proof.size) "
                + (proof.size == 1 ? "entry" : "entries") + ", under a checkpoint that the log signed."
        ]
        for (name, time) in zip(proof.cosigners, proof.times) {
            proven.append("The witness \(name) had seen this very tree by \(Self.moment(time)).")
        }
        if statement.signature == .verified {
            let count = Set(signers).count
            proven.append(
                count == 1
                    ? "The given signer signed the statement."
                    : "At least \(threshold) of the \(count) given signers signed the statement.")
        }
        self.proven = proven
        notProven = Self.limits(proof, statement)
    }

    private static func limits(_ proof: TlogProof.Verified, _ statement: Statement) -> [String] {
        var limits = ["That what the statement says is true: only that it was said, and has not been changed since."]
        switch statement.signature {
        case .verified: break
        case .notChecked: limits.append("Who made the statement: no signer was given to check against.")
        case .failed: limits.append("That the given signers made the statement: too few of their signatures fit.")
        case .none: limits.append("Who wrote the entry: it is no signed envelope.")
        }
        if proof.cosigners.isEmpty {
            limits.append("That everyone is shown the same log, and when the entry was made: no witness of the policy cosigned.")
        }
        limits.append("That no later entry corrects or withdraws the statement.")
        return limits
    }

    /// RFC 3339 where the year has four digits.
    private static func moment(_ seconds: UInt64) -> String {
        seconds < 253_402_300_800 ? Timestamp(seconds: Int64(seconds)).description : "\(seconds) s after 1970"
    }

    /// The answer of `daylight verify --json`.
    public var json: JSONValue {
        var object: JSONObject = ["ok": .bool(ok), "kind": "receipt"]
        if let reason { object["reason"] = .string(reason) }
        if let proof {
            object["origin"] = .string(proof.origin)
            object["index"] = .integer(proof.index)
            object["size"] = .integer(proof.size)
            object["leafHash"] = .string(proof.leafHash.hex)
            object["cosigners"] = .array(proof.cosigners.map { .string($0.description) })
        }
        var part: JSONObject = ["signature": .string(statement.signature.rawValue)]
        if let type = statement.predicateType { part["predicateType"] = .string(type) }
        object["statement"] = .object(part)
        object["proven"] = .array(proven.map { .string($0) })
        object["notProven"] = .array(notProven.map { .string($0) })
        return .object(object)
    }
}
