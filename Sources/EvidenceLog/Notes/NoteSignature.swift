import Daylight

/// One signature line of a note: `— <name> <base64(key ID || signature)>`.
public struct NoteSignature: Hashable, Sendable {
    private static let dash = Array("— ".utf8)

    /// The name of the key, as the line gives it.
    public let name: String
    /// Four bytes that, with the name, say which key.
    public let keyID: [UInt8]
    /// What follows the key ID.
    public let signature: [UInt8]

    init(name: String, keyID: [UInt8], signature: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.signature = signature
    }

    /// Reads a line without its newline. Assumes UTF-8, which the whole note has been checked for.
    init(parsing line: ArraySlice<UInt8>) throws(InputError) {
        guard line.starts(with: Self.dash) else { throw Self.fault("\"— \" at the start of a signature line", line) }
        let parts = line.dropFirst(Self.dash.count).split(
            separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw Self.fault("a name and base64", line) }
        let name = String(decoding: parts[0], as: UTF8.self)
        guard VerifierKey.isName(name) else { throw Self.fault("a key name", parts[0]) }
        guard let bytes = Base64.decode(String(decoding: parts[1], as: UTF8.self)), bytes.count >= 5 else {
            throw Self.fault("standard base64 of at least five bytes", parts[1])
        }
        self.init(name: name, keyID: Array(bytes.prefix(4)), signature: Array(bytes.dropFirst(4)))
    }

    private static func fault(_ expected: String, _ line: ArraySlice<UInt8>) -> InputError {
        InputError(source: "note", field: "signature line", expected: expected, found: String(decoding: line, as: UTF8.self))
    }

    /// Whether the line claims to be of this key.
    func names(_ key: VerifierKey) -> Bool {
        keyID == key.keyID && name.utf8.elementsEqual(key.name.utf8)
    }

    /// The line with its newline.
    public var line: [UInt8] { Self.dash + Array("\(name) \(Base64.encode(keyID + signature))\n".utf8) }
}
