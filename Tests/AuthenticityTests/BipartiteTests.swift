import Daylight
import Testing

@testable import Authenticity

#if canImport(Glibc)
    import Glibc
#endif

/// Chance as the bipartite configuration model has it.
@Suite("Bipartite null")
struct BipartiteTests {
    /// P(sum ≥ x) by going through the variables one by one; what has reached x stays there.
    private static func plainTail(_ probabilities: [Double], _ x: Int) -> Double {
        var mass = [Double](repeating: 0, count: x + 1)
        mass[0] = 1
        for q in probabilities {
            for k in (0...x).reversed() {
                let stays = k == x ? mass[k] : mass[k] * (1 - q)
                mass[k] = stays + (k > 0 ? mass[k - 1] * q : 0)
            }
        }
        return mass[x]
    }

    @Test("the tail is that of adding the variables one by one, for any x", arguments: 0..<6)
    func tail(round: UInt64) {
        var random = SeededGenerator(seed: round)
        let groups = (0..<8).map { _ in
            PoissonBinomialTail.Group(
                probability: exp(Double.random(in: -5...0, using: &random)), count: Int.random(in: 1...6, using: &random))
        }
        let all = groups.flatMap { [Double](repeating: $0.probability, count: $0.count) }
        let tail = PoissonBinomialTail(groups)
        for x in 0...all.count {
            let plain = Self.plainTail(all, x)
            #expect(abs(tail.logarithm(atLeast: x) - log(plain)) < 1e-7, "x = \(x) of \(all.count)")
        }
        #expect(tail.logarithm(atLeast: all.count + 1) == -.infinity)
    }

    @Test("far tails keep their digits: 250 of 300 at one in a thousand is near its binomial term")
    func farTail() {
        let tail = PoissonBinomialTail([.init(probability: 0.001, count: 300)])
        let term = lgamma(301) - lgamma(251) - lgamma(51) + 250 * log(0.001) + 50 * log1p(-0.001)
        let found = tail.logarithm(atLeast: 250)
        #expect(found < -1500)
        #expect(abs(found - term) < 1e-3)
    }

    @Test("where the Poisson tail is taken instead, it is within one per cent", arguments: [2, 3, 5, 9])
    func poisson(x: Int) {
        let q = 0.02 * 0.99 / Double(x * x) * 3
        let count = Int(3 / q)
        let tail = PoissonBinomialTail([.init(probability: 3 / Double(count), count: count)])
        let plain = Self.plainTail([Double](repeating: 3 / Double(count), count: count), x)
        #expect(abs(exp(tail.logarithm(atLeast: x)) / plain - 1) < 0.011)
    }

    @Test("the quick look never disagrees with the tail itself", arguments: 0..<4)
    func limit(round: UInt64) {
        var random = SeededGenerator(seed: round)
        for _ in 0..<200 {
            let tail = PoissonBinomialTail(
                (0..<5).map { _ in
                    .init(
                        probability: exp(Double.random(in: -7 ... -0.5, using: &random)),
                        count: Int.random(in: 1...20, using: &random))
                })
            let x = Int.random(in: 1...8, using: &random)
            let exact = tail.logarithm(atLeast: x)
            let limit = exact + Double.random(in: -3...3, using: &random)
            #expect((tail.logarithm(atLeast: x, within: limit) != nil) == (exact <= limit))
        }
    }

    @Test(
        "fitnesses give every degree, also where some share everything",
        arguments: [
            [[1, 1, 1]], [[1], [1]], [[1, 0, 1, 1], [0, 1, 1, 1], [1, 1, 1, 1], [0, 0, 0, 1]],
            [[1, 1, 0, 0, 0], [1, 0, 0, 0, 0], [1, 0, 1, 0, 0], [0, 0, 0, 1, 1], [1, 0, 0, 0, 1]],
        ])
    func degrees(links: [[Int]]) {
        let accounts = links.map { $0.reduce(0, +) }
        let objects = links[0].indices.map { object in links.reduce(0) { $0 + $1[object] } }
        func classes(_ degrees: [Int]) -> [BipartiteFit.Class] {
            Set(degrees).sorted().map { degree in
                .init(degree: Double(degree), count: Double(degrees.count { $0 == degree }))
            }
        }
        let (ofAccounts, ofObjects) = (classes(accounts), classes(objects))
        let fit = BipartiteFit(accounts: ofAccounts, objects: ofObjects)
        #expect(fit.error < BipartiteFit.tolerance)
        for (place, x) in fit.accountFitness.enumerated() {
            let expected = zip(fit.objectFitness, ofObjects).reduce(0) { $0 + $1.1.count * x * $1.0 / (1 + x * $1.0) }
            #expect(abs(expected - ofAccounts[place].degree) < 1e-6)
        }
    }

