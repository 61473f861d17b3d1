import Sponsorship
import Testing

@Suite struct NameKeyTests {
    @Test(arguments: [
        ("Havsfonden e.V.", "havsfonden"), ("HAVSFONDEN,  AB", "havsfonden"), ("Groß & Söhne GmbH", "gross & söhne"),
        ("Spółka Sp. z o o", "spółka"), ("Kustpartiet", "kustpartiet"), ("AB", "ab"), ("Gmbh Ltd", "gmbh"),
        ("  Nord\u{A0}Licht  ", "nord licht"), ("ΟΔΟΣ", "οδοσ"), ("ΟΔΟς", "οδοσ"), ("GROẞ", "gross"), ("ışık", "ışık"),
        ("Cafe\u{301} SA", "café"),
    ])
    func aNameIsReducedToWhatIdentifiesItsBearer(_ name: String, _ key: String) { #expect(NameKey(name).text == key) }
}
