import Daylight
import Testing

@testable import Tally

@Suite("What an observer of a publication finds")
struct FeedCheckTests {
    static func codes(_ check: FeedCheck) -> Set<FeedCode> { Set(check.findings.map(\.code)) }

    @Test("any changed byte of any file is found, and the memory stays")
    func changedBytes() throws {
        var generator = SeededGenerator(seed: 1)
        var made = try MadeFeed(using: &generator)
        try made.publish(made.input())
        for path in made.files.keys.sorted() {
            var observation = try made.observation()
            let place = Int.random(in: 0..<(observation.files[path]?.count ?? 1), using: &generator)
            observation.files[path]?[place] ^= 1
            #expect(!FeedCheck(observation, after: FeedMemory(), by: try made.watch).isClean, "\(path) \(place)")
        }
        for _ in 0..<60 {
            var observation = try made.observation()
            let place = Int.random(in: 0..<(observation.manifests[1]?.count ?? 1), using: &generator)
            observation.manifests[1]?[place] ^= 1
            let check = FeedCheck(observation, after: FeedMemory(), by: try made.watch)
            #expect(!check.isClean && check.memory.highestSeq(of: "a") == nil, "\(place)")
        }
    }

    @Test("a page that was signed with a wrong figure is found as well")
    func wrongFigure() throws {
        var generator = SeededGenerator(seed: 2)
        var made = try MadeFeed(using: &generator)
        try made.publish(made.input())
        let page = String(decoding: try #require(made.files["pages/1/unit-2.html"]), as: UTF8.self)
        let start = try #require(page.firstRange(of: "value=\"")).upperBound
        let value = page[start...].prefix { $0 != "\"" }
        let broken: [(String, String)] = [
            ("another value", page.replacing("value=\"\(value)\"", with: "value=\"7\(value)\"", maxReplacements: 1)),
            (
                "other digits",
                page.replacing(">\(MarkupText.grouped(Int64(value)!))</data>", with: ">1</data>", maxReplacements: 1)
            ),
            ("no source", page.replacing("data-src", with: "data-scr", maxReplacements: 1)),
            ("a bare figure", page.replacing("<td><data", with: "<td>9<data", maxReplacements: 1)),
            ("a figure as a reference", page.replacing("<td><data", with: "<td>&#57;<data", maxReplacements: 1)),
            ("one half", page.replacing("<td><data", with: "<td>&frac12;<data", maxReplacements: 1)),
            ("a script", page.replacing("<main>", with: "<main><SCRIPT>x</script>", maxReplacements: 1)),
            ("a handler", page.replacing("<main>", with: "<main onclick=x>", maxReplacements: 1)),
            ("another unit", page.replacing("data-unit=\"T0\"", with: "data-unit=\"T1\"", maxReplacements: 1)),
            ("a lost table", String(page[..<page.firstRange(of: "<table")!.lowerBound])),
            ("a comment over all", page.replacing("<table", with: "<!-- <table", maxReplacements: 1)),
            ("an open figure", page.replacing("</data>", with: "", maxReplacements: 1)),
        ]
        for (what, text) in broken {
            var figures = try made.observation()
            figures.files["pages/1/unit-2.html"] = Array(text.utf8)
            let check = FeedCheck(figures, after: FeedMemory(), by: try made.watch)
            // Besides the digest of the page, which differs in any case.
            #expect(check.findings.filter { $0.code == .defaced }.count > 1, "\(what): \(check.findings)")
        }
    }

    @Test("a signed sum that is wrong is F503")
    func wrongSum() throws {
        var generator = SeededGenerator(seed: 3)
        var made = try MadeFeed(using: &generator)
        let feed = try made.publish(made.input())
        let sum = try #require(AggregateDocument.all(of: made.definition, from: made.reports)[0])
        var value = try #require(try JSONParser.parse(sum.bytes).objectValue)
        var fields = try #require(value["fields"]?.objectValue)
        fields["blank"] = 21
        value["fields"] = .object(fields)
        let wrong = try CanonicalJSON.bytes(of: .object(value))
        // The publishers sign a list with the wrong sum in place of the right one.
        var files = feed.manifest.files.filter { $0.path != "aggregates/\(sum.digest.hex).json" }
        let path = "aggregates/\(Digest(of: wrong).hex).json"
        files.append(FeedFile(path: path, sha256: Digest(of: wrong), byteCount: wrong.count, mediaType: "application/json"))
        files.sort { $0.path < $1.path }
        let unsigned = try ResultsManifest(
            electionId: made.definition.id, seq: 1, previousManifestSha256: nil, generatedAt: MadeFeed.noon,
            status: .partialUnofficial, unitsReported: 5, unitsTotal: 5, files: files, corrections: [], checkpoint: nil,
            inclusionProof: nil)
        let manifest = unsigned.signed(try MadeFeed.sign(unsigned.signedBytes))
        let index = try ResultsIndex(
            of: manifest, sha256: Digest(of: manifest.bytes), generatedAt: MadeFeed.noon, ttlSeconds: 60)
        var observation = FeedObservation(
            host: "a", observedAt: MadeFeed.noon, index: index.signed(try MadeFeed.sign(index.signedBytes)).bytes)
        observation.manifests[1] = manifest.bytes
        observation.files = made.files.filter { $0.key.hasPrefix("reports/") || $0.key.hasPrefix("definitions/") }
        observation.files[path] = wrong
        let check = FeedCheck(observation, after: FeedMemory(), by: try made.watch)
        #expect(check.findings.map(\.code) == [.wrongSum] && check.findings[0].place == "\(path)#/fields/blank")
        // The same from the sums below, where the reports were not fetched.
        observation.files = observation.files.filter { !$0.key.hasPrefix("reports/") }
        for (key, bytes) in made.files where key.hasPrefix("aggregates/") && !key.contains(sum.digest.hex) {
            observation.files[key] = bytes
        }
        let other = FeedCheck(observation, after: FeedMemory(), by: try made.watch)
        #expect(other.findings.map(\.code) == [.wrongSum] && other.sumsChecked == 1 && other.notChecked == 2)
    }

    @Test("a history that is taken back, cut or forked is found")
    func histories() throws {
        var generator = SeededGenerator(seed: 4)
        var made = try MadeFeed(using: &generator)
        try made.publish(made.input())
        let first = try made.observation()
        var fork = made
        let memory = FeedCheck(first, after: FeedMemory(), by: try made.watch).memory
        try made.publish(made.input(minutes: 5))
        let grown = FeedCheck(try made.observation(), after: memory, by: try made.watch)
        #expect(grown.isClean && grown.memory.knownSeqs == [1, 2])
        #expect(Self.codes(FeedCheck(first, after: grown.memory, by: try made.watch)) == [.rolledBack])
        var cut = try made.observation()
        cut.manifests[1] = nil
        cut.missing = ["manifest-1.json"]
        #expect(Self.codes(FeedCheck(cut, after: memory, by: try made.watch)) == [.rolledBack])
        fork.reports.removeLast()
        let gone = made.reports[4]
        let withdrawn = try ResultsCorrection(
            unit: "../S4", oldSha256: gone.digest, newSha256: nil, reasonCode: "withdrawn", text: "to be counted again",
            signedBy: ["P0", "P2"])
        try fork.publish(fork.input(.partialUnofficial, [withdrawn], minutes: 5))
        #expect(
            Self.codes(FeedCheck(try fork.observation(host: "b"), after: grown.memory, by: try made.watch)) == [.splitView])
        #expect(Self.codes(FeedCheck(try fork.observation(), after: grown.memory, by: try made.watch)) == [.rolledBack])
        #expect(FeedCheck(try fork.observation(), after: memory, by: try made.watch).isClean)
    }

