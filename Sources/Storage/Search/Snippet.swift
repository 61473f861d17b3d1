import Daylight

/// The part of a text where the words that were looked for stand.
enum Snippet {
    /// Length in characters.
    static let length = 160

    static func of(_ body: String, around words: [String]) -> String {
        let characters = Array(body)
        guard characters.count > length else { return body }
        let place = firstMatch(in: characters, of: words) ?? 0
        let start = min(max(0, place - length / 3), characters.count - length)
        let end = start + length
        return (start > 0 ? "…" : "") + String(characters[start..<end]) + (end < characters.count ? "…" : "")
    }

    /// Where the first word starts that begins like one of the words.
    private static func firstMatch(in characters: [Character], of words: [String]) -> Int? {
        var start = 0
        while start < characters.count {
            let end = characters[start...].firstIndex(where: \.isWhitespace) ?? characters.count
            let found = SearchWords.of(String(characters[start..<end]))
            if found.contains(where: { part in words.contains { part.hasPrefix($0) } }) { return start }
            start = end + 1
        }
        return nil
    }
}
