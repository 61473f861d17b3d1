import Daylight
import Glibc
import Testing

@testable import Credibility

@Suite struct LeakFileTests {
    private static let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 1_500

    private static func full() throws -> LeakCase {
        var leak = try LeakSample.assessed(
            [.verifiedPart, .fabricated],
            mails: [LeakSample.mail(.signed(.pass), [.weakKey], notCovered: ["subject"]), LeakSample.mail(.none)])
        let account = try Subject(.account, "85d2")
        let settled = leak.redaction
        try leak.edit(by: "ada", at: LeakSample.now) { leak in
            leak.holders = ["A forum"]
            leak.purportedOrigin = "The campaign's mail server"
            leak.claims = ["Votes were bought."]
            leak.techniques = [.dox, .alterAuthenticDocuments]
            leak.campaign = [account]
            leak.advice = "Ask the party."
            leak.election = .vote(day: LeakSample.day, opens: Timestamp(iso8601: "2026-11-29T07:00:00Z"))
        }
        for (matter, redaction) in settled { try leak.redact(matter, redaction) }
        try leak.demote(by: "ada", reason: "Not yet.", at: LeakSample.now)
        try leak.conclude(by: "ada", reason: "Done.", at: LeakSample.now)
        try leak.propose(by: "ada", reason: "Now.", at: LeakSample.now)
        return leak
    }

    @Test("a case file reads back as it was written, in every state", arguments: LeakState.allCases)
    func roundTrip(state: LeakState) throws {
        let leak = try LeakSample.leak(in: state)
        #expect(try LeakCase(parsing: CanonicalJSON.bytes(of: leak.json)) == leak)
        let full = try Self.full()
        #expect(try LeakCase(parsing: CanonicalJSON.bytes(of: full.json)) == full)
    }

    @Test("a case opened from a file has its items and nothing that people have to decide")
    func opening() throws {
        let file = try Self.full()
        let opened = try LeakCase(openedFrom: file)
        #expect(opened.id == file.id && opened.items.map(\.sha256) == file.items.map(\.sha256))
        #expect(opened.items[0].mail == file.items[0].mail && opened.items.allSatisfy { $0.findings.isEmpty })
        #expect(opened.state == .new && opened.decisions.isEmpty && opened.demotions.isEmpty && opened.redaction.isEmpty)
        #expect(opened.claims == file.claims && opened.firstSeen == file.firstSeen)
    }

    @Test("what is published does not lead to the files, and whoever has the address can still compare it")
    func withholding() throws {
        let leak = try Self.full()
        let published = try CanonicalJSON.bytes(of: leak.withoutAddress.json)
        #expect(!String(decoding: published, as: UTF8.self).contains("dump.example"))
        let read = try LeakCase(parsing: published)
        #expect(read == leak.withoutAddress && read.firstSeen?.place.digest == leak.firstSeen?.place.digest)
    }

    @Test("the same items give the same id, in whatever order")
    func ids() throws {
        let items = ["a", "b"].map { LeakSample.item($0) }
        #expect(try LeakSample.leak(items).id == LeakSample.leak(items.reversed()).id)
        #expect(try LeakSample.leak(items).id != LeakSample.leak([items[0]]).id)
    }

    @Test(
        "a member that does not fit is named",
        arguments: [
            ("format", "2"), ("id", "\"0F\""), ("title", "\"\""), ("items", "[]"), ("status", "\"new\""),
            ("state", "\"open\""), ("techniques", "[\"T1\"]"), ("campaign", "[\"planet:mars\"]"), ("holders", "[1]"),
            ("election", "{\"linked\":1}"), ("redaction", "{}"), ("firstSeen", "{\"time\":\"now\"}"),
            ("title", "\"a\\u202Eb\""), ("decisions", "[{}]"), ("demotions", "[{\"reason\":\"x\"}]"), ("claims", "[\"\"]"),
        ])
    func faults(member: String, value: String) throws {
        var object = try #require(try Self.full().json.objectValue)
        object[member] = try JSONParser.parse(Array(value.utf8))
        #expect(throws: InputError.self) { try LeakCase(.object(object)) }
    }

    @Test("names that would look like another are made visible")
    func names() {
        #expect(
            LeakItem(file: "a\u{202E}gpj.exe\n", sha256: Digest(of: [1]), size: -1, type: .other).file
                == "a\u{FFFD}gpj.exe\u{FFFD}")
        for name in ["", " "] {
            #expect(LeakItem(file: name, sha256: Digest(of: [1]), size: 0, type: .other).file == "\u{FFFD}")
        }
    }

    @Test("ten thousand items are read, one more is not")
    func many() throws {
        let items = (0..<LeakCase.itemLimit).map { LeakSample.item("\($0)") }
        let leak = try LeakSample.leak(items)
        #expect(try LeakCase(parsing: CanonicalJSON.bytes(of: leak.json)).items.count == LeakCase.itemLimit)
        #expect(throws: InputError.self) { try LeakSample.leak(items + [items[0]]) }
    }

    @Test(
        "what a file is follows from its first bytes",
        arguments: [
            ("From: a@b.example\r\nSubject: x\r\n\r\nHello", LeakMediaType.mail), ("Subject: x\n\nHello", .text),
            ("From a@b Mon\nFrom: a", .mailbox), ("%PDF-1.7", .pdf), ("{\"a\":1}", .json), ("<!DOCTYPE html>", .html),
            ("Note: nothing", .text), ("", .other), ("a\0b", .other), ("RIFF1234WEBP", .webP), ("XIFF1234WEBP", .text),
            ("1234ftypisom", .mp4), ("GIF89a", .gif),
        ])
    func types(content: String, type: LeakMediaType) {
        #expect(LeakMediaType(beginning: Array(content.utf8)) == type)
    }

    @Test func damagedFiles() throws {
        var random = SeededNumbers(seed: 2027)
        let pieces = [
            "\"", "{", "}", "[", "]", ",", "null", "-1", "1e999", "\\u202E", "\"state\":\"released\"", "\u{FF}", "open",
        ]
        let sample = try CanonicalJSON.bytes(of: Self.full().json)
        var read = 0
        for _ in 0..<Self.executions {
            let damaged = random.damaged(sample, pieces: pieces)
            guard let leak = try? LeakCase(parsing: damaged) else { continue }
            read += 1
            #expect(try LeakCase(leak.json) == leak)
            _ = (LeakLabel(leak), leak.guidance(at: LeakSample.now), leak.gaps(at: LeakSample.now))
        }
        #expect(read > 0 && read < Self.executions)
    }

    @Test func randomBeginnings() {
        var random = SeededNumbers(seed: 11)
        for _ in 0..<Self.executions {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            _ = LeakMediaType(beginning: random.damaged(bytes, pieces: ["From", ":", "\n", "RIFF", "\u{FF}"]))
        }
    }
}
