import Daylight
import Testing

@testable import Storage

@Suite struct SearchTests {
    private func filled(_ store: Store) async throws -> Finding {
        let finding = try Sample.finding("x", summary: "Zwölf Konten teilten dieselben Links in Łódź innerhalb von Sekunden.")
        try await store.importBatches(
            Sample.dataset(),
            [
                [
                    Sample.share("Café-Noir", "https://example.org/élection?id=1", 1),
                    Sample.share("cafe_noir_2", "https://example.org/élection?id=1", 2),
                    Sample.share("cafe_noir_2", "#Ελλάδα", 3), Sample.share("cafeteria", "#Ελλάδα", 4),
                ]
            ], findings: [finding])
        return finding
    }

    private static let foldings: [(text: String, names: [String])] = [
        ("cafe", ["Café-Noir", "cafe_noir_2", "cafeteria"]), ("CAFÉ noir", ["Café-Noir", "cafe_noir_2"]),
        ("cafe\u{301}", ["Café-Noir", "cafe_noir_2", "cafeteria"]), ("noir cafe", ["Café-Noir", "cafe_noir_2"]),
        ("election", ["https://example.org/élection?id=1"]), ("ΕΛΛΑΔΑ", ["#Ελλάδα"]), ("eleção", []), ("oir", []),
        ("cafe noir 2", ["cafe_noir_2"]), ("caf noir", []),
    ]

    @Test("accents, capitals and the end of the last word need not be given", arguments: TestEngine.available)
    func folding(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            _ = try await filled(store)
            for (text, names) in Self.foldings {
                let hits = try await store.search(text, limit: 10).items
                #expect(hits.map(\.identifier).sorted() == names.sorted(), "\(text)")
            }
        }
    }

    @Test("a finding is found by the words of its summary and by its identifier", arguments: TestEngine.available)
    func findings(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let finding = try await filled(store)
            for text in ["lodz", "zwolf konten", finding.id.text, String(finding.id.text.prefix(6)), "coordination"] {
                let hits = try await store.search(text, limit: 10).items
                #expect(hits.map(\.identifier) == [finding.id.text], "\(text)")
                #expect(hits.map(\.snippet) == [finding.summary])
            }
        }
    }

    /// Query syntax of both engines, of SQL, and text that is hard to cut into words.
    private static let hostile = [
        "\"", "'", "''", "*", "a*", "NEAR", "NEAR(cafe noir)", "cafe AND NOT noir", "cafe OR x", "words:cafe", "^cafe", "-cafe",
        "'; DROP TABLE documents; --", "\"cafe", "(", ")", "cafe & !noir", "cafe:*", "cafe <-> noir", "\\", "%", "_", "{cafe}",
        "\u{0}", "cafe\u{0}", "\u{301}", "é\u{301}\u{301}", "?1", "$1", "🏳️‍🌈", "\u{202E}cafe", "ﬁ", "ſ", "İ", "\u{FFFD}",
    ]

    @Test("what a person types is words, never a query", arguments: TestEngine.available)
    func hostile(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            _ = try await filled(store)
            var random = SplitMix64(seed: 21)
            let fuzzed = (0..<150).map { _ in
                (0..<4).map { _ in Self.hostile.randomElement(using: &random) ?? "" }.joined(separator: " ")
            }
            for text in Self.hostile + fuzzed {
                let found = try await store.search(text, limit: 10).items
                #expect(found.isEmpty || !SearchWords.of(text).isEmpty, "\(text)")
            }
            #expect(try await store.search("\"cafe\" (noir)*", limit: 10).items.count == 2)
            #expect(try await store.search("words:cafe", limit: 10).items.isEmpty)
        }
    }

    @Test("what is called exactly so comes first, then what begins so, then by shares", arguments: TestEngine.available)
    func ranking(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            func shares(_ account: String, _ count: Int) -> [Share] {
                (0..<count).map { Sample.share(account, "o", Int64($0)) }
            }
            try await store.importBatches(
                Sample.dataset(),
                [shares("the vote", 9), shares("vote", 1), shares("vote now", 2), shares("vote yes", 3), shares("votes", 5)],
                findings: [try Sample.finding("x", summary: "They say vote.")])
            let hits = try await store.all { try await store.search("Vote", kinds: [.account, .finding], after: $0, limit: 2) }
            #expect(hits.map(\.kind.rawValue) == ["account", "account", "account", "finding", "account", "account"])
            #expect(
                hits.compactMap { $0.kind == .account ? $0.identifier : nil } == [
                    "vote", "vote yes", "vote now", "the vote", "votes",
                ])
            #expect(hits[0].snippet == "1 share")
        }
    }

    @Test("only the kinds that were asked for are found", arguments: TestEngine.available)
    func kinds(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            try await store.importBatches(Sample.dataset(), [[Sample.share("vote", "vote", 1)]])
            #expect(try await store.search("vote", limit: 9).items.count == 2)
            #expect(try await store.search("vote", kinds: [.object], limit: 9).items.map(\.kind) == [.object])
            #expect(try await store.search("vote", kinds: [.finding], limit: 9).items.isEmpty)
        }
    }

    @Test("an account of two data sets is found once, with the shares of both", arguments: TestEngine.available)
    func merged(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            try await store.importBatches(Sample.dataset("1"), [[Sample.share("anna", "x", 1), Sample.share("anna", "y", 1)]])
            try await store.importBatches(Sample.dataset("2"), [[Sample.share("anna", "x", 1)]])
            #expect(try await store.search("anna", limit: 9).items.map(\.snippet) == ["3 shares"])
        }
    }

    @Test("both engines find the same in the same order", .enabled(if: TestEngine.available.count == 2, "no PostgreSQL server"))
    func sameOnBoth() async throws {
        var answers: [[[SearchHit]]] = []
        for engine in TestEngine.available {
            try await withStore(engine) { store in
                try await store.importBatches(Sample.dataset(), [randomShares(seed: 11)])
                var lists: [[SearchHit]] = []
                var random = SplitMix64(seed: 12)
                for _ in 0..<60 {
                    let text = randomName(&random)
                    lists.append(try await store.all { try await store.search(text, after: $0, limit: 20) })
                }
                answers.append(lists)
            }
        }
        #expect(answers[0] == answers[1])
        #expect(answers[0].contains { $0.count > 3 })
    }

    private static let pieces = [
        "vo", "te", "é", "ß", "ж", "投", "票", "ा", "क", " ", "-", "'", "1", "0x", "e5", "Ω", "ﬀ", "\u{301}", "🗳",
    ]

    private func randomName(_ random: inout SplitMix64) -> String {
        (0..<Int.random(in: 1...5, using: &random)).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
    }

    private func randomShares(seed: UInt64) -> [Share] {
        var random = SplitMix64(seed: seed)
        return (0..<600).map { Sample.share("a" + randomName(&random), randomName(&random) + "o", Int64($0)) }
    }
}

@Suite struct SnippetTests {
    @Test("a snippet shows the place of the match and nothing else of a long text")
    func snippet() {
        let text =
            String(repeating: "lorem ipsum ", count: 50) + "Wahlbetrug in Köln " + String(repeating: "dolor sit ", count: 50)
        let snippet = Snippet.of(text, around: ["koln"])
        #expect(snippet.contains("Köln"))
        #expect(snippet.count == Snippet.length + 2)
        #expect(snippet.first == "…" && snippet.last == "…")
        #expect(Snippet.of("short", around: ["x"]) == "short")
    }
}
