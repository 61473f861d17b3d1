/// Cuts text into words that can be compared: small letters, no accents, only letters, marks and digits.
///
/// Done here and not by the engines of the store, so that all find the same, and so that nothing a person types can be
/// query syntax.
public enum SearchWords {
    /// Longest word, in Unicode scalars; both what is stored and what is looked for is cut there.
    public static let wordLimit = 64
    /// Most words of one document.
    public static let documentLimit = 2_000
    /// Most words of one query.
    public static let queryLimit = 12

    /// The words in their order, at most so many.
    public static func of(_ text: String, limit: Int = documentLimit) -> [String] {
        var words: [String] = []
        visit(text, limit: limit) { words.append(String(decoding: $0, as: UTF8.self)) }
        return words
    }

    /// Shows each word in its order, at most so many, as UTF-8 that is there only while it is shown.
    public static func visit(
        _ text: String, limit: Int = documentLimit, _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        var text = text
        text.withUTF8 { bytes in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: wordLimit * 4) { word in
                var cutter = WordCutter(word: word, left: limit)
                cutter.cut(bytes, body)
            }
        }
    }
}
