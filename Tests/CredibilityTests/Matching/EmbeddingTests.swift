import Daylight
import Testing

@testable import Credibility

/// Claims that an external model takes for alike (credibility reference, section 5.3).
struct EmbeddingTests {
    private static func texts(_ rows: [(id: String, language: String, text: String)]) throws -> TextTable {
        try TextTable(parsing: Array(("id\tlang\ttext\n" + rows.map { "\($0.0)\t\($0.1)\t\($0.2)\n" }.joined()).utf8))
    }

    private static func vectors(_ rows: [(String, [Double])]) throws -> VectorTable {
        let lines = rows.map { "\($0.0)\t\($0.1.map { "\($0)" }.joined(separator: " "))\n" }
        return try VectorTable(parsing: Array(("id\tvector\n" + lines.joined()).utf8))
    }

    private static let claim = "the mayor of westmark sold voter cards at the market"
    private static let paraphrase = "voter cards were traded at the market by the head of westmark"

    private static func matches(
        _ cosine: Double, language: String = "en", text: String = paraphrase, besides known: Set<TextPair> = []
    ) throws -> [MeaningMatch] {
        let index = try EmbeddingIndex(
            corpus: texts([("c", "en", claim)]), vectors([("c", [2, 0])]), queries: texts([("q", language, text)]),
            vectors([("q", [cosine, (1 - cosine * cosine).squareRoot()])]))
        return index.matches(0..<1, besides: known)
    }

    @Test func aPairWithinTheAngleIsForAPerson() throws {
        let match = try #require(try Self.matches(0.8).first)
        #expect(abs(match.cosine - 0.8) < 1e-6 && match.level == .suggest)
        #expect(try Self.matches(0.76).count == 1)
        #expect(try Self.matches(0.74).isEmpty && Self.matches(-1).isEmpty)
    }

    @Test func enoughToActOnNeedsOneLanguageEightWordsAndTheSameNumbers() throws {
        #expect(try Self.matches(0.96).first?.level == .match)
        #expect(try Self.matches(0.96, language: "fr").first?.level == .suggest)
        #expect(try Self.matches(0.96, language: "").first?.level == .suggest)
        #expect(try Self.matches(0.96, text: "!!!").isEmpty)
        #expect(try Self.matches(0.96, text: "the mayor sold voter cards").first?.level == .suggest)
        let index = try EmbeddingIndex(
            corpus: Self.texts([("c", "en", Self.claim + " for 20 crowns")]), Self.vectors([("c", [1])]),
            queries: Self.texts([("q", "en", Self.paraphrase + " for 30 crowns")]), Self.vectors([("q", [1])]))
        #expect(index.matches(0..<1).map(\.level) == [.suggest])
    }

    @Test func whatWordingShowedIsNotSaidTwice() throws {
        #expect(try Self.matches(0.9, besides: [TextPair(query: 0, claim: 0)]).isEmpty)
    }

    @Test func aTextIsNoMatchOfItself() throws {
        let texts = try Self.texts([("a", "en", Self.claim), ("b", "en", Self.paraphrase)])
        let vectors = try Self.vectors([("a", [1, 1]), ("b", [1, 1])])
        let index = try EmbeddingIndex(corpus: texts, vectors, queries: texts, vectors)
        #expect(index.matches(0..<2).map { [$0.query, $0.claim] } == [[0, 1], [1, 0]])
    }

    @Test func theTenClosestAreKept() throws {
        let claims = (0..<30).map { ("c\($0)", "en", Self.claim) }
        let angles = (0..<30).map { 0.02 * Double(($0 * 7) % 30) }
        let index = try EmbeddingIndex(
            corpus: Self.texts(claims), Self.vectors(zip(claims, angles).map { ($0.0, [1, $1]) }),
            queries: Self.texts([("q", "en", Self.paraphrase)]), Self.vectors([("q", [1, 0])]))
        let found = index.matches(0..<1)
        #expect(found.map(\.claim) == (0..<30).filter { angles[$0] < 0.199 })
    }

    /// The quick products of single precision only choose; every pair is judged by the exact one.
    @Test func itFindsWhatComparingEveryPairExactlyFinds() throws {
        var generator = SeededGenerator(seed: 11)
        let dimension = 37
        func table(_ prefix: String, _ count: Int) -> [(String, [Double])] {
            (0..<count).map { row in
                let common = Double.random(in: 0...4, using: &generator)
                return ("\(prefix)\(row)", (0..<dimension).map { _ in common + Double.random(in: -1...1, using: &generator) })
            }
        }
        let (known, new) = (table("c", 40), table("q", 25))
        let index = try EmbeddingIndex(
            corpus: Self.texts(known.map { ($0.0, "en", Self.claim) }), Self.vectors(known),
            queries: Self.texts(new.map { ($0.0, "en", Self.paraphrase) }), Self.vectors(new))
        func cosine(_ a: [Double], _ b: [Double]) -> Double {
            let dot = { (a: [Double], b: [Double]) in zip(a, b).reduce(0) { $0 + Double(Float($1.0)) * Double(Float($1.1)) } }
            return dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
        }
        for (query, text) in new.enumerated() {
            let all = known.indices.map { ($0, cosine(text.1, known[$0].1)) }.filter { $0.1 >= 0.75 }
                .sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(10).map(\.0).sorted()
            #expect(index.matches(query..<query + 1).map(\.claim) == all)
        }
        #expect(index.matches(0..<25) == index.matches(0..<9) + index.matches(9..<25))
    }

    @Test(arguments: [
        ("id\tvector\na\t1 2\na\t1 2\n", 3, "id"), ("id\tvector\na\t1 2\nb\t1\n", 3, "vector"),
        ("id\tvector\na\t0 0\n", 2, "vector"), ("id\tvector\na\t1 nan\n", 2, "vector"), ("id\tvector\na\t1 0x1\n", 2, "vector"),
        ("id\tvector\na\t1e30\n", 2, "vector"), ("id\tvector\na\t\n", 2, "vector"), ("id\tvectors\na\t1\n", 1, "vector"),
        ("id\tvector\na\t1\tmore\n", 2, ""),
    ])
    func aFaultInATableOfVectorsIsNamedByItsLine(text: String, line: Int, field: String) {
        #expect {
            try VectorTable(parsing: Array(text.utf8))
        } throws: {
            ($0 as? InputError)?.place == .line(line) && ($0 as? InputError)?.field == field
        }
    }

    @Test func numbersMayHaveAsManyDigitsAsAModelWrites() throws {
        let digits = "0." + String(repeating: "3", count: 700)
        #expect(throws: Never.self) { try VectorTable(parsing: Array("id\tvector\na\t\(digits) -\(digits)e-5\n".utf8)) }
        let endless = String(repeating: "3", count: 801)
        #expect(throws: InputError.self) { try VectorTable(parsing: Array("id\tvector\na\t0.\(endless)\n".utf8)) }
    }

    @Test func vectorsOfDifferentLengthsCannotBeCompared() throws {
        let texts = try Self.texts([("a", "en", Self.claim)])
        #expect(throws: InputError.self) {
            try EmbeddingIndex(corpus: texts, Self.vectors([("a", [1])]), queries: texts, Self.vectors([("a", [1, 2])]))
        }
    }
}
