import Testing

@testable import Daylight

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

    private static let pieces = [
        "vo", "TE", "é", "e\u{301}", "ß", "Ж", "й", "и\u{306}", "投", "票", "ा", "क", " ", "-", "'", "1", "Ω", "ﬀ", "\u{301}", "🗳",
        "\u{600}", "\u{200D}", "©", "\r", "\n", "İ", "ı", "½", "\u{483}", "Σ", "ς", "ΐ", "\u{AD}", "ǆ", "ŉ", "\u{345}", "한", "각",
    ]

    @Test("letters that are looked up become what they become one by one")
    func wordsByCharacter() {
        var state: UInt64 = 3
        for _ in 0..<3_000 {
            var text = ""
            for _ in 0..<(state >> 33) % 9 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += Self.pieces[Int((state >> 33) % UInt64(Self.pieces.count))]
            }
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let parts = text.flatMap { PlainLetters.parts(of: $0) }
            let words = parts.split(separator: nil).map { word in
                String(String.UnicodeScalarView(word.compactMap { $0 }.prefix(SearchWords.wordLimit)))
            }
            #expect(SearchWords.of(text).map { Array($0.utf8) } == words.map { Array($0.utf8) }, "\(text.debugDescription)")
        }
    }
}
