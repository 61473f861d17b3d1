/// The name of a host as files and records compare it: lower case, international labels as A-labels, with a dot, and
/// without scheme, port, path or `*` (sponsorship reference, section 10.1).
///
/// A label has 1 to 63 letters, digits and inner hyphens (RFC 1123; an underscore may stand in the DNS, not in a host's
/// name), the whole at most 253 characters. Addresses are no names: the last label is not a number.
public struct Host: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The canonical form.
    public let text: String

    public var description: String { text }

    /// `nil` for anything but a bare host. The text is not trimmed.
    public init?(_ text: some StringProtocol) {
        var copy = String(text)
        guard let reading = copy.withUTF8({ Self.read($0) }) else { return nil }
        self = reading.host
    }

    /// `nil` for anything but a bare host in UTF-8.
    public init?(bytes: UnsafeBufferPointer<UInt8>) {
        guard let reading = Self.read(bytes) else { return nil }
        self = reading.host
    }

    /// For bytes known to be canonical.
    package init(canonical bytes: some Collection<UInt8>) { text = String(decoding: bytes, as: UTF8.self) }

    public static func < (left: Host, right: Host) -> Bool { left.text.utf8.lexicographicallyPrecedes(right.text.utf8) }

    /// Equal to the other host or below it.
    public func isUnder(_ other: Host) -> Bool { self == other || isBelow(other) }

    /// Ends in a dot and the other host.
    public func isBelow(_ other: Host) -> Bool {
        let (name, end) = (text.utf8, other.text.utf8)
        return name.count > end.count + 1 && name.suffix(end.count).elementsEqual(end)
            && name[name.index(name.endIndex, offsetBy: -end.count - 1)] == UInt8(ascii: ".")
    }
}
