import Sponsorship
import Testing

@Suite struct DecimalTests {
    @Test(arguments: ["", "1.", ".5", "-1", "+1", "1,000", "1 000", "1e3", "1.00000", "1234567890123456", "0x1", "١"])
    func onlyPlainDigitsAreANumber(_ text: String) { #expect(Decimal(text) == nil) }

    @Test func numbersAreComparedAndAddedExactly() {
        #expect(Decimal("0.1")! + Decimal("0.2")! == Decimal("0.30")!)
        #expect(Decimal("999999999999999.9999")! > Decimal("999999999999999.9998")!)
        #expect((Decimal("1")! - Decimal("1.005")!).text() == "-0.005")
        #expect((Decimal("5400000")! * Decimal("0.0008")! * Decimal("0.6")!).text() == "2592.00")
    }
}
