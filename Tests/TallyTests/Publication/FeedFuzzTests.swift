import Daylight
import Testing

@testable import Tally

@Suite("Nothing a host sends can stop an observer")
struct FeedFuzzTests {
    private static let pieces = [
        "<", ">", "</", "<!--", "-->", "<!", "<?", "&", "&#", "&#x", ";", "\"", "'", "=", "/", " ", "9", "\u{202F}", "<td>",
        "</td>",
        "<data data-src=\"a#/b\" value=\"1\">", "</data>", "<script>", "</script", "<title>", "<table>", "&frac12;", "\u{0}",
        "½", "<data", "data-src", "<body data-unit=x>", "<style>", "<plaintext>", "&amp;", "<a href='", "ÿ",
    ]

    @Test("any text is a page with or without faults")
    func pages() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<FuzzRuns.count(default: 1_500) {
            var page = (0..<Int.random(in: 0...40, using: &generator))
                .flatMap { _ in Array((Self.pieces.randomElement(using: &generator) ?? "").utf8) }
            if Bool.random(using: &generator), !page.isEmpty {
                page[Int.random(in: page.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            var scanner = HTMLScanner(page)
            var tokens = 0
            while scanner.next() != nil { tokens += 1 }
            // Every token but the end of a raw element takes at least one byte.
            #expect(tokens <= 2 * page.count)
            _ = PageFigures(page)
            _ = EntryPage.seq(of: page)
        }
    }

    @Test("long hostile pages take time that grows with their length only")
    func longPages() {
        let count = 200_000
        for piece in [
            "<", "<!--", "<script>", "&#", "<a b=", "<data data-src=a value=b>", "</", "<title></title", "<td>9", "<a \"'",
        ] {
            let page = Array(String(repeating: piece, count: count / piece.utf8.count).utf8)
            let time = ContinuousClock().measure { _ = PageFigures(page) }
            #expect(time < .seconds(20), "\(piece)")
        }
    }

    @Test("an observer of mangled publications finds something, or they are the same")
    func observations() throws {
        var generator = SeededGenerator(seed: 12)
        var made = try MadeFeed(stations: 3, using: &generator)
        try made.publish(made.input())
        let sound = try made.observation()
        for _ in 0..<FuzzRuns.count(default: 150) {
            var observation = FeedObservation(
                host: "a", observedAt: sound.observedAt, index: Self.mangled(sound.index, using: &generator))
            observation.files = sound.files
            observation.manifests = sound.manifests.mapValues { Self.mangled($0, using: &generator) }
            for path in sound.files.keys.sorted() where Int.random(in: 0..<4, using: &generator) == 0 {
                observation.files[path] = sound.files[path].map { Self.mangled($0, using: &generator) }
            }
            let isSame =
                observation.files == sound.files && observation.manifests == sound.manifests && observation.index == sound.index
            let check = FeedCheck(observation, after: FeedMemory(), by: try made.watch)
            #expect(check.isClean == isSame || observation.index != sound.index)
            _ = try? FeedEvidence(Self.mangled(FeedEvidence(check, after: FeedMemory()).file, using: &generator)).judge()
        }
    }

    private static func mangled(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        guard !bytes.isEmpty else { return bytes }
        let place = Int.random(in: bytes.indices, using: &generator)
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.removeSubrange(place...)
        case 2: bytes.insert(contentsOf: Array("9".utf8), at: place)
        case 3: bytes.remove(at: place)
        default: break
        }
        return bytes
    }
}
