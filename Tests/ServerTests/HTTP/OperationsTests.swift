import Daylight
import Logging
import Synchronization
import Testing

@testable import Server

@Suite struct OperationsTests {
    @Test("a line of the log is one JSON object with time, level and message, whatever is in it")
    func logLine() throws {
        let lines = Lines()
        var handler = JSONLogHandler(label: "daylight", clock: { TestClock.start }, write: { lines.add($0) })
        handler.logLevel = .trace
        handler[metadataKey: "request"] = "abc"
        let logger = Logger(label: "daylight") { _ in handler }
        logger.warning("two\nlines \"quoted\"", metadata: ["route": "/findings/{id}", "time": "forged"])
        let line = try #require(lines.all.first)
        #expect(line.hasSuffix("}\n"))
        #expect(line.dropLast().utf8.allSatisfy { $0 != 0x0A })
        let json = try JSONParser.parse(Array(line.utf8))
        #expect(json["time"] == "2026-11-23T08:00:00Z")
        #expect(json["level"] == "warning")
        #expect(json["message"] == "two\nlines \"quoted\"")
        #expect(json["request"] == "abc")
        #expect(json["route"] == "/findings/{id}")
    }

    @Test("a histogram is cumulative and its last bucket has everything")
    func histogram() {
        let metrics = Metrics()
        for milliseconds in [1, 4, 30, 20_000] {
            metrics.count(method: "GET", route: "/", status: 200, duration: .milliseconds(milliseconds))
        }
        metrics.count(method: "WEIRD\"METHOD", route: "/", status: 405, duration: .zero)
        let text = metrics.text(gauges: [])
        #expect(text.contains("daylight_http_request_seconds_bucket{route=\"/\",le=\"0.005\"} 3\n"))
        #expect(text.contains("daylight_http_request_seconds_bucket{route=\"/\",le=\"0.05\"} 4\n"))
        #expect(text.contains("daylight_http_request_seconds_bucket{route=\"/\",le=\"+Inf\"} 5\n"))
        #expect(text.contains("daylight_http_requests_total{method=\"OTHER\",route=\"/\",status=\"405\"} 1\n"))
    }

    @Test("work beyond its deadline is cancelled and answered with 503")
    func deadline() async throws {
        await #expect {
            try await Deadline.run(.milliseconds(1)) { try await Task.sleep(for: .seconds(600)) }
        } throws: { error in
            (error as? Problem)?.kind == .tookTooLong
        }
        #expect(try await Deadline.run(.seconds(600)) { 7 } == 7)
    }

    @Test(
        "a page is wanted only by those who ask for HTML",
        arguments: [
            (Client.browser, true), ("text/html", true), ("*/*", false), ("application/json", false),
            ("application/json, text/html;q=0.5", false), ("text/html;q=0", false), ("", false),
        ])
    func negotiation(accept: String, expected: Bool) {
        #expect(MediaPreference.prefersPage(accept) == expected)
    }

    @Test("a file's name cannot break out of a command that readers copy")
    func shell() {
        #expect(ShellText.quoted("posts.csv") == "posts.csv")
        #expect(ShellText.quoted("a'; rm -rf ~") == "'a'\\''; rm -rf ~'")
    }

    @Test("forms of random characters are read or refused, never worse")
    func formFuzz() {
        for seed in UInt64(1)...2000 {
            var random = SplitMix64(seed: seed)
            let alphabet = Array("a=&%+2;é\u{0}f".unicodeScalars)
            let scalars = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
            }
            let text = String(String.UnicodeScalarView(scalars))
            guard let fields = try? FormFields(text) else { continue }
            let again = try? FormFields(FormFields.text(fields.fields))
            #expect(again?.fields.map(\.value) == fields.fields.map(\.value), "seed \(seed)")
        }
    }

    @Test("percent-encoding is strict: broken escapes, other bytes than UTF-8 and NUL are refused")
    func percent() {
        #expect(PercentEncoding.decode("a%20b+c") == "a b+c")
        #expect(PercentEncoding.decode("a+b", plusIsSpace: true) == "a b")
        #expect(PercentEncoding.decode("%C3%A9") == "é")
        for text in ["%", "%2", "%zz", "%ff", "%00", "%+1"] { #expect(PercentEncoding.decode(text) == nil, "\(text)") }
        for seed in UInt64(1)...200 {
            var random = SplitMix64(seed: seed)
            let scalars = (0..<10).compactMap { _ in UnicodeScalar(UInt32.random(in: 1...0x2FFF, using: &random)) }
            let text = String(String.UnicodeScalarView(scalars))
            #expect(PercentEncoding.decode(PercentEncoding.query(text))?.utf8.elementsEqual(text.utf8) == true, "seed \(seed)")
        }
    }
}

private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
}
