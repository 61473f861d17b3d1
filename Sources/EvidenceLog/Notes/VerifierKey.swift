public import Daylight

/// What kind of signature a note key makes, by its type byte (C2SP `signed-note`). An open set: more will come.
public struct NoteKeyType: RawRepresentable, Hashable, Sendable {
    /// The type byte.
    public let rawValue: UInt8

    /// Any type byte, known or not.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// 0x01: Ed25519 over the text of the note; the keys of logs.
    public static let ed25519 = NoteKeyType(rawValue: 0x01)
    /// 0x04: Ed25519 over a time and the text of a checkpoint; the keys of witnesses (C2SP `tlog-cosignature`).
    public static let cosignature = NoteKeyType(rawValue: 0x04)
}

/// The public key of a log or a witness, written `<name>+<key ID>+<base64(type || key)>`.
public struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
    /// What a sound signature of this key says.
    public enum Meaning: Hashable, Sendable {
        /// The key's owner signed the text.
        case signed
        /// At this time (POSIX seconds) this was the largest consistent tree its owner had seen.
        case cosigned(time: UInt64)
    }

    /// The key's name; for a log the same as its origin. Opaque bytes of UTF-8.
    public let name: String
    /// 0x01 or 0x04.
    public let type: NoteKeyType
    /// 32 bytes.
    public let publicKey: [UInt8]
    /// The first four bytes of SHA-256(name || 0x0A || type || key).
    public let keyID: [UInt8]

    init(name: String, type: NoteKeyType, publicKey: [UInt8]) {
        self.name = name
        self.type = type
        self.publicKey = publicKey
        keyID = Array(Digest(of: Array(name.utf8) + [0x0A, type.rawValue] + publicKey).bytes.prefix(4))
    }

    /// Reads the text form.
    ///
    /// - Throws: `InputError` for another form, a wrong key ID, or a type other than 0x01 and 0x04.
    public init(parsing text: String) throws(InputError) {
        let parts = try Self.parts(text)
        guard parts.key.count == 1 + Ed25519.keyByteCount, [.ed25519, .cosignature].contains(parts.type) else {
            throw InputError(
                field: "vkey", expected: "type 01 or 04 and 32 key bytes", found: "type \(Hex.encode(parts.key.prefix(1)))")
        }
        self.init(name: parts.name, type: parts.type, publicKey: Array(parts.key.dropFirst()))
        guard keyID == parts.keyID else {
            throw InputError(field: "vkey", expected: "the key ID \(Hex.encode(keyID))", found: Hex.encode(parts.keyID))
        }
    }

    /// The three parts of `<name>+<key ID>+<base64>`, shared with the private form.
    static func parts(_ text: String) throws(InputError) -> (name: String, keyID: [UInt8], type: NoteKeyType, key: [UInt8]) {
        let parts = Array(text.utf8).split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, text.utf8.count <= 1000 else {
            throw InputError(field: "vkey", expected: "NAME+KEYID+BASE64", found: text)
        }
        let name = String(decoding: parts[0], as: UTF8.self)
        guard isName(name) else {
            throw InputError(field: "vkey", expected: "a name without white space", found: "\"\(name)\"")
        }
        let id = String(decoding: parts[1], as: UTF8.self)
        guard let keyID = Hex.decode(id), keyID.count == 4 else {
            throw InputError(field: "vkey", expected: "a key ID of eight lower-case hexadecimal digits", found: "\"\(id)\"")
        }
        guard let key = Base64.decode(String(decoding: parts[2], as: UTF8.self)), let type = key.first else {
            throw InputError(field: "vkey", expected: "standard base64 with padding as the last part", found: "other text")
        }
        return (name, keyID, NoteKeyType(rawValue: type), key)
    }

    /// Not empty, no Unicode white space, no `+`; and no control characters, which no note may hold.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 }
    }

    /// What the signature says about the text, or `nil` if it does not fit. `signature` comes without the key ID.
    public func meaning(of signature: [UInt8], over text: [UInt8]) -> Meaning? {
        switch type {
        case .ed25519: Ed25519.isValid(signature, over: text, publicKey: publicKey) ? .signed : nil
        case .cosignature: cosignature(signature, over: text)
        default: nil
        }
    }

    private func cosignature(_ signature: [UInt8], over text: [UInt8]) -> Meaning? {
        guard signature.count == 8 + Ed25519.signatureByteCount else { return nil }
        let time = signature.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard time <= UInt64(Int64.max) else { return nil }
        let message = Self.cosignedMessage(time: time, text: text)
        return Ed25519.isValid(signature.dropFirst(8), over: message, publicKey: publicKey) ? .cosigned(time: time) : nil
    }

    /// The message of a type 0x04 signature: header, time, whole note text.
    static func cosignedMessage(time: UInt64, text: [UInt8]) -> [UInt8] {
        Array("cosignature/v1\ntime \(time)\n".utf8) + text
    }

    /// The text form.
    public var description: String { "\(name)+\(Hex.encode(keyID))+\(Base64.encode([type.rawValue] + publicKey))" }

    /// Names are compared as bytes, not as Unicode text.
    public static func == (left: VerifierKey, right: VerifierKey) -> Bool {
        left.type == right.type && left.publicKey == right.publicKey && left.name.utf8.elementsEqual(right.name.utf8)
    }

    /// Consistent with equality: the key ID covers the name's bytes.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(keyID)
        hasher.combine(publicKey)
    }
}
