/// The length of an RSA key, read from its DER: a SubjectPublicKeyInfo (RFC 5280) or the bare key (RFC 8017).
enum RSAKeyForm {
    private static let sequence: UInt8 = 0x30
    private static let integer: UInt8 = 0x02
    private static let bitString: UInt8 = 0x03
    private static let objectIdentifier: UInt8 = 0x06
    /// 1.2.840.113549.1.1.1
    private static let rsaEncryption: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]

    /// Bits of the modulus; `nil` for anything else.
    static func modulusBits(_ bytes: [UInt8]) -> Int? {
        var outer = DERReader(bytes[...])
        guard var content = outer.take(sequence), outer.isAtEnd else { return nil }
        if var algorithm = content.take(sequence) {
            guard algorithm.take(objectIdentifier)?.rest.elementsEqual(rsaEncryption) == true,
                let bits = content.take(bitString), content.isAtEnd, bits.rest.first == 0
            else { return nil }
            return modulusBits(Array(bits.rest.dropFirst()))
        }
        guard let modulus = content.take(integer), let exponent = content.take(integer), content.isAtEnd,
            !exponent.rest.isEmpty, let first = modulus.rest.first, first < 0x80
        else { return nil }
        let digits = modulus.rest.drop { $0 == 0 }
        guard let top = digits.first else { return nil }
        return digits.count * 8 - top.leadingZeroBitCount
    }
}

/// Elements of DER with definite lengths (X.690).
private struct DERReader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    var isAtEnd: Bool { rest.isEmpty }

    /// The content of the next element if it has the tag.
    mutating func take(_ tag: UInt8) -> DERReader? {
        var ahead = rest
        guard ahead.popFirst() == tag, let first = ahead.popFirst() else { return nil }
        var length = Int(first)
        if first >= 0x80 {
            let count = Int(first & 0x7F)
            guard (1...4).contains(count), ahead.count >= count else { return nil }
            length = ahead.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            ahead = ahead.dropFirst(count)
        }
        guard length <= ahead.count else { return nil }
        rest = ahead.dropFirst(length)
        return DERReader(ahead.prefix(length))
    }
}
