/// Under which names anybody may register one: `com`, `co.uk`, every name below `ck` but `www.ck` (publicsuffix.org).
///
/// Only the section of the registries counts; the private one (such as `github.io`) is off. A top-level name that the list
/// does not have counts under the default rule `*`.
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

    /// Reads the text of the list; lines that are no rule are passed over.
    public init(parsing text: some Sequence<UInt8>) {
        var isPrivate = false
        for line in String(decoding: Array(text), as: UTF8.self).split(whereSeparator: \.isNewline) {
            if line.hasPrefix("//") {
                if line.contains("BEGIN PRIVATE DOMAINS") { isPrivate = true }
                if line.contains("END PRIVATE DOMAINS") { isPrivate = false }
            } else if !isPrivate, let rule = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).first {
                add(rule)
            }
        }
    }

    /// A few suffixes of more than one label that everybody meets, for where no list is installed.
    public static let wellKnown = PublicSuffixList(parsing: WellKnownSuffixes.text.utf8)

    private mutating func add(_ line: Substring) {
        var (name, rule) = (line, Rule.suffix)
        if name.hasPrefix("!") { (name, rule) = (name.dropFirst(), .exception) }
        if name.hasPrefix("*.") { (name, rule) = (name.dropFirst(2), .wildcard) }
        var ignored = false
        let labels = name.split(separator: ".", omittingEmptySubsequences: false).map { Host.asciiLabel(String($0), &ignored) }
        guard labels.allSatisfy({ $0?.isEmpty == false }) else { return }
        deepest = max(deepest, labels.count)
        table.insert(labels.map { $0 ?? "" }.joined(separator: "."), rule)
    }

    /// The registered name: public suffix and one label. A host that is a public suffix itself is its own root.
    public func rootDomain(of host: Host) -> Host {
        var text = host.text
        return text.withUTF8 { bytes in
            let start = rootStart(in: bytes)
            return start == 0 ? host : Host(canonical: bytes[start...])
        }
    }

    /// Where in a canonical host its registered name starts. Allocates nothing.
    public func rootStart(in host: UnsafeBufferPointer<UInt8>) -> Int {
        // Labels of the suffix so far; starts of the labels seen, nearest last.
        var (suffixLabels, depth, isWild) = (1, 0, false)
        var hash = SuffixTable.seed
        var position = host.count
        while position > 0, depth <= deepest {
            position -= 1
            let byte = host[position]
            if position == 0 || host[position - 1] == UInt8(ascii: ".") {
                hash = SuffixTable.mixed(hash, byte)
                depth += 1
                if isWild { suffixLabels = depth }
                let rule = table.rule(for: UnsafeBufferPointer(rebasing: host[position...]), hash)
                if rule.contains(.exception) { return Self.start(ofLabels: depth, in: host) }
                if rule.contains(.suffix) { suffixLabels = depth }
                isWild = rule.contains(.wildcard)
            } else {
                hash = SuffixTable.mixed(hash, byte)
            }
        }
        return Self.start(ofLabels: suffixLabels + 1, in: host)
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