    @Test("Benjamini–Hochberg keeps what its ranks allow, gives q-values, and never keeps less than Bonferroni")
    func benjaminiHochberg() throws {
        func candidate(_ p: Double) -> Candidate {
            Candidate(first: 0, second: 1, objects: 1, weight: 1, expected: 1, probability: LogProbability(ln: log(p)))
        }
        var parameters = CoordinationParameters(.daylight)
        parameters.alpha = 0.05
        parameters.correction = .benjaminiHochberg
        // Five accounts, ten pairs. The third rank fails its own limit 0.015 and is carried by the fourth, 0.02.
        let candidates = [0.0199, 0.001, 0.0155, 0.008, 0.03].map(candidate)
        let testing = try #require(MultipleTesting(parameters, accounts: 5))
        let kept = testing.significant(candidates)
        #expect(kept.map { exp($0.probability.ln) }.map { ($0 * 1e4).rounded() } == [199, 10, 155, 80])
        let q = kept.compactMap(\.adjusted).map { exp($0.ln) }
        for (found, wanted) in zip(q, [0.04975, 0.01, 0.04975, 0.04]) { #expect(abs(found - wanted) < 1e-12) }
        #expect(abs(testing.cutoff(significant: 4) - 0.02) < 1e-12)
        #expect(testing.significant([candidate(0.9)]).isEmpty)
        parameters.correction = .bonferroni
        let strict = try #require(MultipleTesting(parameters, accounts: 5))
        #expect(abs(exp(strict.logLimit(edgesAtMost: 3)) - 0.005) < 1e-15)
        #expect(MultipleTesting(parameters, accounts: 1) == nil)
    }
}

/// Groups checked by shuffled times.
@Suite("Permutations")
struct PermutationTests {
    private static func rows(_ lines: [String]) throws -> EvidenceRows {
        var run = Run(window: 10)
        run.parameters.permutations = .init(count: 1, seed: 1)
        let text = ReaderTests.header + lines.joined(separator: "\n") + "\n"
        let network = try run.network(text, watched: Set(["a", "b", "c"].map { Array($0.utf8) }))
        return try #require(network.watched.rows)
    }

    private static func probability(_ rows: EvidenceRows, count: Int = 9999, seed: UInt64 = 1) throws -> Double {
        let permutations = try #require(CoordinationParameters.Permutations(count: count, seed: seed))
        return PermutationCheck(rows: rows, window: 10_000, permutations: permutations).probability(of: [0, 1])
    }

    @Test("two of three rows draw the two close times in a third of all shuffles")
    func third() throws {
        let rows = try Self.rows(["X,a,c1,0", "X,b,c2,5", "X,z,c3,900"])
        #expect(abs(try Self.probability(rows) - 1 / 3.0) < 0.02)
    }

    @Test("coincidences over many objects are rare under shuffling, and the smallest p is one in shuffles and one")
    func many() throws {
        var lines: [String] = []
        for object in 0..<8 {
            lines += ["o\(object),a,a\(object),\(object * 5000)", "o\(object),b,b\(object),\(object * 5000 + 4)"]
            for other in 0..<6 { lines.append("o\(object),z\(other),z\(object)-\(other),\(object * 5000 + 300 * (other + 1))") }
        }
        let rows = try Self.rows(lines)
        #expect(try Self.probability(rows, count: 999) == 0.001)
        #expect(try Self.probability(rows, count: 999, seed: 7) == 0.001)
    }

    @Test("an object that only members shared says nothing: every shuffle coincides as well")
    func closed() throws {
        #expect(try Self.probability(try Self.rows(["X,a,c1,0", "X,b,c2,5", "Y,a,c3,90", "Y,b,c4,91"])) == 1)
    }

    @Test("an account that shares an object often still counts once for it, and one post of two accounts not at all")
    func repeated() throws {
        let often = try Self.rows(["X,a,c1,0", "X,a,c2,1", "X,a,c3,2", "X,b,c4,3", "X,z,c5,900", "X,z,c6,1800"])
        // b draws a time within ten seconds of one of three draws of a unless it, or all of a, draws the far times.
        #expect(try Self.probability(often) > 0.5)
        let same = try Self.rows(["X,a,c1,0", "X,b,c1,1", "X,z,c2,900"])
        #expect(try Self.probability(same) == 1)
    }

    @Test("the same seed gives the same p, whether rows are in memory or on disk")
    func seeds() throws {
        let text = EngineTests.plantedText
        var run = Run(window: 60)
        run.parameters.permutations = .init(count: 99, seed: 5)
        let inMemory = try run.network(text)
        run.memoryLimit = 1 << 17
        run.seed = 3
        let onDisk = try run.network(text)
        #expect(onDisk.isSpilled)
        #expect(inMemory.clusters.count == 1)
        #expect(CanonicalJSON.line(onDisk.groupsJSON) == CanonicalJSON.line(inMemory.groupsJSON))
    }
}
