import Daylight

/// Hosts as texts: how they are brought into the form in which they are compared.
enum HostText {
    /// Lower case and A-labels. What is no host is only put in lower case, and hence under nothing but itself.
    ///
    /// - Parameter keep: makes a text of new bytes; most hosts need none.
    static func canonical(_ text: Text, keep: ([UInt8]) -> Text) -> Text {
        if text.bytes.allSatisfy({ $0 < 0x80 && $0 &- 0x41 >= 26 }) { return text }
        if let host = Host(bytes: text.bytes) { return keep(Array(host.text.utf8)) }
        return keep(text.bytes.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 })
    }

    /// `asi/sid` with the system in lower case; accounts differ by case.
    static func canonicalAccount(_ text: Text, keep: ([UInt8]) -> Text) -> Text {
        guard let slash = text.bytes.firstIndex(of: UInt8(ascii: "/")) else { return text }
        let system = canonical(Text(start: text.start, count: slash, isPlain: true), keep: keep)
        return keep(Array(system.bytes) + Array(text.bytes[slash...]))
    }

    /// Equal to the domain or ending in a dot and the domain, both canonical.
    static func isUnder(_ host: Text, _ domain: Text) -> Bool {
        let start = host.count - domain.count
        guard start >= 0, Text(start: host.start + start, count: domain.count, isPlain: true) == domain else { return false }
        return start == 0 || host.start[start - 1] == UInt8(ascii: ".")
    }
}
