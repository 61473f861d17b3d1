import Daylight
import Foundation
import Testing

@testable import Sponsorship

/// How many inputs a fuzz test makes: a short run by default, `DAYLIGHT_FUZZ` of them when set.
enum Fuzzing {
    static let count = ProcessInfo.processInfo.environment["DAYLIGHT_FUZZ"].flatMap { Int($0) } ?? 20_000
}

@Suite struct ScannerFuzzTests {
    private static let pieces: [String] = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "\\ude00", "\\u0061", "null", "true", "1", "0", "-", ".", "e",
        " ", "\n", "\"a\"", "\"a\":", "\"\\u0061\":1,", "\u{1}", "å", "例", "😀", "\u{7F}", "0123456789abcdef", "{\"a\":1,",
    ]
    private static let seeds: [String] = [
        #"{"request":{"id":"q","imp":[{"id":"i1"}]},"response":{"seatbid":[{"bid":[{"id":"b\u0037"}]}]},"n":[1.5e-3,-0,true,null]}"#,
        #"{"a":"a longer text than sixteen bytes","å":"Ελληνικά","":{},"b":[[[]],{"c":{"d":"\n\"\\"}}]}"#,
        #"[{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7},{"a":1,"ab":2,"abc":3,"abcdefgh":4,"abcdefghi":5,"abcdefghj":6}]"#,
    ]

    /// Cuts, repeats, swaps and inserts.
    private static func mutated(_ seed: String, _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = Array(seed.utf8)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...4, using: &random)))
            case 1: bytes.insert(contentsOf: pieces.randomElement(using: &random)!.utf8, at: place)
            case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 3 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 4:
                let end = min(bytes.count, place + Int.random(in: 1...12, using: &random))
                bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
            default: bytes.removeSubrange(place...)
            }
        }
        return bytes
    }

    @Test func theScannerTakesWhatTheParserTakes() {
        var random = SeededGenerator(seed: 41)
        let scan = Scan()
        for _ in 0..<Fuzzing.count {
            let bytes = Self.mutated(Self.seeds.randomElement(using: &random)!, &random)
            let isTaken = (try? JSONParser.parse(bytes, limits: .init(depth: ByteScanner.depthLimit))) != nil
            #expect((scan.fault(bytes) == nil) == isTaken, "\(String(decoding: bytes, as: UTF8.self))")
        }
    }
}
