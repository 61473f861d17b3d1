import Daylight
import Testing

@Suite struct SearchWordsTests {
    @Test(
        "text is cut into small plain words",
        arguments: [
            ("Hello, World!", ["hello", "world"]), ("Việt Nam Ế", ["viet", "nam", "e"]),
            ("Straße ŁÓDŹ Þór", ["strasse", "lodz", "thor"]),
            ("user_12-a", ["user", "12", "a"]), ("ΤΈΛΟΣ", ["τελος"]), ("ёлка", ["елка"]), ("", []), ("\u{0}\u{1}", []),
            ("क्या", ["क्या"]),
        ] as [(String, [String])])
    func words(_ text: String, _ words: [String]) {
        #expect(SearchWords.of(text).map { $0.replacing("ς", with: "σ") } == words.map { $0.replacing("ς", with: "σ") })
    }

    @Test("long words and long texts are bounded")
    func bounds() {
        #expect(SearchWords.of(String(repeating: "a", count: 1000)).map(\.count) == [64])
        #expect(SearchWords.of(String(repeating: "a ", count: 5000)).count == SearchWords.documentLimit)
    }
}
