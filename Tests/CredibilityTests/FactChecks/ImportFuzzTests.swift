import Daylight
import Glibc
import Testing

@testable import Credibility

/// Hostile pages, feeds and lists: nothing may trap, and nothing may take long.
///
/// `DAYLIGHT_FUZZ=1000000` in the environment runs that many; a test run does fewer.
@Suite struct ImportFuzzTests {
    private static let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 1_500

    private static let pieces = [
        "<!--", "-->", "<script type=application/ld+json>", "</script>", "\"", "{", "}", "[", "]", ",", "\\", "&#x", "&amp;",
        "<",
        ">", "\u{0}", "\u{FF}", "null", "-1", "1e999", ##""@id":"##, ##""@type":"ClaimReview""##, "https://", "@", "#", "..",
        "//",
    ]

    @Test func damagedDocuments() throws {
        var random = SeededNumbers(seed: 2026)
        let review = CanonicalJSON.line(.object(Imported.review()))
        let feed = #"{"@type":"DataFeed","dataFeedElement":[{"@type":"DataFeedItem","url":"/x","item":[\#(review)]}]}"#
        let samples = [
            review, feed, "<html><script type='application/ld+json'><!-- \(review) --></script><title>x</title>",
            ##"[{"@id":"a","author":{"@id":"a"}},{"@type":"ClaimReview","url":"#","claimReviewed":"&","author":{"@id":"a"}}]"##,
        ].map { Array($0.utf8) }
        var (read, refused) = (0, 0)
        for execution in 0..<Self.executions {
            let text = String(decoding: random.damaged(samples[execution % samples.count], pieces: Self.pieces), as: UTF8.self)
            do {
                let document = try Imported.document(text)
                for record in document.records { #expect(record.id == FactCheck.id(url: record.url, claim: record.claim)) }
                read += 1
            } catch is InputError {
                refused += 1
            }
        }
        #expect(read > Self.executions / 10 && refused > Self.executions / 50)
    }

    @Test func damagedLists() {
        var random = SeededNumbers(seed: 3)
        for _ in 0..<Self.executions {
            let bytes = random.damaged(Array(Imported.list.utf8), pieces: ["\"", ",", "\r", "\n", "\u{FF}"])
            _ = try? SignatoryList(parsing: bytes)
            _ = try? FactCheckPolicy.hosts(parsing: bytes)
            _ = try? TrustTxt(parsing: bytes)
        }
    }

    @Test func randomTextIsNormalizedTwiceAsOnce() {
        var random = SeededNumbers(seed: 5)
        for _ in 0..<Self.executions {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...20, using: &random) {
                let top: UInt32 = Bool.random(using: &random) ? 0x600 : 0x2FFFF
                if let scalar = Unicode.Scalar(UInt32.random(in: 0...top, using: &random)) { text.append(scalar) }
            }
            let key = TextKey(String(text)).description
            #expect(!key.hasPrefix(" ") && !key.hasSuffix(" ") && !key.contains("  "))
            #expect(HTMLText.cleaned(String(text)).map { HTMLText.cleaned(HTMLText.escaped($0)) == $0 } ?? true)
        }
    }

    /// Inputs on which a careless reader goes quadratic or runs out of stack.
    @Test(arguments: [
        String(repeating: "<", count: 2_000_000), "<a " + String(repeating: "x=\"", count: 600_000),
        "<" + String(repeating: "<!--", count: 500_000),
        "<p>" + String(repeating: "<script type=application/ld+json></script>", count: 50_000),
        "<script>" + String(repeating: "</scrip", count: 300_000),
        "<script type=application/ld+json>" + String(repeating: "<!--", count: 300_000),
        "<script type=application/ld+json>" + String(repeating: "x", count: 10 << 20) + "</script>",
        "{" + String(repeating: "\"a\":{", count: 200_000), String(repeating: "[", count: 1_000_000),
        #"{"@type":"ClaimReview","url":"https://check.example/a","claimReviewed":""#
            + String(repeating: "<a&am", count: 180_000)
            + "\"}",
        #"{"@type":"ClaimReview","url":"https://check.example/a","claimReviewed":""#
            + String(repeating: "@http://", count: 120_000) + "\"}",
        #"{"@type":"ClaimReview","url":""# + String(repeating: "../", count: 300_000) + #"","claimReviewed":"x"}"#,
    ])
    func largeHostileDocuments(text: String) {
        let clock = ContinuousClock()
        let time = clock.measure { _ = try? Imported.document(text) }
        #expect(time < .seconds(20), "\(text.prefix(40))")
    }
}
