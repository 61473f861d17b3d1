private import Foundation

enum CharacterCount {
    /// Unicode scalars after NFC.
    static func composed(_ text: String) -> Int { text.precomposedStringWithCanonicalMapping.unicodeScalars.count }
}
