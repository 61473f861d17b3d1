import Testing

@testable import Sponsorship

@Suite struct PartyNameTests {
    private static let words = [
        "Kust", "PARTIET", "e.V.", "ev", "e v", "Sp. z o.o.", "GmbH", "gmbh", "A.B.", "ab", "Inc", "limited", ",", ",", " ", "  ",
        "\t", ".", "o",
        "z", "e", "v", "&", "-", "sa", "S.A.", "as", "gGmbH",
    ]

    @Test func aNameInASCIIHasTheKeyThatEveryNameHas() {
        var random = SeededGenerator(seed: 21)
        let (room, memory) = (ScannerRoom(), KeptTexts())
        for _ in 0..<5000 {
            let name = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                Self.words.randomElement(using: &random)! + ["", " "].randomElement(using: &random)!
            }.joined()
            let key = PartyName.plainKey(memory.keep(Array(name.utf8)), room: room.account)
            #expect(key?.string == NameKey(name).text, "\(name)")
        }
    }

    @Test func otherNamesMatchByTheSameKey() {
        let (room, memory) = (ScannerRoom(), KeptTexts())
        func text(_ name: String) -> Text { memory.keep(Array(name.utf8)) }
        let party = PartyName(text("Küstenliga e.V.")) { memory.keep(Array($0.utf8)) }
        #expect(party.matches(text("KU\u{308}STENLIGA"), room: room.account))
        #expect(!party.matches(text("Kustenliga"), room: room.account))
        #expect(!party.matches(text(String(repeating: "x", count: 10_000)), room: room.account))
    }
}
