import Daylight

/// 32 unguessable bytes as they travel: 43 characters of unpadded base64url.
///
/// Sessions, form tokens and API tokens are such secrets. The store keeps only their digest, so that a copy of the
/// database opens nothing.
struct Secret: Hashable, Sendable {
    static let byteCount = 32
    static let characterCount = 43

    let bytes: [UInt8]

    init(from entropy: Entropy) { bytes = entropy.bytes(Self.byteCount) }

    /// `nil` unless the text is exactly 43 base64url characters.
    init?(_ text: some StringProtocol) {
        guard text.utf8.count == Self.characterCount, let bytes = Base64URL.decode(text), bytes.count == Self.byteCount else {
            return nil
        }
        self.bytes = bytes
    }

    var text: String { Base64URL.encode(bytes) }
    var digest: Digest { Digest(of: bytes) }

    static func == (left: Secret, right: Secret) -> Bool { ConstantTime.equal(left.bytes, right.bytes) }
}
