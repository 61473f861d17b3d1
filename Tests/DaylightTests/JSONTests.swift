import Testing

@testable import Daylight

/// Reading hostile JSON, and the one form of JSON that is hashed and signed.
@Suite("JSON")
struct JSONTests {
    private func parse(_ text: String, depth: Int = 64) throws(InputError) -> JSONValue {
        try JSONParser.parse(text.utf8, limits: .init(depth: depth))
    }

    @Test("canonical form sorts by UTF-16 units, drops space and spells numbers as ECMAScript does")
    func canonical() throws {
        let value = try parse(#" { "€":1.0, "\r":-0, "1":[true , null,"\u00e9\u001f/\""], "😀":1e21, "ö":0.000001, "b":1E-7 } "#)
        #expect(
            String(decoding: try CanonicalJSON.bytes(of: value), as: UTF8.self)
                == "{\"\\r\":0,\"1\":[true,null,\"é\\u001f/\\\"\"],\"b\":1e-7,\"ö\":0.000001,\"€\":1,\"😀\":1e+21}")
    }

    @Test(
        "numbers read back as the same double in the shortest ECMAScript spelling",
        arguments: [
            (0, "0"), (1, "1"), (-1.5, "-1.5"), (1e20, "100000000000000000000"), (1e21, "1e+21"), (1.5e300, "1.5e+300"),
            (.leastNonzeroMagnitude, "5e-324"),
            (0.1, "0.1"), (123_456_789.125, "123456789.125"), (1e-6, "0.000001"), (1.25e-7, "1.25e-7"),
            (9_007_199_254_740_991, "9007199254740991"), (333_333_333.333_333_29, "333333333.3333333"), (4.5, "4.5"),
            (100, "100"),
        ] as [(Double, String)])
    func numbers(value: Double, text: String) {
        #expect(JSONNumber(value).text == text)
    }

    @Test("a number beyond doubles keeps its digits in answers and is refused in signed bytes")
    func hugeNumber() throws {
        let value = try parse(#"{"p":4.2187530e-4020,"q":1e999}"#)
        #expect(CanonicalJSON.line(value) == #"{"p":4.2187530e-4020,"q":1e999}"#)
        #expect(throws: InputError.self) { try CanonicalJSON.bytes(of: value) }
    }

    @Test(
        "what is not JSON is refused, with the byte where it stops being JSON",
        arguments: [
            ("", 0), ("{", 1), ("[1,]", 3), ("{\"a\":1,}", 7), ("01", 1), ("1.", 2), ("+1", 0), ("nul", 0), ("\"a", 0),
            ("\"\\x\"", 2), ("\"\u{1}\"", 1), ("1 2", 2), ("{\"a\" 1}", 5), ("[1}", 2), ("\"\\ud800\"", 7), ("\"\\u12g4\"", 3),
            ("\"\\u-000\"", 3), ("\"\\u+123\"", 3),
            ("{1:2}", 1), ("{\"a\":1,\"a\":2}", 7), ("[", 1), ("\u{FEFF}1", 0),
        ])
    func faults(text: String, byte: Int) {
        let error = #expect(throws: InputError.self) { try parse(text) }
        #expect(error?.place == .byte(byte), "\(String(describing: error))")
    }

    @Test("nesting is bounded, and a name that is spelt two ways in Unicode is two names")
    func bounds() throws {
        let deep = String(repeating: "[", count: 9) + String(repeating: "]", count: 9)
        #expect(throws: InputError.self) { try parse(deep, depth: 8) }
        #expect(try parse(deep, depth: 9).kind == "an array")
        #expect(throws: InputError.self) { try JSONParser.parse([UInt8](repeating: 0x20, count: 11), limits: .init(bytes: 10)) }
        let object = try parse("{\"\u{E9}\":1,\"e\u{301}\":2}")
        #expect(object["\u{E9}"]?.integerValue == 1)
        #expect(object["e\u{301}"]?.integerValue == 2)
        #expect(throws: InputError.self) { try JSONParser.parse([0x22, 0xFF, 0x22]) }
    }

    @Test("text is read up to the first byte that JSON spells otherwise, wherever that stands")
    func plainText() {
        for length in 0..<26 {
            for place in 0..<length {
                for byte in UInt8.min...UInt8.max {
                    var text = [UInt8](repeating: 0x61, count: length)
                    text[place] = byte
                    let isPlain = byte >= 0x20 && byte != 0x22 && byte != 0x5C
                    let count = text.withUnsafeBytes { PlainText.count($0) }
                    guard count == (isPlain ? length : place) else {
                        Issue.record("byte \(byte) at \(place) of \(length): \(count)")
                        return
                    }
                }
            }
        }
    }

    @Test("a name that stands twice is found among few and among many", arguments: [2, 8, 9, 10, 40])
    func names(count: Int) throws {
        let members = (0..<count).map { "\"n\($0)\":0" }
        #expect(try parse("{\(members.joined(separator: ","))}").objectValue?.members.count == count)
        for number in [0, count / 2, count - 1] {
            let twice = "{\((members + [members[number]]).joined(separator: ","))}"
            let error = #expect(throws: InputError.self) { try parse(twice) }
            #expect(error?.field == "n\(number)")
        }
        let spellings = members + ["\"\u{E9}\":1", "\"e\u{301}\":2"]
        #expect(try parse("{\(spellings.joined(separator: ","))}")["e\u{301}"]?.integerValue == 2)
    }

    @Test("whatever parses is written and parsed to the same value; nothing brings the parser down", arguments: 0..<4)
    func fuzz(round: UInt64) throws {
        var state = round &+ 1
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let start = Array(#"{"a":[1,-2.5e3,"x\u00e9\n",true,null,{"b":{}}],"c":"\ud83d\ude00"}"#.utf8)
        for _ in 0..<2000 {
            var bytes = start
            for _ in 0...random(3) {
                let place = random(bytes.count)
                switch random(3) {
                case 0: bytes[place] = UInt8(random(256))
                case 1: bytes.remove(at: place)
                default: bytes.insert(Array("{}[],:\"\\0e-".utf8)[random(11)], at: place)
                }
            }
            guard let value = try? JSONParser.parse(bytes) else { continue }
            #expect(try JSONParser.parse(CanonicalJSON.line(value).utf8) == value)
        }
    }
}
