private import Foundation

/// How long a text may be, and which characters it may hold.
enum TextBound {
    /// At most 500 scalars on one line.
    case name
    /// At most 10,000 scalars; lines and tabs are allowed.
    case free

    var longest: Int {
        switch self {
        case .name: 500
        case .free: 10_000
        }
    }

    /// The text in normal form (NFC), or `nil` when it is out of bounds.
    func reading(_ text: String) -> String? {
        // A composed scalar may come from several; more than four times the bound is not worth composing.
        guard text.utf8.count <= longest * 16 else { return nil }
        let composed = text.precomposedStringWithCanonicalMapping
        guard composed.unicodeScalars.count <= longest, !composed.unicodeScalars.contains(where: isRefused) else { return nil }
        return composed
    }

    private func isRefused(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.properties.generalCategory == .control else { return false }
        return !(self == .free && "\n\r\t".unicodeScalars.contains(scalar))
    }
}
