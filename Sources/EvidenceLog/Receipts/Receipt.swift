public import Daylight

/// An entry and the proof that it is in a log: all that is needed to check it offline, except whom to trust.
public struct Receipt: Hashable, Sendable {
    private static let limits = JSONParser.Limits(bytes: 4 << 20, depth: 8)

    /// The entry's exact bytes; usually an envelope.
    public let entry: [UInt8]
    /// The `.tlog-proof` file.
    public let proof: [UInt8]

    /// A receipt from its two plain files.
    public init(entry: [UInt8], proof: [UInt8]) {
        self.entry = entry
        self.proof = proof
    }

    /// Reads the JSON form `{"entry": base64, "proof": text}`; other members are ignored.
    ///
    /// - Throws: `InputError` if it is not that. The proof is not looked into.
    public init(parsing json: [UInt8]) throws(InputError) {
        let value = try JSONParser.parse(json, limits: Self.limits)
        guard let text = value["entry"]?.stringValue, let proof = value["proof"]?.stringValue else {
            throw InputError(source: "receipt", expected: "an object with the strings entry and proof", found: value.kind)
        }
        guard let entry = Base64.decode(text) else {
            throw InputError(source: "receipt", field: "entry", expected: "standard base64", found: text)
        }
        self.init(entry: entry, proof: Array(proof.utf8))
    }

    /// The JSON form, one line and its newline.
    public var file: [UInt8] {
        let value: JSONValue = [
            "entry": .string(Base64.encode(entry)), "proof": .string(String(decoding: proof, as: UTF8.self)),
        ]
        return Array(CanonicalJSON.line(value).utf8) + [0x0A]
    }

    /// Writes the JSON form to a file, replacing one that is there, never half.
    ///
    /// It is not flushed: the log can give the receipt again.
    /// - Throws: an I/O error.
    public func write(to path: String) throws(LogError) {
        try Disk.replace(path, temporary: path + ".new", file, isDurable: false)
    }

    /// Checks everything that can be checked offline with these trust anchors.
    ///
    /// - Parameters:
    ///   - signers: whose signatures on the statement are asked for; none leaves the signature unchecked.
    ///   - threshold: how many of them must have signed.
    public func verify(policy: TrustPolicy, signers: [SignerKey] = [], threshold: Int = 1) -> ReceiptVerdict {
        let statement = ReceiptVerdict.Statement(entry: entry, signers: signers, threshold: threshold)
        do {
            let verified = try TlogProof(parsing: proof).verify(entry: entry, policy: policy)
            return ReceiptVerdict(proof: verified, statement: statement, signers: signers, threshold: threshold)
        } catch {
            return ReceiptVerdict(reason: "\(error)", statement: statement)
        }
    }
}
