import Daylight
import Testing

@testable import Sponsorship

/// The scanner beside the parser of the module Daylight, which reads byte for byte: the same verdicts, and the same places
/// where both name the byte at which reading stopped.
@Suite struct ScannerDifferenceTests {
    private let room = ScannerRoom()

    /// `nil` for a sound value, otherwise the byte at which it stops being one; the text lies at any address.
    private func scanned(_ bytes: [UInt8], alignment: Int) -> Int? {
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: alignment + bytes.count + ScannerRoom.padding)
        defer { memory.deallocate() }
        memory.initialize(repeating: 0, count: alignment + bytes.count + ScannerRoom.padding)
        let start = memory + alignment
        start.update(from: bytes, count: bytes.count)
        return room.fault(in: start, count: bytes.count)
    }

    private func parsed(_ bytes: [UInt8]) -> InputError? {
        do throws(InputError) {
            _ = try JSONParser.parse(bytes, limits: .init(depth: ByteScanner.depthLimit))
            return nil
        } catch {
            return error
        }
    }

    /// What the parser expected where it names the byte that is wrong, and not the text or escape around it.
    private static let exact: Set<String> = [
        "a JSON value", "a member name", "\":\"", "\",\" or \"]\"", "\",\" or \"}\"", "a digit", "the end of the input",
        "each name once in an object", "an escaped control character", "true", "false", "null",
        "at most \(ByteScanner.depthLimit) levels of nesting",
    ]

    private func expectTheSame(_ bytes: [UInt8], alignment: Int = 0) {
        let (found, expected) = (scanned(bytes, alignment: alignment), parsed(bytes))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect((found == nil) == (expected == nil), "\(text)")
        // The parser looks at the encoding of a text only when it has read all of it.
        guard let expected, Self.exact.contains(expected.expected), String(validating: bytes, as: UTF8.self) != nil,
            case .byte(let place) = expected.place
        else { return }
        #expect(found == place, "\(expected): \(text)")
    }

    // MARK: Documents

    private static let texts = [
        "", "a", "id", "å", "例え", "😀", "\\u00e5", "\\ud83d\\ude00", "\\\\", "\\\"", "\\n", "a text of more than sixteen bytes",
        String(repeating: "x", count: 63), String(repeating: "\\\\", count: 31) + "\\\"", String(repeating: "例", count: 40),
        String(repeating: "long ", count: 300),
    ]
    private static let numbers = [
        "0", "-0", "7", "12345678", "123456789", "1.5", "0.12345678", "-1.25e+10", "1E0", "12e-12345678",
    ]

    /// A random value, with members named so that none stands twice.
    private static func value(_ depth: Int, _ random: inout SeededGenerator) -> String {
        let space = ["", "", "", " ", "\n\t", String(repeating: " ", count: 70)].randomElement(using: &random)!
        switch Int.random(in: 0..<(depth > 0 ? 6 : 3), using: &random) {
        case 0: return space + numbers.randomElement(using: &random)!
        case 1: return space + "\"" + texts.randomElement(using: &random)! + "\""
        case 2: return space + ["true", "false", "null"].randomElement(using: &random)! + space
        case 3:
            let elements = (0..<Int.random(in: 0...5, using: &random)).map { _ in value(depth - 1, &random) }
            return "\(space)[\(elements.joined(separator: space + ","))\(space)]"
        default:
            let members = (0..<Int.random(in: 0...12, using: &random)).map { number in
                "\(space)\"\(texts.randomElement(using: &random)!)\(number)\"\(space):\(value(depth - 1, &random))"
            }
            return "\(space){\(members.joined(separator: ","))\(space)}"
        }
    }

    @Test func randomDocumentsAndDamagedOnes() {
        var random = SeededGenerator(seed: 51)
        let damages: [[UInt8]] =
            ["\"", "\\", "\0", "\u{1F}", "{", "}", "[", "]", ",", ":", "0", "-", "e", "\u{7F}", " "].map {
                Array($0.utf8)
            } + [[0xC3], [0x80], [0xFF], [0xED, 0xA0, 0x80]]
        for _ in 0..<Fuzzing.count / 20 {
            let sound = Array(Self.value(4, &random).utf8)
            let alignment = Int.random(in: 0..<64, using: &random)
            expectTheSame(sound, alignment: alignment)
            for _ in 0..<4 {
                var bytes = sound
                let place = Int.random(in: 0...bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.removeSubrange(place...)
                case 1: bytes.insert(contentsOf: damages.randomElement(using: &random)!, at: place)
                case 2 where place < bytes.count: bytes.remove(at: place)
                default:
                    let end = min(bytes.count, place + Int.random(in: 1...20, using: &random))
                    bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
                }
                expectTheSame(bytes, alignment: alignment)
            }
        }
    }

    // MARK: The edges of blocks

    /// Bytes that end texts or seem to, moved over the edges of blocks of 64 bytes and of pieces of 1,024.
    @Test(arguments: [
        "", "\\\"", "\\\\", "\\\\\\\"", "\\\\\\\\", "\\", "\\\\\\", "\\\\\\\\\\", "\0", "\u{1F}", "\u{7F}", "å", "😀", "\\u0022",
        "\\u002",
    ])
    func textsOverTheEdgesOfBlocks(_ inside: String) {
        let distances = Array(50...70) + Array(115...130) + Array(1010...1030)
        for distance in distances {
            let filling = String(repeating: "x", count: distance)
            for text in [
                "[\"\(filling)\(inside)\",\"b\"]", "{\"\(filling)\(inside)\":\"\(inside)b\"}", "[\"\(filling)\",\"\(inside)\",1]",
                "\(String(repeating: " ", count: distance))[\"\(inside)\"]", "[\"\(inside)\(filling)\"\(inside)]",
            ] { expectTheSame(Array(text.utf8), alignment: distance % 8) }
        }
    }

    @Test func textsCutAnywhere() {
        let filling = String(repeating: "long \\\\ \\\" å ", count: 12)
        let bytes = Array("{\"a\":[1.5e3,true,\"\(filling)\"],\"\(filling)\":{\"b\":null,\"c\":\"😀\\ud83d\\ude00\"}}".utf8)
        for count in 0...bytes.count { expectTheSame(Array(bytes.prefix(count)), alignment: count % 8) }
    }

    @Test func bytesThatAreNotUTF8AtTheEdgesOfBlocks() {
        for wrong: [UInt8] in [
            [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xC3], [0xE2, 0x82], [0xFF],
        ] {
            for distance in Array(55...66) + Array(1015...1027) {
                let bytes = [0x22] + [UInt8](repeating: 0x61, count: distance) + wrong + [0x22]
                #expect(scanned(bytes, alignment: 0) == distance + 1)
                #expect(parsed(bytes) != nil)
            }
        }
    }

    @Test func longDigits() {
        for count in 1...40 {
            let digits = String(repeating: "9", count: count)
            for text in [
                "[\(digits)]", "-\(digits)", "0.\(digits)e\(digits)", "\(digits)x", "[\(digits).]", "1e-\(digits):", "0\(digits)",
            ] {
                expectTheSame(Array(text.utf8), alignment: count % 8)
            }
        }
    }
}
