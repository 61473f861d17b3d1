/// Under which names anybody may register one: `com`, `co.uk`, every name below `ck` but `www.ck` (publicsuffix.org).
///
/// A top-level name that the list does not have counts under the default rule `*`.
public struct PublicSuffixList: Sendable {
    /// What the list says about one name.
    struct Rule: OptionSet, Sendable {
        let rawValue: UInt8
        /// The name is a public suffix.
        static let suffix = Rule(rawValue: 1)
        /// Every name one label below is one (`*.name`).
        static let wildcard = Rule(rawValue: 2)
        /// It is none, although a wildcard says so (`!name`).
        static let exception = Rule(rawValue: 4)
    }

    private var table = SuffixTable()
    private var deepest = 1

    /// How many names the list has rules for.
    public var count: Int { table.count }

    /// Which sections of the list count.
    public enum Sections: Sendable {
        /// Only that of the registries: two blogs on `github.io` have one owner.
        case registries
        /// Also the private one: two blogs on `github.io` are strangers.
        case registriesAndPrivate
    }

    /// Reads the text of the list; lines that are no rule are passed over.
    public init(parsing text: some Collection<UInt8>, sections: Sections = .registries) {
        var isPrivate = false
        for line in Array(text).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            if line.starts(with: "//".utf8) {
                if Self.isMarker(line, "BEGIN") { isPrivate = true }
                if Self.isMarker(line, "END") { isPrivate = false }
            } else if !isPrivate || sections == .registriesAndPrivate {
                add(line.prefix { $0 != 0x20 && $0 != 0x09 })
            }
        }
    }

    private static func isMarker(_ line: ArraySlice<UInt8>, _ word: String) -> Bool {
        line.starts(with: "// ===\(word) PRIVATE DOMAINS===".utf8)
    }

    /// A few suffixes of more than one label that everybody meets, for where no list is installed.
    public static let wellKnown = PublicSuffixList(parsing: WellKnownSuffixes.text.utf8)

    private mutating func add(_ line: ArraySlice<UInt8>) {
        var (name, rule) = (line, Rule.suffix)
        if name.first == UInt8(ascii: "!") { (name, rule) = (name.dropFirst(), .exception) }
        if name.starts(with: "*.".utf8) { (name, rule) = (name.dropFirst(2), .wildcard) }
        if name.contains(where: { $0 >= 0x80 }) {
            guard let converted = Self.asciiName(name) else { return }
            name = converted
        }
        guard !name.isEmpty else { return }
        deepest = max(deepest, name.lazy.filter { $0 == UInt8(ascii: ".") }.count + 1)
        table.insert(name, rule)
    }

    /// A rule's name with A-labels.
    private static func asciiName(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var ignored = false
        var labels: [String] = []
        for label in String(decoding: name, as: UTF8.self).split(separator: ".") {
            guard let converted = Host.asciiLabel(String(label), &ignored) else { return nil }
            labels.append(converted)
        }
        return Array(labels.joined(separator: ".").utf8)[...]
    }

    /// The registered name: public suffix and one label. A host that is a public suffix itself is its own root.
    public func rootDomain(of host: Host) -> Host {
        var text = host.text
        return text.withUTF8 { bytes in
            let start = rootStart(in: bytes)
            return start == 0 ? host : Host(canonical: bytes[start...])
        }
    }

    /// The same, but `nil` for a host that is a public suffix itself: it has no single owner.
    public func registrableDomain(of host: Host) -> Host? {
        var text = host.text
        return text.withUTF8 { bytes in
            let labels = suffixLabels(of: bytes)
            guard bytes.lazy.filter({ $0 == UInt8(ascii: ".") }).count >= labels else { return nil }
            let start = Self.start(ofLabels: labels + 1, in: bytes)
            return start == 0 ? host : Host(canonical: bytes[start...])
        }
    }

    /// Where in a canonical host its registered name starts. Allocates nothing.
    public func rootStart(in host: UnsafeBufferPointer<UInt8>) -> Int {
        Self.start(ofLabels: suffixLabels(of: host) + 1, in: host)
    }

    /// How many labels the public suffix of a host has.
    private func suffixLabels(of host: UnsafeBufferPointer<UInt8>) -> Int {
        // Labels of the suffix so far; how many were seen.
        var (suffixLabels, depth, isWild) = (1, 0, false)
        var hash = FNV1a.seed
        var position = host.count
        while position > 0, depth <= deepest {
            position -= 1
            let byte = host[position]
            hash = FNV1a.mixed(hash, byte)
            guard position == 0 || host[position - 1] == UInt8(ascii: ".") else { continue }
            depth += 1
            if isWild { suffixLabels = depth }
            let rule = table.rule(for: UnsafeBufferPointer(rebasing: host[position...]), hash)
            if rule.contains(.exception) { return depth - 1 }
            if rule.contains(.suffix) { suffixLabels = depth }
            isWild = rule.contains(.wildcard)
        }
        return suffixLabels
    }

    /// Where the last so many labels start; 0 when there are fewer.
    private static func start(ofLabels count: Int, in host: UnsafeBufferPointer<UInt8>) -> Int {
        var (left, position) = (count, host.count)
        while position > 0 {
            if host[position - 1] == UInt8(ascii: ".") {
                left -= 1
                if left == 0 { return position }
            }
            position -= 1
        }
        return 0
    }
}
