/// The hash FNV-1a of 64 bits: quick, well spread over short texts, and no protection against somebody who wants collisions.
public enum FNV1a {
    /// The hash of no bytes.
    public static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of the bytes so far and one more.
    @inlinable public static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
