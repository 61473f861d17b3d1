public import Crypto

/// A SHA-256 digest (FIPS 180-4): 32 bytes, written as lower-case hexadecimal.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
    public static let byteCount = 32

    public let bytes: [UInt8]

    /// `nil` unless there are exactly 32 bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = Array(bytes)
    }

    /// `nil` unless the text is 64 lower-case hexadecimal digits.
    public init?(hex: some StringProtocol) {
        guard let bytes = Hex.decode(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// The digest of some bytes.
    public init(of content: some Sequence<UInt8>) {
        self.init(of: Array(content))
    }

    /// The same for an array, the common case and the fast one.
    public init(of content: [UInt8]) { self.init(SHA256.hash(data: content)) }

    public init(_ digest: SHA256Digest) {
        self.bytes = digest.withUnsafeBytes { Array($0) }
    }

    public var hex: String { Hex.encode(bytes) }
    public var description: String { hex }
}

extension Digest: Comparable {
    public static func < (left: Digest, right: Digest) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}
