private import Foundation

extension Host {
    /// A host and what had to be done to its spelling.
    public struct Reading: Hashable, Sendable {
        public let host: Host
        /// A letter was a capital.
        public let hadUpperCase: Bool
        /// A label was written in letters outside ASCII.
        public let wasConverted: Bool
    }

    /// Reads a bare host, whatever its case and script; `nil` for anything else. Nothing is trimmed.
    public static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Reading? {
        switch form(of: bytes) {
        case .canonical: Reading(host: Host(canonical: bytes), hadUpperCase: false, wasConverted: false)
        case .upperCase:
            Reading(host: Host(canonical: bytes.map(lowered)), hadUpperCase: true, wasConverted: false)
        case .international: readInternational(bytes)
        case nil: nil
        }
    }

    /// How far a spelling is from the canonical one.
    package enum Form {
        case canonical
        case upperCase
        /// There are bytes outside ASCII; the rest is still to be judged.
        case international
    }

    static let longest = 253
    private static let longestLabel = 63
    /// A name of 253 characters as A-labels is not longer than this in UTF-8.
    private static let longestInternational = 4 * longest

    /// Looks at every byte once and allocates nothing; `nil` when no host is written like this.
    package static func form(of bytes: UnsafeBufferPointer<UInt8>) -> Form? {
        guard bytes.count <= longestInternational else { return nil }
        var (labelStart, hasDot, hasCapital, isNumber) = (0, false, false, true)
        var previous = UInt8(ascii: ".")
        for (index, byte) in bytes.enumerated() {
            if byte &- 0x61 < 26 {
                isNumber = false
            } else if byte == UInt8(ascii: ".") {
                guard previous != UInt8(ascii: "-"), isLabel(index - labelStart) else { return nil }
                (labelStart, hasDot, isNumber) = (index + 1, true, true)
            } else if byte &- 0x41 < 26 {
                (hasCapital, isNumber) = (true, false)
            } else if byte == UInt8(ascii: "-") {
                guard index > labelStart else { return nil }
                isNumber = false
            } else if byte >= 0x80 {
                return .international
            } else if byte &- 0x30 >= 10 {
                return nil
            }
            previous = byte
        }
        guard hasDot, !isNumber, previous != UInt8(ascii: "-"), isLabel(bytes.count - labelStart), bytes.count <= longest
        else { return nil }
        return hasCapital ? .upperCase : .canonical
    }

    private static func isLabel(_ count: Int) -> Bool { count > 0 && count <= longestLabel }

    /// An ASCII capital as its small letter, any other byte as it is.
    @inlinable package static func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    private static func readInternational(_ bytes: UnsafeBufferPointer<UInt8>) -> Reading? {
        guard bytes.count <= longestInternational, let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var hadUpperCase = false
        var labels: [String] = []
        for label in text.split(separator: ".", omittingEmptySubsequences: false) {
            guard let converted = asciiLabel(String(label), &hadUpperCase) else { return nil }
            labels.append(converted)
        }
        var joined = labels.joined(separator: ".")
        guard joined.withUTF8({ form(of: $0) }) == .canonical else { return nil }
        return Reading(host: Host(canonical: joined.utf8), hadUpperCase: hadUpperCase, wasConverted: true)
    }

    /// A label in lower case, as an A-label where it has letters outside ASCII; `nil` where such letters are no letters.
    static func asciiLabel(_ label: String, _ hadUpperCase: inout Bool) -> String? {
        var lower = String.UnicodeScalarView()
        for scalar in label.precomposedStringWithCanonicalMapping.unicodeScalars {
            let mapped = scalar.properties.lowercaseMapping.unicodeScalars
            if !mapped.elementsEqual(CollectionOfOne(scalar)) { hadUpperCase = true }
            lower.append(contentsOf: mapped)
        }
        let normal = String(lower).precomposedStringWithCanonicalMapping
        if normal.utf8.allSatisfy({ $0 < 0x80 }) { return normal }
        // Wide and ligated letters look like others and are others' names (IDNA, RFC 5892 section 2.2).
        guard normal.unicodeScalars.allSatisfy(isLabelScalar), normal.unicodeScalars.first?.properties.isCombining == false,
            normal.precomposedStringWithCompatibilityMapping.unicodeScalars.elementsEqual(normal.unicodeScalars)
        else { return nil }
        return Punycode.encode(Array(normal.unicodeScalars)).map { "xn--" + $0 }
    }

    /// Letters, marks and digits, and the dot of Catalan (RFC 5892).
    private static func isLabelScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber: true
        default: scalar == "-" || scalar == "\u{B7}"
        }
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isCombining: Bool {
        switch generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }
}
