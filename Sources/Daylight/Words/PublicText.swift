/// What may stand in a text that others are shown.
public enum PublicText {
    /// The first character that may not: a control character, or one that turns the direction of writing and so makes readers
    /// see another text than is there.
    ///
    /// - Parameter mayBreak: whether the text may have several lines and tabs.
    public static func fault(in text: String, mayBreak: Bool) -> Unicode.Scalar? {
        text.unicodeScalars.first { scalar in
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: !mayBreak
            case 0x202A...0x202E, 0x2066...0x2069: true
            default: scalar.properties.generalCategory == .control
            }
        }
    }
}
