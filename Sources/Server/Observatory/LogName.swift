/// What one of a server's logs is called: a year, and a word where a year has several, for instance `2029` or `2029-runoff`.
///
/// It is the end of the log's origin and of its address.
public struct LogName: Hashable, Sendable, CustomStringConvertible {
    /// Longest name in bytes.
    public static let byteLimit = 64

    public let description: String

    /// `nil` unless it begins with four digits, and goes on, if at all, with `-` and small letters, digits or `-`.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        let rest = bytes.dropFirst(4)
        let restFits = rest.allSatisfy { byte in
            isDigit(byte) || byte == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        }
        guard bytes.count >= 4, bytes.count <= Self.byteLimit, bytes.prefix(4).allSatisfy(isDigit), restFits,
            rest.isEmpty || (rest.count > 1 && rest.first == UInt8(ascii: "-"))
        else { return nil }
        description = text
    }

    /// The name at the end of an origin; `nil` for the origin of a log that was not made by a server.
    init?(ofOrigin origin: String) {
        let parts = origin.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1] == "log" else { return nil }
        self.init(String(parts[2]))
    }

    /// The name of a server's log of this name.
    func origin(host: some StringProtocol) -> String { "\(host)/log/\(self)" }
}
