/// A text reduced to its words in folded letters and digits, to look for other words in it.
struct WordText {
    private let folded: String

    init(_ text: String) { folded = Self.folded(text) }

    /// Whether the words stand in the text, one after the other; no words stand nowhere.
    func holds(_ words: String) -> Bool {
        let words = Self.folded(words)
        return words.utf8.count > 2 && folded.contains(words)
    }

    /// The words in their order.
    var words: [String] { folded.split(separator: " ").map(String.init) }

    private static func folded(_ text: String) -> String {
        let words = NameKey.folded(text).split { !$0.properties.isAlphabetic && $0.properties.numericType == nil }
        return " " + words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ") + " "
    }
}
