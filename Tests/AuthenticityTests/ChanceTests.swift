import Testing

@testable import Authenticity

#if canImport(Glibc)
    import Glibc
#endif

/// How unlikely an edge is.
@Suite("Chance")
struct ChanceTests {
    @Test("the worked numbers of the degree null")
    func worked() throws {
        let null = DegreeNull(rows: 1000, accounts: 100, pairs: 200, sumSquares: 5000, alpha: 0.01)
        let lambda = null.expected(20, 30)
        #expect(abs(lambda - 0.241206) < 5e-7)
        #expect(abs(exp(null.probability(of: 4, expected: lambda).ln) / 1.1638e-4 - 1) < 1e-4)
        #expect(abs(exp(null.probability(of: 6, expected: lambda).ln) / 2.225e-7 - 1) < 1e-3)
        let limit = try #require(null.limit)
        #expect(abs(limit / 2.0202e-6 - 1) < 1e-4)
        var filter = SignificanceFilter(null, logLimit: log(limit))
        #expect(filter.probability(objects: 4, expected: lambda) == nil)
        #expect(filter.probability(objects: 6, expected: lambda) != nil)
    }

    @Test("the tail agrees with the plain sum wherever that can be computed", arguments: [0.001, 0.5, 1, 3.7, 25, 140])
    func plainSum(lambda: Double) {
        var cumulative = 0.0
        var term = exp(-lambda)
        for x in 0..<200 {
            let tail = 1 - cumulative
            let ln = PoissonTail.logarithm(atLeast: x, mean: lambda)
            if tail > 1e-6 { #expect(abs(exp(ln) - tail) < 1e-9, "P(X >= \(x)) at mean \(lambda)") }
            cumulative += term
            term *= lambda / Double(x + 1)
        }
    }

    @Test("far tails keep their digits: ln P(X ≥ 200) at mean 0.02 is its first term to 1 in 10⁴")
    func farTail() {
        let first = 200 * log(0.02) - 0.02 - lgamma(201)
        #expect(abs(PoissonTail.logarithm(atLeast: 200, mean: 0.02) - first) < 2e-4)
    }

    @Test("a p-value below the range of doubles is written with its digits and read back")
    func tinyText() throws {
        let tiny = LogProbability(ln: -925.1)
        #expect(tiny.text.hasSuffix("e-402"))
        #expect(tiny.text.count >= 12)
        #expect(abs(try #require(LogProbability(text: tiny.text)).ln - tiny.ln) < 1e-8)
        #expect(LogProbability(text: "0") == nil)
        #expect(LogProbability(text: "x") == nil)
    }

    @Test("the quick filter never disagrees with the p-value", arguments: 0..<4)
    func filterAgrees(round: UInt64) throws {
        var random = SeededGenerator(seed: round)
        let null = DegreeNull(rows: 100_000, accounts: 5000, pairs: 40_000, sumSquares: 9_000_000, alpha: 0.01)
        let limit = log(try #require(null.limit))
        var filter = SignificanceFilter(null, logLimit: limit)
        for _ in 0..<2000 {
            let x = Int.random(in: 1...30, using: &random)
            let lambda = exp(Double.random(in: -18...4, using: &random))
            let exact = PoissonTail.logarithm(atLeast: x, mean: lambda)
            if abs(exact - limit) > 1e-7 { #expect((filter.probability(objects: x, expected: lambda) != nil) == (exact < limit)) }
        }
    }
}
