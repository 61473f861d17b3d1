public import Daylight

/// An absolute address of the web: http or https, with a host, without user information and white space (RFC 3986).
public struct WebAddress: Hashable, Sendable, CustomStringConvertible {
    /// As written.
    public let text: String
    /// Between the slashes and the path, port included.
    let authority: Substring

    public var description: String { text }

    /// `nil` for any other text.
    public init?(_ text: String) {
        guard !text.unicodeScalars.contains(where: \.isSpaceOrControl) else { return nil }
        guard let scheme = Self.scheme(of: text[...]), ["http", "https"].contains(scheme.lowercased()) else { return nil }
        let rest = text[scheme.endIndex...].without(1)
        guard rest.begins("//") else { return nil }
        let authority = rest.without(2).upTo("/?#")
        guard !authority.utf8.contains(UInt8(ascii: "@")), Self.hasHost(authority) else { return nil }
        self.text = text
        self.authority = authority
    }

    /// The host's name in its canonical form; `nil` for numeric addresses and whatever else is no name.
    public var host: Host? {
        guard !authority.begins("[") else { return nil }
        let name = authority.upTo(":")
        return Host(name.utf8.last == UInt8(ascii: ".") ? name.dropLast() : name)
    }

    private static func hasHost(_ authority: Substring) -> Bool {
        let port: Substring
        if authority.begins("[") {
            guard let end = authority.utf8.firstIndex(of: UInt8(ascii: "]")) else { return false }
            port = authority[end...].without(1)
        } else {
            let name = authority.upTo(":")
            guard !name.isEmpty else { return false }
            port = authority[name.endIndex...]
        }
        return port.isEmpty || port.begins(":") && port.without(1).utf8.allSatisfy(\.isDigit)
    }

    /// A letter, then letters, digits, `+`, `-` and `.` up to a colon.
    private static func scheme(of text: Substring) -> Substring? {
        let scheme = text.upTo(":")
        guard scheme.endIndex < text.endIndex, let first = scheme.utf8.first, first.isLetter else { return nil }
        let isScheme = scheme.utf8.allSatisfy {
            $0.isLetter || $0.isDigit || [0x2B, 0x2D, 0x2E].contains($0)
        }
        return isScheme ? scheme : nil
    }
}

extension WebAddress {
    /// Reads a reference that stands in a document at the base (RFC 3986, section 5); absolute ones stay as they are.
    ///
    /// - Parameter base: `nil` when nobody knows where the document was found; then only absolute references have a meaning.
    public init?(_ reference: String, base: WebAddress?) {
        if Self.scheme(of: reference[...]) != nil {
            self.init(reference)
        } else if let base {
            self.init(base.joined(reference))
        } else {
            return nil
        }
    }

    private func joined(_ reference: String) -> String {
        let root = text[..<authority.endIndex]
        if reference[...].begins("//") { return text[..<authority.startIndex].dropLast(2) + reference }
        let path = text[authority.endIndex...].upTo("?#")
        let query = text[path.endIndex...].upTo("#")
        if reference.isEmpty || reference[...].begins("#") { return root + path + query + reference }
        if reference[...].begins("?") { return root + path + reference }
        let own = reference[...].upTo("?#")
        let rest = reference[own.endIndex...]
        if own.begins("/") { return root + Self.withoutDots(own) + rest }
        let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[..<path.utf8.index(after: $0)] } ?? "/"
        return root + Self.withoutDots(folder + own) + rest
    }

    /// Removes `.` and `..` (section 5.2.4).
    private static func withoutDots(_ path: Substring) -> String {
        var segments: [Substring] = []
        let parts = path.without(1).utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { Substring($0) }
        for (index, part) in parts.enumerated() {
            switch part {
            case ".", "..":
                if part == "..", !segments.isEmpty { segments.removeLast() }
                if index == parts.count - 1 { segments.append("") }
            default: segments.append(part)
            }
        }
        return "/" + segments.joined(separator: "/")
    }
}

extension WebAddress {
    /// Addresses are bytes: two Unicode spellings of a letter are two addresses.
    public static func == (left: WebAddress, right: WebAddress) -> Bool { ExactText(left.text) == ExactText(right.text) }

    public func hash(into hasher: inout Hasher) { hasher.combine(ExactText(text)) }
}

/// Cutting at ASCII characters byte by byte: a mark that combines with a delimiter does not hide it.
extension WebAddress {
    /// Path, query and nothing else; at least a slash.
    var resource: Substring {
        let resource = text[authority.endIndex...].upTo("#")
        return resource.isEmpty ? "/" : resource
    }

    /// The text before the fragment.
    var withoutFragment: Substring { text[...].upTo("#") }
}

extension Substring {
    /// The part before the first of some ASCII characters.
    fileprivate func upTo(_ delimiters: String) -> Substring {
        self[..<(utf8.firstIndex { delimiters.utf8.contains($0) } ?? endIndex)]
    }

    fileprivate func without(_ byteCount: Int) -> Substring { self[utf8.index(startIndex, offsetBy: byteCount)...] }

    fileprivate func begins(_ start: String) -> Bool { utf8.starts(with: start.utf8) }
}
