import Sponsorship
import Testing

@Suite struct ShortCodeTests {
    @Test func fortyBitsAreEightCharacters() throws {
        #expect(ShortCode(bits: 0)?.text == "00000000")
        #expect(ShortCode(bits: (1 << 40) - 1)?.text == "ZZZZZZZZ")
        #expect(ShortCode(bits: 1 << 40) == nil)
        #expect(ShortCode(bits: 0b00001_00010_00011_00100_00101_00110_00111_01000)?.text == "12345678")
    }

    @Test func aCodeIsReadBackHoweverItIsTyped() throws {
        for bits in [0, 1, 31, 32, 0x12_3456_789A, (1 << 40) - 1] as [UInt64] {
            let code = try #require(ShortCode(bits: bits))
            #expect(ShortCode(code.text)?.bits == bits)
            #expect(ShortCode(code.text.lowercased())?.bits == bits)
        }
        #expect(ShortCode("OOIILL00")?.text == "00111100")
    }

    @Test(arguments: ["", "1234567", "123456789", "U2345678", "1234 678", "ßßßß", "1234567é"])
    func whatIsNoCodeIsRefused(_ text: String) { #expect(ShortCode(text) == nil) }
}
