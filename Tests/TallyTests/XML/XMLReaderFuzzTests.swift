import Daylight
import Glibc
import Tally
import Testing

/// Whatever the bytes: events or one ``InputError``, the same for every way of cutting them into pieces.
///
/// `DAYLIGHT_FUZZ=1000000` in the environment runs that many; a test run does fewer.
struct XMLReaderFuzzTests {
    private static let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 2_000
    private static let document = Array(
        """
        \u{FEFF}<?xml version="1.0" encoding="UTF-8" standalone='yes'?><!-- c -->
        <E xmlns="urn:e" xmlns:k='urn:k' k:v="1&#x41;"><k:a i="&lt;&quot;">t&amp;é<![CDATA[<]]></k:a><b/>\r\n<?p q?></E>
        """.utf8)
    private static let parts = [
        "<", ">", "/>", "</", "&", ";", "&#", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "\"", "'", "xmlns:", "=", "\u{0}",
        "é",
    ]

    @Test func anyBytesEndInEventsOrAnError() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<Self.executions {
            var bytes = Self.document
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(contentsOf: Array(Self.parts.randomElement(using: &random)!.utf8), at: at)
                default: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...20, using: &random)))
                }
                if bytes.isEmpty { bytes = Self.document }
            }
            let whole = Result { try xmlEvents(bytes) }
            let cut = Result { try xmlEvents(bytes, pieces: Int.random(in: 1...40, using: &random)) }
            switch (whole, cut) {
            case (.success(let events), .success(let others)): #expect(events == others)
            case (.failure(let error), .failure(let other)):
                #expect(error is InputError && other is InputError)
            default: Issue.record("pieces matter for \(String(decoding: bytes, as: UTF8.self))")
            }
        }
    }
}
