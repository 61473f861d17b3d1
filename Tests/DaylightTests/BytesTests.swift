import Testing

@testable import Daylight

/// One text for one value.
@Suite("Bytes as text")
struct BytesTests {
    @Test(
        "the vectors of RFC 4648 §10",
        arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")])
    func base64(text: String, encoded: String) {
        #expect(Base64.encode(Array(text.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(text.utf8))
        #expect(Base64.decode(encoded.filter { $0 != "=" }, alphabet: .either) == Array(text.utf8))
    }

    @Test(
        "strict base64 refuses every second spelling",
        arguments: ["Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm9v\n", " Zm9v", "Z-9v", "Zm9v====", "=", "Zg==Zg==", "Zm\u{F8}v"])
    func strict(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test("one text decodes to one value: no other character, length or padding gives the same bytes")
    func onlySpelling() {
        for length in 0..<40 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 37 + length) }
            let text = Array(Base64.encode(bytes).utf8)
            #expect(Base64.decode(String(decoding: text, as: UTF8.self)) == bytes)
            for place in text.indices {
                for byte in UInt8.min..<0x80 where byte != text[place] {
                    var other = text
                    other[place] = byte
                    let spelling = String(decoding: other, as: UTF8.self)
                    guard let decoded = Base64.decode(spelling) else { continue }
                    #expect(decoded != bytes && Base64.encode(decoded) == spelling, "\(spelling)")
                }
            }
        }
    }

    @Test("the URL alphabet is read only where it is asked for")
    func urlAlphabet() {
        #expect(Base64.decode("-_8", alphabet: .either) == [0xFB, 0xFF])
        #expect(Base64.decode("+/8=", alphabet: .either) == [0xFB, 0xFF])
        #expect(Base64.decode("-_8=") == nil)
    }

    @Test("hexadecimal is lower case and whole bytes", arguments: ["0", "0G", "AB", "0x"])
    func notHex(text: String) {
        #expect(Hex.decode(text) == nil)
        #expect(Hex.encode([0, 0xAB]) == "00ab")
    }

    @Test(
        "moments are written in UTC, with a fraction only where there is one",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1_795_420_800_000, "2026-11-23T08:00:00Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_123, "2000-02-29T00:00:00.123Z"), (253_402_300_799_000, "9999-12-31T23:59:59Z"),
        ] as [(Int64, String)])
    func timestamps(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
    }

    @Test("days are counted forth and back over four centuries")
    func days() {
        for day in stride(from: Int64(-146_097), through: 146_097, by: 61) {
            #expect(CivilDate(daysSinceEpoch: day).daysSinceEpoch == day)
        }
        #expect(CivilDate(year: 2023, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 2000, month: 2, day: 29) != nil)
    }
}
