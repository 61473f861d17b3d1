public import Daylight

/// The private key of a log or a witness, in the one-line file `PRIVATE+KEY+<name>+<key ID>+<base64(type || seed)>`.
public struct NoteKey: Sendable {
    private static let prefix = "PRIVATE+KEY+"

    /// The public half.
    public let verifierKey: VerifierKey
    private let key: Ed25519.PrivateKey

    private init(name: String, type: NoteKeyType, key: Ed25519.PrivateKey) {
        self.key = key
        verifierKey = VerifierKey(name: name, type: type, publicKey: key.publicKey)
    }

    /// A new key.
    ///
    /// - Throws: `InputError` for a name that cannot stand in a note.
    public init(
        name: String, type: NoteKeyType = .ed25519, random: inout some RandomNumberGenerator
    ) throws(InputError) {
        guard VerifierKey.isName(name) else {
            throw InputError(field: "key name", expected: "a name without white space and \"+\"", found: "\"\(name)\"")
        }
        self.init(name: name, type: type, key: Ed25519.PrivateKey(random: &random))
    }

    /// Reads a key file: one line and its newline.
    ///
    /// - Throws: `InputError` for any other form, a wrong key ID, or a type other than 0x01 and 0x04.
    public init(parsing file: [UInt8]) throws(InputError) {
        guard file.count <= 1000, let text = String(validating: file, as: UTF8.self), text.utf8.last == 0x0A,
            text.utf8.starts(with: Self.prefix.utf8), text.utf8.count(where: { $0 == 0x0A }) == 1
        else {
            throw InputError(
                field: "key file", expected: "one line PRIVATE+KEY+NAME+KEYID+BASE64 and a newline", found: "other text")
        }
        let parts = try VerifierKey.parts(String(decoding: file[Self.prefix.utf8.count..<file.count - 1], as: UTF8.self))
        guard [.ed25519, .cosignature].contains(parts.type), let key = Ed25519.PrivateKey(seed: Array(parts.key.dropFirst()))
        else {
            throw InputError(
                field: "key file", expected: "type 01 or 04 and 32 seed bytes", found: "type \(Hex.encode(parts.key.prefix(1)))")
        }
        self.init(name: parts.name, type: parts.type, key: key)
        guard verifierKey.keyID == parts.keyID else {
            throw InputError(
                field: "key file", expected: "the key ID \(Hex.encode(verifierKey.keyID))", found: Hex.encode(parts.keyID))
        }
    }

    /// Writes the key to a new file with mode 0600.
    ///
    /// - Throws: ``LogError/exists(path:)`` if the file is there already, or an I/O error.
    public func write(to path: String) throws(LogError) { try Disk.create(path, file, mode: 0o600) }

    /// The bytes of the key file. Secret: whoever writes them must use mode 0600.
    public var file: [UInt8] {
        let type = verifierKey.type.rawValue
        return Array(
            "\(Self.prefix)\(verifierKey.name)+\(Hex.encode(verifierKey.keyID))+\(Base64.encode([type] + key.seed))\n".utf8)
    }

    /// The signature line of a type 0x01 key over a note's text; `nil` if the library refuses to sign.
    func signatureLine(over text: [UInt8]) -> NoteSignature? {
        key.sign(text).map { NoteSignature(name: verifierKey.name, keyID: verifierKey.keyID, signature: $0) }
    }

    /// The signature line of a type 0x04 key at a time in POSIX seconds; `nil` if the library refuses to sign.
    func cosignatureLine(over text: [UInt8], time: UInt64) -> NoteSignature? {
        let field = withUnsafeBytes(of: time.bigEndian) { Array($0) }
        return key.sign(VerifierKey.cosignedMessage(time: time, text: text))
            .map { NoteSignature(name: verifierKey.name, keyID: verifierKey.keyID, signature: field + $0) }
    }
}
