public import Daylight

/// Finds known claims among new texts by vectors that an external model made: the seam for what wording cannot show, paraphrase and
/// translation (credibility reference, section 5.3). Every pair is compared; what comes out does not depend on how the work is split.
public struct EmbeddingIndex: Sendable {
    /// Least cosine of a pair that is put before a person.
    public static let suggestion = 0.75
    /// Least cosine of a pair that is enough to act on, if both texts are of one language and long enough.
    public static let match = 0.95
    /// Fewest words of each text of such a pair.
    public static let matchWords = 8
    /// Most claims of a query, the closest first.
    public static let nearest = 10
    /// Most products of two numbers in one run, a few minutes of work.
    public static let workLimit = 1 << 40

    typealias Lane = SIMD16<Float>
    static let lanes = Lane.scalarCount

    private let claims: TextTable
    private let texts: TextTable
    private let claimVectors: VectorTable
    private let textVectors: VectorTable
    /// Rows of claims that have a vector, with their vectors' rows and lengths.
    private let claimRows: [(text: Int, vector: Int, length: Double)]
    private let textRows: [Int?]

    /// - Throws: ``InputError`` when the vectors of the two tables cannot be compared, or there are too many.
    public init(
        corpus claims: TextTable, _ claimVectors: VectorTable, queries texts: TextTable, _ textVectors: VectorTable
    ) throws(InputError) {
        guard claimVectors.dimension == textVectors.dimension else {
            throw InputError(
                field: "vector", expected: "\(claimVectors.dimension) numbers, as the corpus has",
                found: "\(textVectors.dimension)")
        }
        (self.claims, self.texts, self.claimVectors, self.textVectors) = (claims, texts, claimVectors, textVectors)
        claimRows = claimVectors.rows(of: claims).enumerated().compactMap { text, vector in
            vector.map { (text, $0, Self.product(claimVectors, $0, claimVectors, $0).squareRoot()) }
        }
        textRows = textVectors.rows(of: texts)
        let work = claimRows.count.multipliedReportingOverflow(by: (textRows.count - withoutVector) * claimVectors.stride)
        guard !work.overflow, work.partialValue <= Self.workLimit else {
            throw InputError(expected: "fewer vectors: split the queries", found: "\(claimRows.count) claims")
        }
    }

    /// Texts that have no vector, which take no part.
    public var withoutVector: Int { textRows.count { $0 == nil } }

    /// The claims near each query of a range of rows, by query, then claim.
    ///
    /// - Parameter known: pairs that were found by their wording, which is the better evidence; they are left out.
    public func matches(_ queries: Range<Int>, besides known: Set<TextPair> = []) -> [MeaningMatch] {
        queries.flatMap { query -> [MeaningMatch] in
            guard let vector = textRows[query], !TextKey(texts.text(query)).isEmpty else { return [] }
            let near = self.near(vector).filter { pair in
                !known.contains(TextPair(query: query, claim: pair.claim)) && !claims.hasID(pair.claim, of: query, in: texts)
                    && !TextKey(claims.text(pair.claim)).isEmpty
            }
            return near.sorted { ($1.cosine, $0.claim) < ($0.cosine, $1.claim) }.prefix(Self.nearest)
                .sorted { $0.claim < $1.claim }
                .map { pair in
                    MeaningMatch(
                        query: query, claim: pair.claim, cosine: pair.cosine, level: level(query, pair.claim, pair.cosine))
                }
        }
    }

    private func near(_ vector: Int) -> [(claim: Int, cosine: Double)] {
        let length = Self.product(textVectors, vector, textVectors, vector).squareRoot()
        // Single precision finds the few that may be near; double precision decides.
        let enough = Float((Self.suggestion - 0.001) * length)
        return claimRows.compactMap { claim in
            guard quickProduct(vector, claim.vector) >= enough * Float(claim.length) else { return nil }
            let cosine = Self.product(textVectors, vector, claimVectors, claim.vector) / (length * claim.length)
            return cosine >= Self.suggestion ? (claim.text, min(cosine, 1)) : nil
        }
    }

    private func quickProduct(_ text: Int, _ claim: Int) -> Float {
        let (length, lane) = (4 * claimVectors.stride, 4 * Self.lanes)
        return textVectors.values.withUnsafeBytes { texts in
            claimVectors.values.withUnsafeBytes { claims in
                var sum = Lane.zero
                for place in stride(from: 0, to: length, by: lane) {
                    let first = texts.loadUnaligned(fromByteOffset: text * length + place, as: Lane.self)
                    sum += first * claims.loadUnaligned(fromByteOffset: claim * length + place, as: Lane.self)
                }
                return sum.sum()
            }
        }
    }

    private static func product(_ first: VectorTable, _ row: Int, _ second: VectorTable, _ other: Int) -> Double {
        var sum = 0.0
        for place in 0..<first.dimension {
            sum += Double(first.values[row * first.stride + place]) * Double(second.values[other * second.stride + place])
        }
        return sum
    }

    /// A model may take a sentence for its opposite, so acting on it by itself needs more than a small angle.
    private func level(_ query: Int, _ claim: Int, _ cosine: Double) -> TextDecision.Level {
        guard cosine >= Self.match else { return .suggest }
        let language = texts.language(query).lowercased()
        guard !["", "und", "mul", "mis", "zxx"].contains(language), language == claims.language(claim).lowercased() else {
            return .suggest
        }
        let keys = [TextKey(texts.text(query)), TextKey(claims.text(claim))]
        guard keys.allSatisfy({ $0.wordCount >= Self.matchWords }), keys[0].numbers == keys[1].numbers else { return .suggest }
        return .match
    }
}

/// A query and a claim, by their rows.
public struct TextPair: Hashable, Sendable {
    public let query: Int
    public let claim: Int

    public init(query: Int, claim: Int) {
        self.query = query
        self.claim = claim
    }
}
