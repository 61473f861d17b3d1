public import Daylight

/// The words and phrases of a query, cut and folded as the library's own are.
public struct LibraryWords: Hashable, Sendable {
    /// Most words and phrases together, and most bytes of the text.
    static let limit = SearchWords.queryLimit
    static let textLimit = 1_000
    /// What people and their phones type around a phrase.
    private static let quotes: Set<Character> = ["\"", "“", "”", "„", "‟", "«", "»"]

    /// Each has to stand somewhere in the ad; the last also as the beginning of a word when `isLastOpen`.
    public private(set) var words: [String] = []
    /// The words of each have to follow each other in one text of the ad.
    public private(set) var phrases: [[String]] = []
    /// Whether the last word may go on, as somebody is still typing it.
    public private(set) var isLastOpen = false

    public init() {}

    /// Reads words and "phrases"; a quote that is not closed goes to the end.
    ///
    /// - Throws: when the text is too long, has more words than a query may have, or none at all though it is not blank.
    public init(_ text: String) throws(InputError) {
        guard text.utf8.count <= Self.textLimit else {
            throw InputError(expected: "at most \(Self.textLimit) bytes", found: "\(text.utf8.count) bytes")
        }
        let parts = text.split(omittingEmptySubsequences: false) { Self.quotes.contains($0) }
        for (index, part) in parts.enumerated() {
            let found = SearchWords.of(String(part))
            guard !found.isEmpty else { continue }
            isLastOpen = index % 2 == 0
            if index % 2 == 0 { words += found } else { phrases.append(found) }
        }
        let count = words.count + phrases.reduce(0) { $0 + $1.count }
        guard count <= Self.limit else {
            throw InputError(expected: "at most \(Self.limit) words", found: "\(count)")
        }
        guard count > 0 || text.allSatisfy(\.isWhitespace) else {
            throw InputError(expected: "letters or digits", found: text)
        }
    }

    public var isEmpty: Bool { words.isEmpty && phrases.isEmpty }

    /// The text that reads as these words again: phrases first, so that an open word stays last.
    public var text: String {
        let quoted = phrases.map { "\"\($0.joined(separator: " "))\"" }
        return (isLastOpen ? quoted + words : words + quoted).joined(separator: " ")
    }
}
