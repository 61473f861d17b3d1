import Daylight
import Glibc
import Testing

@testable import Credibility

@Suite("Matching tables of texts")
struct TextMatcherTests {
    private static let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 3_000

    private static func table(_ texts: [String], _ prefix: String) throws -> TextTable {
        let rows = texts.enumerated().map { "\(prefix)\($0.offset)\ten\t\($0.element)\n" }
        return try TextTable(parsing: Array("id\tlang\ttext\n\(rows.joined())".utf8))
    }

    /// Texts of few words, so that many share some, with edits, quotes and copies.
    private static func texts(_ random: inout MatchingRandom, _ count: Int) -> [String] {
        let words = (0..<60).map { _ in
            String((0..<random.below(7) + 1).map { _ in Array("abcdeопрст0123")[random.below(14)] })
        }
        var texts: [String] = []
        for _ in 0..<count {
            var picked = (0..<random.below(14) + 1).map { _ in words[random.below(60)] }
            if let old = texts.randomElement(using: &random), random.below(3) > 0 {
                picked = old.split(separator: " ").map(String.init)
                if !picked.isEmpty { picked[random.below(picked.count)] = words[random.below(60)] }
                if random.below(4) == 0 { picked += (0..<40).map { _ in words[random.below(60)] } }
            }
            texts.append(picked.joined(separator: " "))
        }
        return texts
    }

    @Test(
        "Exactly the pairs that comparison of all pairs finds, in order, whatever the parts", arguments: 0..<8 as Range<UInt64>)
    func allPairs(seed: UInt64) throws {
        var random = MatchingRandom(state: seed)
        let texts = Self.texts(&random, 120)
        // Half of the rows are in both tables.
        let (corpus, queries) = (Array(texts[..<80]), Array(texts[40...]))
        let matcher = TextMatcher(
            corpus: try Self.table(corpus, "a"), queries: try Self.table(queries, seed % 2 == 0 ? "a" : "b"))
        // Sets of shingles are made once: the comparison of all pairs is slow enough.
        let sets = texts.map { (key: TextKey($0), shingles: TextKey($0).shingles) }
        var expected: [TextMatch] = []
        for query in queries.indices {
            for claim in corpus.indices where seed % 2 == 1 || query != claim {
                let (first, second) = (sets[40 + query], sets[claim])
                let isExact = first.key == second.key && first.key.length > 0
                guard isExact || !first.key.isShort && !second.key.isShort else { continue }
                let overlap = ShingleOverlap(
                    first: first.shingles.count, second: second.shingles.count,
                    shared: first.shingles.intersection(second.shingles).count)
                let decision = isExact ? .same : overlap.decision { first.key.numbersAgree(with: second.key) }
                guard let decision else { continue }
                expected.append(
                    TextMatch(query: query, claim: claim, decision: decision, overlap: overlap, isExact: isExact))
            }
        }
        func summary(_ match: TextMatch) -> [String] {
            ["\(match.query)", "\(match.claim)", match.decision.rawValue, "\(match.jaccard)", "\(match.containment)"]
        }
        #expect(try matcher.matches().map(summary) == expected.map(summary))
        let (count, middle) = (matcher.placeCount, matcher.placeCount / 3)
        let parts = try matcher.matches(middle..<count) + matcher.equalMatches() + matcher.matches(0..<middle)
        #expect(TextMatcher.inOrder(parts).map(summary) == expected.map(summary))
    }

    @Test("Copies without end are refused, not kept")
    func copies() throws {
        let table = try Self.table([String](repeating: "one and the same text again", count: 4_000), "a")
        #expect(throws: InputError.self) { try TextMatcher(corpus: table, queries: table).matches() }
    }

    @Test("Rows with other fields than the header, or with bytes that are no text, are bad and take no part")
    func badRows() throws {
        var bytes = Array("lang\tid\ttext\tmore\nen\ta\tb\tc\nen\ta\tb\n\nen\ta2\tb\tc\td\nen\tb\t".utf8)
        bytes += [0xFF, 0x09, 0x0A]
        let table = try TextTable(parsing: bytes)
        #expect((table.count, table.faultCount) == (1, 4))
        #expect(table.faults.map(\.place) == [.line(3), .line(4), .line(5), .line(6)])
        #expect((table.id(0), table.language(0), table.text(0)) == ("a", "en", "b"))
    }

    @Test("A missing or doubled column and a doubled id are refused, with their place")
    func refused() {
        for (text, field) in [
            ("", ""), ("id\ttext", "lang"), ("id\tlang\ttext\tid", "id"), ("id\tlang\ttext\na\te\tx\na\te\ty", "id"),
        ] {
            let error = #expect(throws: InputError.self) { try TextTable(parsing: Array(text.utf8)) }
            #expect(error?.field == field)
        }
    }

    @Test("Damaged tables are read or refused, never fatal, and what is read can be matched")
    func damaged() {
        var random = MatchingRandom(state: 3)
        let valid = Array("id\tlang\ttext\r\na\ten\tThе mayor sold 1,200 cards\r\nb\tde\t가\u{301}@x https://y é\r\n".utf8)
        for _ in 0..<Self.executions {
            var bytes = valid
            for _ in 0...random.below(5) {
                let place = random.below(bytes.count)
                switch random.below(4) {
                case 0: bytes[place] = UInt8(random.below(256))
                case 1: bytes.insert(contentsOf: bytes.suffix(random.below(60)), at: place)
                case 2: bytes.insert([0x09, 0x0A, 0x0D, 0xCC, 0xF0][random.below(5)], at: place)
                default: bytes.removeSubrange(place..<min(bytes.count - 1, place + random.below(6)) + 1)
                }
                if bytes.isEmpty { bytes = valid }
            }
            guard let table = try? TextTable(parsing: bytes) else { continue }
            #expect((try? TextMatcher(corpus: table, queries: table).matches()) != nil)
        }
    }

    @Test("What is alike only without accents is suggested, in three languages, and changes nothing that the wording shows")
    func accents() throws {
        let claims = [
            "Les élections ont été truquées à Évry, dénonce l'opposition", "Głosy z zagranicy zostały sfałszowane w nocy",
            "Χιλιάδες ψηφοδέλτια κάηκαν χθες το βράδυ", "Ballots were burned in the river last night",
        ]
        let texts = [
            "les elections ont ete truquees a evry, denonce l'opposition!", "GLOSY Z ZAGRANICY ZOSTALY SFALSZOWANE W NOCY",
            "χιλιαδες ψηφοδελτια καηκαν χθες το βραδυ", "Ballots were burned in the river last night!",
        ]
        let (corpus, queries) = (try Self.table(claims, "c"), try Self.table(texts, "q"))
        let wording = try TextMatcher(corpus: corpus, queries: queries).matches()
        #expect(wording.filter { $0.decision == .same }.map(\.query) == [3])
        let bare = try TextMatcher(corpus: corpus, queries: queries, by: .withoutAccents).matches()
        #expect(bare.map(\.query) == [0, 1, 2, 3] && bare.allSatisfy { $0.decision == .same && $0.level == .suggest })
        let all = TextMatcher.joined(wording, bare)
        #expect(all.map(\.query) == [0, 1, 2, 3] && all.filter { $0.key == .wording } == wording)
        #expect(all.filter { $0.level == .match }.map(\.query) == [3])
    }
}

/// The same numbers for the same seed (SplitMix64).
struct MatchingRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return MinHash.mix(state)
    }

    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
}
