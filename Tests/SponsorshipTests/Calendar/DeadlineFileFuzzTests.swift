import Daylight
import Glibc
import Sponsorship
import Testing

/// Hostile files of deadlines: nothing may trap, and every item is answered.
///
/// `DAYLIGHT_FUZZ=1000000` in the environment runs that many; a test run does fewer.
@Suite struct DeadlineFileFuzzTests {
    private static let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 3_000

    private static let items = [
        #"{"kind":"repository","event":"@"}"#, #"{"kind":"notification","received":"@","elections":["@","@"],"size":"large"}"#,
        #"{"kind":"authority","received":"@","elections":["@"],"size":"medium"}"#,
        #"{"kind":"art5Window","election":"@","pollsClose":"@","announcedAt":"@"}"#, #"{"kind":"lastMonth","election":"@"}"#,
        #"{"kind":"retention7y","last":"@"}"#, #"{"kind":"workingDays","event":"@","n":#}"#,
        #"{"kind":"month","event":"@","n":#}"#,
    ]
    private static let times = [
        "2026-05-14", "0001-01-01", "9999-12-31", "2024-02-29", "2026-05-14T10:00:00+02:00", "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59", "2026-10-25T02:30:00.999Z", "2026-13-01", " ", "1969-12-31T23:59:59.001Z",
    ]
    private static let numbers = ["1", "0", "8", "9223372036854775807", "-1", "1e3", "120000", "2500000", "99999999999999999999"]

    @Test func itemsMayBeAnything() {
        var random = SeededGenerator(seed: 2026)
        var (answered, refused) = (0, 0)
        for execution in 0..<Self.executions {
            var text = #"{"zone":"Europe/Berlin","holidays":["9999-12-31","0001-01-01","2026-05-14"],"items":["#
            text += Self.filled(Self.items[execution % Self.items.count], &random) + "]}"
            var bytes = Array(text.utf8)
            if execution % 8 == 7 {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            do throws(InputError) {
                let file = try DeadlineFile(bytes)
                #expect(file.items.answers.count == 1 && !CanonicalJSON.line(.object(file.json)).isEmpty)
                answered += 1 - file.items.faultCount
            } catch {
                refused += 1
            }
        }
        #expect(answered > Self.executions / 10 && refused > Self.executions / 50)
    }

    private static func filled(_ item: String, _ random: inout SeededGenerator) -> String {
        item.reduce(into: "") { text, character in
            switch character {
            case "@": text += times.randomElement(using: &random)!
            case "#": text += numbers.randomElement(using: &random)!
            default: text.append(character)
            }
        }
    }
}
