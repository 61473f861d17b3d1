import Daylight
import Testing

@Suite struct HostTests {
    @Test(arguments: [
        ("north.example", "north.example"), ("North.EXAMPLE", "north.example"), ("a-b.c1.example", "a-b.c1.example"),
        ("åbo.example", "xn--bo-xia.example"), ("ÅBO.example", "xn--bo-xia.example"), ("bücher.example", "xn--bcher-kva.example"),
        ("straße.example", "xn--strae-oqa.example"), ("例え.テスト", "xn--r8jz45g.xn--zckzah"), ("1.example", "1.example"),
        ("cafe\u{301}.example", "xn--caf-dma.example"), ("xn--bo-xia.example", "xn--bo-xia.example"),
        ("правда.рф", "xn--80aafi6cg.xn--p1ai"), ("r3---sn.example", "r3---sn.example"),
    ])
    func aHostHasOneForm(_ text: String, _ canonical: String) { #expect(Host(text)?.text == canonical) }

    @Test(arguments: [
        "", ".", "example", "example.", ".example", "a..example", "http://a.example", "a.example/", "a.example:443", "*.example",
        "-a.example", "a-.example", "a.example-", "a.-example", "a b.example", " a.example", "a.example ", "a_b.example",
        "192.0.2.1", "[2001:db8::1]", "a.1", "a@b.example", "a%2eexample", "ａ.example", "a.exa\u{200D}mple", "😀.example",
        "\u{301}a.example", "a。example", "a.example\0", String(repeating: "a", count: 64) + ".example",
        String(repeating: "abcdefg.", count: 32) + "example",
    ])
    func nothingElseIsAHost(_ text: String) { #expect(Host(text) == nil) }

    @Test func theLongestNamesAreTaken() {
        #expect(Host(String(repeating: "a", count: 63) + ".example") != nil)
        let longest = String(repeating: "abcdefghi.", count: 24) + "abcdefghijklm"
        #expect(longest.utf8.count == 253)
        #expect(Host(longest) != nil)
        #expect(Host(longest + "n") == nil)
    }

    @Test func whatWasChangedIsSaid() {
        func reading(_ text: String) -> Host.Reading? { Array(text.utf8).withUnsafeBufferPointer { Host.read($0) } }
        #expect(reading("a.example")?.hadUpperCase == false)
        #expect(reading("A.example")?.hadUpperCase == true)
        #expect(reading("åbo.example")?.hadUpperCase == false)
        #expect(reading("åbo.example")?.wasConverted == true)
        #expect(reading("Åbo.example")?.hadUpperCase == true)
        #expect(reading("xn--bo-xia.example")?.wasConverted == false)
    }

    @Test(arguments: [
        ("a.example", "a.example", true), ("b.a.example", "a.example", true), ("ba.example", "a.example", false),
        ("a.example", "b.a.example", false), ("x.a.example", "b.example", false),
    ])
    func underAHostAreItselfAndWhatEndsInIt(_ name: String, _ other: String, _ isUnder: Bool) {
        #expect(Host(name)!.isUnder(Host(other)!) == isUnder)
    }

    @Test func hostileBytesAreNeverAHostThatIsNotCanonical() {
        var generator = SeededGenerator(seed: 11)
        let alphabet = Array("aZ9-.xn_*:/ é\u{301}ß。İΣ例".utf8) + [0x00, 0x80, 0xFF]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...24, using: &generator)).map { _ in alphabet.randomElement(using: &generator)! }
            guard let host = bytes.withUnsafeBufferPointer({ Host(bytes: $0) }) else { continue }
            #expect(Host(host.text) == host)
            #expect(host.text.utf8.allSatisfy { $0 < 0x80 })
        }
    }
}
