import Daylight
import Exposure
import Glibc
import Testing

/// Hostile questions about delivery: nothing may trap, and every answer is made of finite figures.
///
/// `DAYLIGHT_FUZZ=1000000` in the environment runs that many; a test run does fewer.
@Suite struct DeliveryMeasureFuzzTests {
    private static let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 5_000

    private static let samples = [
        #"{"kind":"divergence","counts":[1230,1610,2380],"baseline":[0.12,1.6e-3,24]}"#,
        #"{"kind":"variants","table":[[4000,300],[250,9007199254740992]]}"#,
        #"{"kind":"proxy","a":93,"b":57,"c":0,"d":1823}"#,
    ]
    private static let figures = [
        "0", "-1", "1e400", "-0.0", "9007199254740992", "9223372036854775807", "99999999999999999999", "1e-320", "1.5", "null",
        "[]",
        #""7""#, "[1]", "1e308",
    ]

    @Test func figuresMayBeAnything() throws {
        var random = SeededGenerator(2026)
        var (answered, refused) = (0, 0)
        for execution in 0..<Self.executions {
            let text = Self.mutated(Self.samples[execution % Self.samples.count], &random)
            do throws(InputError) {
                let item = try MemberReader(try JSONParser.parse(Array(text.utf8)))
                guard let answer = try DeliveryMeasure.answer(try item.string("kind"), item) else { continue }
                // Spelling a number traps on one that JSON does not have.
                #expect(!CanonicalJSON.line(.object(JSONObject(answer))).isEmpty)
                answered += 1
            } catch {
                refused += 1
            }
        }
        #expect(answered > Self.executions / 20 && refused > Self.executions / 20)
    }

    /// Replaces some figures, and now and then a byte.
    private static func mutated(_ sample: String, _ random: inout SeededGenerator) -> String {
        var pieces = sample.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        for index in pieces.indices.dropFirst() where Int.random(in: 0..<3, using: &random) == 0 {
            let head = pieces[index].prefix { !"0123456789.-e]}".contains($0) || $0 == "e" }
            let tail = pieces[index].reversed().prefix { "]}".contains($0) }.reversed()
            pieces[index] = head + figures.randomElement(using: &random)! + String(tail)
        }
        var bytes = Array(pieces.joined(separator: ",").utf8)
        if Int.random(in: 0..<8, using: &random) == 0 {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...127, using: &random)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONObject {
    fileprivate init(_ members: [Member]) {
        self.init()
        for member in members { self[member.name] = member.value }
    }
}
