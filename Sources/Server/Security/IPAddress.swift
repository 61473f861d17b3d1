import Glibc

/// A parsed IPv4 or IPv6 address.
enum IPAddress: Hashable, Sendable {
    case four([UInt8])
    case six([UInt8])

    /// `nil` unless the text is one address in the usual notation.
    init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self = .four(withUnsafeBytes(of: &four) { Array($0) })
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            let bytes = withUnsafeBytes(of: &six) { Array($0) }
            let isMapped = bytes[0..<10].allSatisfy { $0 == 0 } && bytes[10] == 255 && bytes[11] == 255
            self = isMapped ? .four(Array(bytes[12...])) : .six(bytes)
        } else {
            return nil
        }
    }

    /// The whole IPv4 address, or the first 64 bits of an IPv6 one.
    var network: String {
        switch self {
        case .four(let bytes): bytes.map { String($0) }.joined(separator: ".")
        case .six(let bytes): bytes[..<8].map { String($0, radix: 16) }.joined(separator: ":") + "::/64"
        }
    }
}
