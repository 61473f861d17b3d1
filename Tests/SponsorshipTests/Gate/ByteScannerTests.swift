import Daylight
import Testing

@testable import Sponsorship

/// One scanner over whole texts.
struct Scan {
    private let room = ScannerRoom()

    /// `nil` for a sound value, otherwise the byte at which it stops being one.
    func fault(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBytes { room.fault(in: room.padded($0), count: bytes.count) }
    }

    func fault(_ text: String) -> Int? { fault(Array(text.utf8)) }
}

extension ScannerRoom {
    /// `nil` for a sound value, otherwise the byte at which it stops being one: the same whether objects have shapes, which are
    /// new the first time and known the second, or not.
    func fault(in start: UnsafePointer<UInt8>, count: Int) -> Int? {
        let plain = fault(in: start, count: count, learning: false)
        for _ in 1...2 { #expect(fault(in: start, count: count, learning: true) == plain) }
        return plain
    }

    private func fault(in start: UnsafePointer<UInt8>, count: Int, learning: Bool) -> Int? {
        var scanner = ByteScanner(start, count: count, room: self, learning: learning)
        do throws(GateFault) {
            try scanner.skipValue()
            let end = ByteScanner.afterSpace(scanner.position)
            return end == start + count ? nil : end - start
        } catch {
            return error.offset(from: start)
        }
    }
}

@Suite struct ByteScannerTests {
    private let scan = Scan()

    @Test(arguments: [
        "0", "-0", "-1.5e+10", "10E2", "true", "false", "null", "\"\"", "[]", "{}", " [ 1 , 2 ]\n",
        #"{"a":{"a":1},"b":[{"a":2}]}"#,
        #""\u00e5\ud83d\ude00\"\\\/\b\f\n\r\t""#, "\"åäö Ελληνικά 例え 😀\"", "\"a string of more than sixteen characters\"",
        "{\"\\u0061\":1,\"b\":2,\"\\\\\":3}", "\t\r\n {}\t",
    ])
    func soundValuesAreTaken(_ text: String) { #expect(scan.fault(text) == nil) }

    @Test(arguments: [
        ("", 0), ("{", 1), ("[1,]", 3), ("{\"a\":1,}", 7), ("{\"a\" 1}", 5), ("{a:1}", 1), ("[1 2]", 3), ("{}x", 2), ("tru", 0),
        ("nul", 0), ("01", 1), ("1.", 2), ("-", 1), ("1e", 2), ("1e+", 3), ("+1", 0), (".5", 0), ("NaN", 0), ("Infinity", 0),
        ("\"a", 2), ("\"a\u{1}\"", 2), ("\"\\x\"", 1), ("\"\\u12g4\"", 1), ("\"\\ud800\"", 1), ("\"\\ud800\\u0041\"", 1),
        ("\"\\udc00\"", 1), ("[\"a\",\"b\"", 8), ("\u{FEFF}{}", 0), ("'a'", 0), ("[}", 1), ("{]", 1), ("\0", 0), ("{}\0", 2),
    ])
    func otherBytesAreRefusedWhereTheyStand(_ text: String, _ place: Int) { #expect(scan.fault(text) == place) }

    @Test(
        arguments: [
            [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0x80], [0xC3], [0xE2, 0x82], [0xFF],
        ] as [[UInt8]])
    func bytesThatAreNotUTF8AreRefused(_ bytes: [UInt8]) { #expect(scan.fault([0x22, 0x61] + bytes + [0x22]) == 2) }

    @Test func aNameStandsOnceInAnObject() {
        #expect(scan.fault(#"{"a":1,"a":2}"#) == 7)
        #expect(scan.fault(#"[{"x":{"a":1,"b":2,"a":3}}]"#) == 19)
        #expect(scan.fault(#"{"id":1,"\u0069d":2}"#) == 8)
        #expect(scan.fault(#"{"a name longer than eight":1,"a name longer than eight":2}"#) == 30)
        #expect(scan.fault(#"{"a name longer than eight":1,"a name larger than eight":2}"#) == nil)
        #expect(scan.fault(#"{"id":1,"id\u0000":2}"#) == nil)
        #expect(scan.fault(#"{"":1,"":2}"#) == 6)
        #expect(scan.fault(#"{"a":{"a":{"a":1}},"b":{"a":2}}"#) == nil)
    }

    @Test func aNameStandsOnceInALargeObject() {
        let members = (0..<20_000).map { "\"n\($0)\":0" }
        #expect(scan.fault("{\(members.joined(separator: ","))}") == nil)
        let text = "{\(members.joined(separator: ",")),"
        #expect(scan.fault(text + #""n7":1,"n3":1}"#) == text.utf8.count)
    }

    @Test func nestingEndsAtThirtyTwoLevels() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(scan.fault(nested(32)) == nil)
        #expect(scan.fault(nested(33)) == 32)
        #expect(scan.fault(String(repeating: "[", count: 1_000_000)) == 32)
        #expect(scan.fault(String(repeating: "{\"a\":", count: 33) + "1" + String(repeating: "}", count: 33)) == 32 * 5)
    }

    @Test func decodedNamesAreKnown() {
        let room = ScannerRoom()
        let words = LineWords()
        for (spelling, member) in [("impid", LineMember.impid), (#"i\u006dpid"#, .impid), ("transparency", .transparency)] {
            let text = "{\"\(spelling)\":1}"
            var bytes = text
            let found = bytes.withUTF8 { bytes in
                let start = room.padded(UnsafeRawBufferPointer(bytes))
                var scanner = ByteScanner(start, count: bytes.count, room: room)
                guard var object = try? scanner.openObject() else { return LineMember?.none }
                return (try? scanner.nextName(&object)).flatMap { $0 }.flatMap { words.members[$0] }
            }
            #expect(found == member)
        }
    }

    @Test func everyKnownWordIsFoundAndNoOther() {
        let table = WordTable<PolicyMember>.all()
        func meaning(_ word: String) -> PolicyMember? {
            (Array(word.utf8) + [UInt8](repeating: 0x7A, count: 8)).withUnsafeBufferPointer {
                table[Name(Text(start: $0.baseAddress!, count: word.utf8.count, isPlain: true))]
            }
        }
        for member in PolicyMember.allCases {
            #expect(meaning(member.rawValue) == member)
            #expect(meaning(member.rawValue + "s") != member)
            #expect(meaning(String(member.rawValue.dropLast())) != member)
        }
        // Words of more than 16 bytes differ in the middle, too.
        #expect(meaning("publisherArcepts_olitical") == nil)
    }
}
