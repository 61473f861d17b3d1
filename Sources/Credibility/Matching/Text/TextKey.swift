/// The wording of a text in the form in which it is compared (credibility reference, section 5.1).
public struct TextKey: Hashable, Sendable, CustomStringConvertible {
    /// Of the rules of normalisation; keys of different versions must not be compared.
    public static let version = TextNormaliser.version
    /// Shorter keys are equal or different, never similar.
    public static let shortLength = 20
    /// Unicode scalars in a shingle.
    public static let shingleLength = 5

    let scalars: [UInt32]

    /// Normalises a text.
    ///
    /// - Parameter ignoringAccents: whether accents make no difference either; such keys are compared with their like only.
    public init(_ text: String, ignoringAccents: Bool = false) {
        var normaliser = TextNormaliser(ignoringAccents: ignoringAccents)
        var text = text
        text.withUTF8 { normaliser.normalise($0) }
        scalars = normaliser.scalars
    }

    /// A text that is already normalised.
    public init(normalised text: String) { scalars = text.unicodeScalars.map(\.value) }

    init(scalars: [UInt32]) { self.scalars = scalars }

    public var description: String { String(String.UnicodeScalarView(scalars.lazy.compactMap(Unicode.Scalar.init))) }

    /// In Unicode scalars.
    public var length: Int { scalars.count }

    /// Whether nothing is left to compare.
    var isEmpty: Bool { scalars.isEmpty }

    /// Words of it, which one space separates.
    var wordCount: Int { scalars.isEmpty ? 0 : scalars.count { $0 == 0x20 } + 1 }

    /// Whether this key is only ever equal to another, not similar.
    public var isShort: Bool { length < Self.shortLength }

    /// The set of all pieces of five scalars, spaces included; the key itself if it is shorter.
    public var shingles: Set<String> {
        guard length > Self.shingleLength else { return [description] }
        return Set(
            (0...length - Self.shingleLength).map { TextKey(scalars: Array(scalars[$0..<$0 + Self.shingleLength])).description }
        )
    }

    /// The numbers in the text: every run of decimal digits.
    public var numbers: Set<String> {
        ScalarClasses.with { classes in
            let runs = scalars.split { !classes[$0].contains(.digit) }
            return Set(runs.map { TextKey(scalars: Array($0)).description })
        }
    }
}
