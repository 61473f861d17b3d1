public import Daylight

/// Checks one object of the evidence log given as a line of JSON: a proof, a key, a note, a policy, an envelope…
///
/// For auditors, other implementations and scripts; see `daylight log check`.
public struct ObjectCheck: Sendable {
    /// Most bytes of a line.
    public static let lineLimit = 1 << 20

    /// How a line was answered.
    public enum Outcome: Hashable, Sendable {
        /// The object is sound.
        case ok
        /// The object is not sound.
        case notOK
        /// The line is no object of a known kind with the fields of that kind.
        case inputFault
    }

    /// The answer, one JSON object.
    public let answer: JSONObject
    /// What the answer says, for the exit code.
    public let outcome: Outcome

    /// Answers one line.
    public init(line: [UInt8]) {
        var answer = JSONObject()
        do {
            guard line.count <= Self.lineLimit else {
                throw InputError(expected: "a line of at most \(Self.lineLimit) bytes", found: "\(line.count)")
            }
            guard let object = try JSONParser.parse(line).objectValue else {
                throw InputError(expected: "a JSON object", found: "another value")
            }
            answer["id"] = object["id"]
            let results = try Self.results(object)
            answer["ok"] = true
            for member in results.members {
                answer[member.name] = member.value
                // Only a fork has a verdict, and only the verdict "fork" is a sound one.
                if member.name == "verdict", member.value != .string(ForkEvidence.Verdict.fork.rawValue) { answer["ok"] = false }
            }
            outcome = answer["ok"] == .bool(true) ? .ok : .notOK
        } catch let error as InputError {
            answer["ok"] = false
            answer["reason"] = .string("input: \(error)")
            outcome = .inputFault
        } catch {
            answer["ok"] = false
            answer["reason"] = .string("\(error)")
            outcome = .notOK
        }
        self.answer = answer
    }

    /// The results of a sound object. An `InputError` is a fault of the line, a ``VerificationError`` one of the object.
    private static func results(_ object: JSONObject) throws -> JSONObject {
        let fields = CheckFields(object)
        let kind = try fields.string("kind")
        switch kind {
        case "inclusion": return try inclusion(fields)
        case "consistency": return try consistency(fields)
        case "vkey": return try vkey(fields)
        case "note": return try note(fields)
        case "checkpoint": return try checkpoint(fields)
        case "cosignature": return try cosignature(fields)
        case "policy": return try policy(fields)
        case "proof": return try proof(fields)
        case "dsse": return try dsse(fields)
        case "statement": return try statement(fields)
        case "pae": return try pae(fields)
        case "tile-path": return try tilePath(fields)
        case "fork":
            let (verdict, reason) = try ForkEvidence(object).judge()
            let name = JSONValue.string(verdict.rawValue)
            return verdict == .fork ? ["verdict": name] : ["verdict": name, "reason": .string(reason)]
        default: throw InputError(field: "kind", expected: "a known kind", found: kind)
        }
    }

    /// Runs a parser over the object's own content: there a fault makes the object unsound, not the line.
    private static func inside<T>(_ parse: () throws(InputError) -> T) throws(VerificationError) -> T {
        do {
            return try parse()
        } catch {
            throw VerificationError(error.description)
        }
    }
}

extension ObjectCheck {
    private static func inclusion(_ fields: CheckFields) throws -> JSONObject {
        let (index, size) = (try fields.integer("index"), try fields.integer("size"))
        let (leafHash, root) = (try fields.string("leafHash"), try fields.string("root"))
        let proof = try fields.strings("proof")
        try Merkle.verifyInclusion(
            of: VerificationError.digest("leafHash", leafHash), at: VerificationError.size("index", index),
            in: VerificationError.size("size", size), proof: VerificationError.path("proof", proof),
            root: VerificationError.digest("root", root))
        return [:]
    }

    private static func consistency(_ fields: CheckFields) throws -> JSONObject {
        let (old, new) = (try fields.integer("oldSize"), try fields.integer("newSize"))
        let (oldRoot, newRoot) = (try fields.string("oldRoot"), try fields.string("newRoot"))
        let proof = try fields.strings("proof")
        try Merkle.verifyConsistency(
            from: VerificationError.size("oldSize", old), to: VerificationError.size("newSize", new),
            proof: VerificationError.path("proof", proof), oldRoot: VerificationError.digest("oldRoot", oldRoot),
            newRoot: VerificationError.digest("newRoot", newRoot))
        return [:]
    }

    private static func vkey(_ fields: CheckFields) throws -> JSONObject {
        let text = try fields.string("vkey")
        let key = try inside { () throws(InputError) in try VerifierKey(parsing: text) }
        return [
            "name": .string(key.name), "keyId": .string(Hex.encode(key.keyID)), "type": .integer(key.type.rawValue),
            "publicKey": .string(Hex.encode(key.publicKey)),
        ]
    }

