import Testing

@testable import Credibility

@Suite("Normalised wording")
struct NormalisationTests {
    @Test(
        "Each rule takes away what carries no meaning",
        arguments: [
            // Compatibility forms and case.
            ("Ｆａｋｅ ＶＯＴＥＳ", "fake votes"), ("ﬁlm", "film"), ("STRASSE Straße ẞ", "strasse strasse ss"),
            ("ΟΔΟΣ οδός", "οδοσ οδόσ"),
            ("e\u{301}", "é"), ("가", "가"), ("\u{1112}\u{1161}\u{11AB}", "한"), ("İ ı", "i ı"),
            // Addresses and names.
            ("see https://a.example/x?y=1 now", "see now"), ("HTTP://A.example end", "end"), ("https://only.example", ""),
            ("@Ana and a@b.example @ 5", "ana and ab example 5"), ("xhttps://a.example/ y", "x y"),
            // Characters without a look.
            ("vo\u{200B}te\u{AD}s\u{202E}", "votes"), ("ht\u{200B}tps://a b", "https a b"),
            // Look-alikes: only in words that mix scripts.
            ("Thе mayоr", "the mayor"), ("Служитeли", "служители"), ("рекатa", "реката"), ("хор", "хор"), ("νοο", "νοο"),
            ("vοte", "vote"), ("α1a", "a1a"), ("µm", "μm"),
            // Digits in groups.
            ("3 000", "3000"), ("3,000.000", "3000000"), ("1’234", "1234"), ("1'234", "1234"), ("3\u{A0}000", "3000"),
            ("1234 567", "1234 567"), ("12,34", "12 34"), ("1,000,0000", "1000 0000"),
            ("in 2024 100 people", "in 2024 100 people"),
            ("1,2000", "1 2000"), ("v1 000x", "v1000x"), ("٣,٠٠٠", "٣٠٠٠"),
            // Everything else is one space.
            ("  a -- b!!! ", "a b"), ("", ""), ("🔥🔥", ""), ("क\u{94D}ष", "क ष"),
        ])
    func rules(text: String, key: String) {
        #expect(TextKey(text).description == key)
        #expect(Array(TextKey(text).description.unicodeScalars) == Array(key.unicodeScalars))
    }

    @Test("Bytes that are no UTF-8 separate words")
    func noUTF8() {
        var normaliser = TextNormaliser()
        for bytes: [UInt8] in [
            [0x61, 0xFF, 0x62], [0x61, 0xC3], [0xE2, 0x82, 0x61], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80],
        ] {
            bytes.withUnsafeBufferPointer { normaliser.normalise($0) }
            #expect(!normaliser.scalars.contains { !((0x61...0x7A).contains($0) || $0 == 0x20) })
        }
    }

    @Test("A long run of marks is put in order in time that grows with its length")
    func marks() {
        let marks = (0..<200_000).map { $0 % 2 == 0 ? "\u{301}" : "\u{323}" }.joined()
        #expect(TextKey("a" + marks).description.unicodeScalars.first == "ạ")
    }

    @Test("Numbers are runs of digits")
    func numbers() {
        #expect(TextKey("1,200 of 40 at 7pm").numbers == ["1200", "40", "7"])
        #expect(TextKey("none").numbers.isEmpty)
    }

    @Test(
        "Without accents, letters with and without them are one, and no letter of another script is lost",
        arguments: [
            ("ΟΔΟΣ οδός ὁδός", "οδοσ οδοσ οδοσ"), ("Άδεια ψηφοδέλτια", "αδεια ψηφοδελτια"),
            ("Élections truquées à Évry, ça", "elections truquees a evry ca"), ("œuvre", "œuvre"),
            ("Żółć gęś ŁĄKA", "zolc ges laka"), ("Zażółć gęślą jaźń", "zazolc gesla jazn"), ("e\u{301}lu", "elu"),
            ("x\u{302}y", "xy"), ("İstanbul ılık", "istanbul ilik"), ("한국 투표", "한국 투표"), ("か\u{3099}", "が"),
            ("क\u{94D}ष की", "क ष क"), ("plain words", "plain words"),
        ])
    func accents(text: String, key: String) {
        #expect(TextKey(text, ignoringAccents: true).description == key)
        #expect(TextKey(key, ignoringAccents: true).description == key)
    }
}
