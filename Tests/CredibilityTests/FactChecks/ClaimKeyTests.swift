import Testing

@testable import Credibility

/// Steps 1 to 6 of section 5.1 of the credibility reference.
@Suite struct ClaimKeyTests {
    @Test(arguments: [
        ("The  Mayor—sold\t1,200 cards!", "the mayor sold 1200 cards"),
        ("Straße ΌΣΟΣ ŉ ı İ", "strasse όσοσ ʼn ı i"),
        ("3 000, 3,000 and 3.000; 3'000 3’000", "3000 3000 and 3000 3000 3000"),
        ("1,234,5678 1234 567 12,345.67", "1234 5678 1234 567 12345 67"),
        ("See https://x.example/a?b=1,000 now @Mara a@b @ !", "see now mara ab"),
        ("soft\u{AD}hyphen zero\u{200B}width \u{202E}bidi", "softhyphen zerowidth bidi"),
        ("Ｆｕｌｌ ﬁne ²", "full fine 2"),
        ("сorrect mаyor", "correct mayor"),
        ("привет ελλάδα", "привет ελλάδα"),
        ("приveт", "приvет"),
        ("бeлград", "белград"),
        ("", ""), (" ?! ", ""),
    ])
    func normalized(text: String, key: String) {
        #expect(Array(TextKey(text).description.unicodeScalars) == Array(key.unicodeScalars), "\(text)")
    }

    @Test func normalizedTextStaysAsItIs() {
        for text in ["The  Mayor—sold\t1,200 cards!", "Straße", "сorrect", "a@b.c https://x"] {
            let key = TextKey(text).description
            #expect(TextKey(key).description == key)
        }
    }
}