    private static func note(_ fields: CheckFields) throws -> JSONObject {
        let (text, vkeys) = (try fields.string("noteBase64"), try fields.strings("vkeys"))
        let bytes = try VerificationError.bytes("noteBase64", text)
        let opened = try inside { () throws(InputError) in
            var keys: [VerifierKey] = []
            for vkey in vkeys { keys.append(try VerifierKey(parsing: vkey)) }
            return (keys, try Note(parsing: bytes))
        }
        var names: [String] = []
        for (key, _) in try opened.1.open(with: opened.0).verified
        where !names.contains(where: { $0.utf8.elementsEqual(key.name.utf8) }) {
            names.append(key.name)
        }
        return ["verified": .array(names.map { .string($0) })]
    }

    private static func checkpoint(_ fields: CheckFields) throws -> JSONObject {
        let (note, vkey, origin) = (try fields.string("noteBase64"), try fields.string("vkey"), try fields.string("origin"))
        let key = try inside { () throws(InputError) in try VerifierKey(parsing: vkey) }
        let checkpoint = try Checkpoint(opening: VerificationError.bytes("noteBase64", note), key: key, origin: origin)
        return [
            "size": .integer(checkpoint.size), "root": .string(checkpoint.root.hex),
            "extensions": .array(checkpoint.extensions.map { .string($0) }),
        ]
    }

    private static func cosignature(_ fields: CheckFields) throws -> JSONObject {
        let (note, line, vkey) = (try fields.string("checkpointBase64"), try fields.string("line"), try fields.string("vkey"))
        let key = try inside { () throws(InputError) in try VerifierKey(parsing: vkey) }
        let cosignature = try Cosignature(
            verifying: Array(line.utf8), on: VerificationError.bytes("checkpointBase64", note), key: key)
        return ["timestamp": .integer(cosignature.time)]
    }

    private static func policy(_ fields: CheckFields) throws -> JSONObject {
        let text = try fields.string("policyBase64")
        let cosigned = fields.has("cosigned") ? try fields.strings("cosigned") : []
        let bytes = try VerificationError.bytes("policyBase64", text)
        let policy = try inside { () throws(InputError) in try TrustPolicy(parsing: bytes) }
        return ["satisfied": .bool(policy.isSatisfied(by: Set(cosigned.map { TrustPolicy.Name($0.utf8) })))]
    }

    private static func proof(_ fields: CheckFields) throws -> JSONObject {
        let texts = (try fields.string("proofBase64"), try fields.string("entryBase64"), try fields.string("policyBase64"))
        let proof = try VerificationError.bytes("proofBase64", texts.0)
        let entry = try VerificationError.bytes("entryBase64", texts.1)
        let policy = try VerificationError.bytes("policyBase64", texts.2)
        let parsed = try inside { () throws(InputError) in (try TlogProof(parsing: proof), try TrustPolicy(parsing: policy)) }
        let verified = try parsed.0.verify(entry: entry, policy: parsed.1)
        return [
            "origin": .string(verified.origin), "index": .integer(verified.index), "size": .integer(verified.size),
            "leafHash": .string(verified.leafHash.hex),
            "cosigners": .array(verified.cosigners.map { .string($0.description) }),
        ]
    }

    private static func dsse(_ fields: CheckFields) throws -> JSONObject {
        let text = try fields.string("envelopeBase64")
        let threshold = fields.has("threshold") ? try fields.integer("threshold") : "1"
        var texts: [String] = []
        for object in try fields.objects("keys") {
            let member = CheckFields(object)
            texts.append(try member.string("spkiBase64"))
            if member.has("keyid") { _ = try member.string("keyid") }
        }
        let bytes = try VerificationError.bytes("envelopeBase64", text)
        var keys: [SignerKey] = []
        for text in texts {
            let spki = try VerificationError.bytes("spkiBase64", text)
            keys.append(try inside { () throws(InputError) in try SignerKey(spki: spki) })
        }
        let envelope = try inside { () throws(InputError) in try Envelope(parsing: bytes) }
        let required = try VerificationError.size("threshold", threshold)
        let verified = try envelope.verify(keys: keys, threshold: Int(required))
        return ["keyids": .array(verified.map { .string($0.keyID) })]
    }

    private static func statement(_ fields: CheckFields) throws -> JSONObject {
        let bytes = try VerificationError.bytes("statementBase64", fields.string("statementBase64"))
        let checked = try inside { () throws(InputError) in try StatementChecker.check(bytes) }
        return ["predicateType": .string(checked.predicateType)]
    }

    private static func pae(_ fields: CheckFields) throws -> JSONObject {
        let (type, text) = (try fields.string("payloadType"), try fields.string("bodyBase64"))
        let body = try VerificationError.bytes("bodyBase64", text)
        return ["paeHex": .string(Hex.encode(Envelope.preAuthenticationEncoding(type: type, body: body)))]
    }

    private static func tilePath(_ fields: CheckFields) throws -> JSONObject {
        let text = try fields.string("path")
        let path = try inside { () throws(InputError) in try TilePath(parsing: text) }
        let level: JSONValue
        switch path.level {
        case .hashes(let number): level = .integer(number)
        case .entries: level = "entries"
        }
        return ["level": level, "index": .integer(path.number), "width": .integer(path.width)]
    }
}