    @Test("a publication older than three times its time to live is not kept up")
    func freshness() throws {
        var generator = SeededGenerator(seed: 5)
        var made = try MadeFeed(using: &generator)
        try made.publish(made.input())
        for (seconds, isFresh) in [(-300, true), (-301, false), (0, true), (180, true), (181, false)] {
            let check = FeedCheck(try made.observation(seconds: Int64(seconds)), after: FeedMemory(), by: try made.watch)
            #expect(check.isClean == isFresh && (isFresh || Self.codes(check) == [.stalled]), "\(seconds)")
        }
    }

    @Test("another definition is no definition of this watch")
    func pinned() throws {
        var generator = SeededGenerator(seed: 6)
        var made = try MadeFeed(using: &generator)
        try made.publish(made.input())
        let other = FeedWatch(definition: Digest(of: [1]))
        #expect(Self.codes(FeedCheck(try made.observation(), after: FeedMemory(), by: other)) == [.altered])
    }

    @Test("memory and evidence are read as they were written, and evidence is judged to the same findings")
    func evidence() throws {
        var generator = SeededGenerator(seed: 7)
        var made = try MadeFeed(using: &generator)
        try made.publish(made.input())
        let memory = FeedCheck(try made.observation(), after: FeedMemory(), by: try made.watch).memory
        #expect(try FeedMemory(JSONParser.parse(CanonicalJSON.lineBytes(.object(memory.json)))).json == memory.json)
        try made.publish(made.input(minutes: 1))
        var observation = try made.observation(host: "b")
        observation.files["pages/2/unit-1.html"] = Array("<p>7".utf8)
        let check = FeedCheck(observation, after: memory, by: try made.watch)
        let evidence = try FeedEvidence(FeedEvidence(check, after: memory).file)
        let (confirmed, unconfirmed) = evidence.judge()
        #expect(confirmed == check.findings && unconfirmed.isEmpty && !confirmed.isEmpty)
    }

    @Test("a sample of pages never leaves out the first, and is as large as it was asked for")
    func plan() throws {
        var generator = SeededGenerator(seed: 8)
        var made = try MadeFeed(stations: 9, using: &generator)
        try made.publish(made.input())
        let plan = FeedPlan(try #require(made.newest))
        for count in 0...14 {
            let pages = plan.pages(count, using: &generator)
            #expect(pages.prefix(2) == ["pages/index.html", "pages/1/index.html"] && Set(pages).count == 2 + min(count, 12))
        }
        let sources = plan.sources(of: try #require(made.files["pages/1/index.html"]))
        #expect(sources.count == 3 && sources.allSatisfy { $0.hasPrefix("aggregates/") })
    }
}
