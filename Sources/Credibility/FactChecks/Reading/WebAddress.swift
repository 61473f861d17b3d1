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
        let rest = text[scheme.endIndex...].dropFirst()
        guard rest.hasPrefix("//") else { return nil }
        let authority = rest.dropFirst(2).prefix { !"/?#".contains($0) }
        guard !authority.utf8.contains(UInt8(ascii: "@")), Self.hasHost(authority) else { return nil }
        self.text = text
        self.authority = authority
    }

    /// The host's name in its canonical form; `nil` for numeric addresses and whatever else is no name.
    public var host: Host? {
        guard !authority.hasPrefix("[") else { return nil }
        let name = authority.prefix { $0 != ":" }
        return Host(name.hasSuffix(".") ? name.dropLast() : name)
    }

    private static func hasHost(_ authority: Substring) -> Bool {
        let port: Substring
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return false }
            port = authority[end...].dropFirst()
        } else {
            let name = authority.prefix { $0 != ":" }
            guard !name.isEmpty else { return false }
            port = authority[name.endIndex...]
        }
        return port.isEmpty || port.first == ":" && port.dropFirst().utf8.allSatisfy(\.isDigit)
    }

    /// A letter, then letters, digits, `+`, `-` and `.` up to a colon.
    private static func scheme(of text: Substring) -> Substring? {
        let scheme = text.prefix { $0 != ":" }
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
        if reference.hasPrefix("//") { return text[..<authority.startIndex].dropLast(2) + reference }
        let path = text[authority.endIndex...].prefix { $0 != "?" && $0 != "#" }
        let query = text[path.endIndex...].prefix { $0 != "#" }
        if reference.isEmpty || reference.hasPrefix("#") { return root + path + query + reference }
        if reference.hasPrefix("?") { return root + path + reference }
        let own = reference.prefix { $0 != "?" && $0 != "#" }
        let rest = reference[own.endIndex...]
        if own.hasPrefix("/") { return root + Self.withoutDots(own) + rest }
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
        return root + Self.withoutDots(folder + own) + rest
    }

    /// Removes `.` and `..` (section 5.2.4).
    private static func withoutDots(_ path: Substring) -> String {
        var segments: [Substring] = []
        let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
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
