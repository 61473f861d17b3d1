import Daylight

extension WebAddress {
    /// The place that the address names, the same for spellings that usually lead there: without scheme, `www.`, default port,
    /// fragment and slashes at the end, the host in small letters (RFC 3986, section 6.2).
    ///
    /// `http` and `https` count as one, since whoever passes an address on writes either.
    public var place: String {
        let bytes = Array(text.utf8)
        // An address begins with its scheme, a colon and two slashes.
        let start = (bytes.firstIndex(of: UInt8(ascii: ":")) ?? 0) + 3
        let rest = bytes.dropFirst(start).prefix { $0 != UInt8(ascii: "#") }
        var host = rest.prefix { !"/?".utf8.contains($0) }.map(\.small)
        for port in [":443", ":80", ":"] where host.ends(with: port) { host.removeLast(port.utf8.count) }
        if host.last == UInt8(ascii: ".") { host.removeLast() }
        if host.starts(with: "www.".utf8), host.count > 4 { host.removeFirst(4) }
        var path = rest.drop { !"/?".utf8.contains($0) }
        while path.last == UInt8(ascii: "/") { path.removeLast() }
        return String(decoding: host + path, as: UTF8.self)
    }
}

/// Looks for an address in texts, in whatever spelling.
public struct LeakAddressSearch: Sendable {
    private let wanted: [UInt8]

    public init(_ address: WebAddress) { wanted = Self.folded(address.place) }

    /// Whether the text has the address, or one below it. What only begins with the same letters is another address.
    public func isFound(in text: String) -> Bool {
        guard text.utf8.count >= wanted.count else { return false }
        let bytes = Self.folded(text)
        guard bytes.count >= wanted.count, let first = wanted.first else { return false }
        return (0...(bytes.count - wanted.count)).contains { start in
            guard bytes[start] == first, bytes[start...].starts(with: wanted) else { return false }
            let end = start + wanted.count
            return (start == 0 || !bytes[start - 1].isOfAWord) && (end == bytes.count || !bytes[end].isOfAWord)
        }
    }

    /// Small letters, escapes resolved, without default ports and marks that nobody sees, and without what browsers take for
    /// nothing in an address: wide letters and full stops, backslashes, a dot behind the host, steps to where one is.
    private static func folded(_ text: String) -> [UInt8] {
        withoutSteps(unescaped(Array(String(String.UnicodeScalarView(text.unicodeScalars.compactMap(narrow))).utf8)))
    }

    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x5C: "/"
        case 0x3002, 0xFF0E, 0xFF61: "."
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
        default: scalar.properties.generalCategory == .format ? nil : scalar
        }
    }

    /// Takes out `[.]` for a dot, doubled slashes, `./`, and `../` with the step before it.
    private static func withoutSteps(_ bytes: [UInt8]) -> [UInt8] {
        let (slash, dot) = (UInt8(ascii: "/"), UInt8(ascii: "."))
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index...].starts(with: "[.]".utf8) || bytes[index...].starts(with: "(.)".utf8) {
                kept.append(dot)
                index += 3
                continue
            }
            let byte = bytes[index]
            index += 1
            guard byte == slash else {
                kept.append(byte)
                continue
            }
            if kept.suffix(3) == [slash, dot, dot] {
                kept.removeLast(3)
                while let last = kept.last, last != slash, kept.count > 1, last.isOfAWord || last == dot { kept.removeLast() }
                if kept.last != slash { kept.append(slash) }
            } else if kept.last == dot, kept.dropLast().last.map({ $0 == slash || $0.isOfAWord }) ?? false {
                // A step to where one is, or the dot that may end a host's name.
                kept.removeLast()
                if kept.last != slash { kept.append(slash) }
            } else if kept.last != slash {
                kept.append(slash)
            }
        }
        return kept
    }

    private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
        var folded: [UInt8] = []
        folded.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = bytes[index + 1].hexDigit,
                let low = bytes[index + 2].hexDigit
            {
                folded.append((high << 4 | low).small)
                index += 3
            } else if let port = [":443/", ":80/"].first(where: { bytes[index...].starts(with: $0.utf8) }) {
                index += port.utf8.count - 1
            } else {
                folded.append(bytes[index].small)
                index += 1
            }
        }
        return folded
    }
}

extension UInt8 {
    fileprivate var small: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }

    /// Letters, digits, `-` and `_`, in small letters.
    fileprivate var isOfAWord: Bool {
        (0x61...0x7A).contains(self) || (0x30...0x39).contains(self) || self == 0x2D || self == 0x5F
    }

    fileprivate var hexDigit: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }
}

extension [UInt8] {
    fileprivate func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}

/// A part of a case that has texts or links.
public enum LeakPart: String, Hashable, Sendable, CaseIterable {
    case title, holders, origin, claims, advice, campaign, files, findings, redaction, decisions, demotions

    /// In a sentence.
    var name: String {
        switch self {
        case .title: "the title"
        case .holders: "who has or published it"
        case .origin: "where it is said to come from"
        case .claims: "the claims"
        case .advice: "the advice"
        case .campaign: "the linked campaign"
        case .files: "the names of the files"
        case .findings: "the findings or their links"
        case .redaction: "the checklist"
        case .decisions: "the reasons of decisions"
        case .demotions: "the reasons of demotions"
        }
    }
}

extension LeakCase {
    /// Parts that say where the files are, although nobody should be led to them (credibility reference, section 9.2).
    var partsWithTheAddress: [LeakPart] {
        guard case .address(let address)? = firstSeen?.place else { return [] }
        let search = LeakAddressSearch(address)
        return LeakPart.allCases.filter { part in texts(of: part).contains { search.isFound(in: $0) } }
    }

    /// Whether a text says where the files are.
    func leadsToTheFiles(_ text: String) -> Bool {
        guard case .address(let address)? = firstSeen?.place else { return false }
        return LeakAddressSearch(address).isFound(in: text)
    }

    func texts(of part: LeakPart) -> [String] {
        switch part {
        case .title: [title]
        case .holders: holders
        case .origin: [purportedOrigin].compactMap(\.self)
        case .claims: claims
        case .advice: [advice].compactMap(\.self)
        case .campaign: campaign.map(\.description)
        case .files: items.map(\.file)
        case .findings: items.flatMap { $0.findings.values.flatMap { [$0.sentence] + $0.evidence.map(\.text) } }
        case .redaction:
            redaction.values.compactMap { point in
                if case .notApplicable(let reason) = point.outcome { reason } else { nil }
            }
        case .decisions: decisions.map(\.reason)
        case .demotions: demotions.map(\.reason)
        }
    }
}
