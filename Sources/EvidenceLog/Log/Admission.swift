public import Daylight
import Synchronization

/// Decides which envelopes become entries, and in which bytes.
public struct Admission: Sendable {
    /// Why an envelope was not admitted.
    public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        /// The kinds of refusal, as the command line names them.
        public enum Kind: String, Hashable, Sendable {
            case malformed, statement, signer
            case tooLarge = "too-large"
        }

        /// Which kind.
        public let kind: Kind
        /// One sentence.
        public let description: String

        /// The answer to whoever sent it, as `daylight log append --json` gives it.
        public var json: JSONValue {
            ["ok": false, "error": .string(kind.rawValue), "reason": .string(description)]
        }

        init(_ kind: Kind, _ reason: String) {
            self.kind = kind
            description = reason
        }
    }

    /// An envelope as it will be stored, and what makes it the same statement as another.
    public struct Entry: Hashable, Sendable {
        /// The bytes of the log entry.
        public let bytes: [UInt8]
        /// SHA-256 over what was signed and who signed it; not over the envelope, whose spelling may vary.
        public let identity: Digest
    }

    private let signers: SignerList

    /// Admits statements that one of these signed; with none, admits nothing.
    public init(signers: [SignerKey]) { self.signers = SignerList(signers) }

    /// Checks signatures and statement, and spells the envelope in the one form that is stored.
    ///
    /// - Parameter isCut: whether `json` is only the beginning of something too long to be read whole.
    /// - Throws: ``Refusal``.
    public func admit(_ json: [UInt8], isCut: Bool = false) throws(Refusal) -> Entry {
        guard !isCut else { throw Refusal(.tooLarge, "envelope: expected at most \(json.count) bytes, found more") }
        let envelope: Envelope
        do {
            envelope = try Envelope(parsing: json)
        } catch {
            throw Refusal(.malformed, error.description)
        }
        let message = envelope.signedBytes
        let verified = try verifiedSignatures(envelope, over: message)
        guard envelope.payloadType.utf8.elementsEqual(Statement.payloadType.utf8) else {
            throw Refusal(
                .statement, "envelope: expected the payload type \(Statement.payloadType), found \(envelope.payloadType)")
        }
        do {
            _ = try StatementChecker.check(envelope.payload)
        } catch {
            throw Refusal(.statement, error.description)
        }
        let ours = verified.sorted { ($0.keyID ?? "") < ($1.keyID ?? "") }
        let others = envelope.signatures.filter { sent in !verified.contains { $0.signature == sent.signature } }
        let stored = Envelope(payload: envelope.payload, payloadType: envelope.payloadType, signatures: ours + others).serialized
        guard stored.count <= Envelope.entryLimit else {
            throw Refusal(.tooLarge, LogError.tooLarge(bytes: stored.count).description)
        }
        return Entry(bytes: stored, identity: Self.identity(message, keyIDs: verified.compactMap(\.keyID)))
    }

    /// The signatures that an admitted key verifies, under our keyid whatever the sender wrote.
    private func verifiedSignatures(
        _ envelope: Envelope, over message: [UInt8]
    ) throws(Refusal) -> [Envelope.Signature] {
        var verified: [Envelope.Signature] = []
        for signature in envelope.signatures where !verified.contains(where: { $0.signature == signature.signature }) {
            if let key = signers.verifying(signature, over: message) {
                verified.append(.init(keyID: key.keyID, signature: signature.signature))
            }
        }
        guard !verified.isEmpty else { throw Refusal(.signer, "envelope: no admitted signer signed it") }
        return verified
    }

    static func identity(_ signedBytes: [UInt8], keyIDs: [String]) -> Digest {
        let keys = Set(keyIDs).sorted().joined(separator: "\n")
        return Digest(of: Digest(of: signedBytes).bytes + Array(keys.utf8))
    }

    /// The identity of an entry that its own server made: by its envelope's signed bytes and keyids, else by its bytes.
    static func identity(ofTrusted entry: [UInt8]) -> Digest {
        guard let envelope = try? Envelope(parsing: entry) else { return Digest(of: [0] + entry) }
        return identity(envelope.signedBytes, keyIDs: envelope.signatures.map { $0.keyID ?? "" })
    }
}

/// Keys, of which the likely one is tried first: checking a signature against the wrong key costs as much as against the right
/// one. That is the one the keyid hints at, else the one that the signature before was of.
private final class SignerList: Sendable {
    private let keys: [SignerKey]
    private let latest = Atomic(0)

    init(_ keys: [SignerKey]) { self.keys = keys }

    /// The key that made a signature, if it is among these. The hint only says where to begin.
    func verifying(_ signature: Envelope.Signature, over message: [UInt8]) -> SignerKey? {
        let start = keys.firstIndex { $0.keyID == signature.keyID } ?? latest.load(ordering: .relaxed)
        for offset in keys.indices {
            let number = (start + offset) % keys.count
            guard Ed25519.isValid(signature.signature, over: message, publicKey: keys[number].publicKey) else { continue }
            latest.store(number, ordering: .relaxed)
            return keys[number]
        }
        return nil
    }
}
