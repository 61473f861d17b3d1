import Daylight

/// The bipartite configuration model: given how many objects each account shared and how many accounts shared each
/// object, and nothing about time, how many objects would two accounts have in common?
///
/// The number is a sum of yes/no variables, one for each object, with the probabilities p_ao·p_bo. Objects shared within
/// the window are among those in common, so a p-value is, if anything, too large.
final class BipartiteNull {
    /// Objects that anybody shared.
    let objects: Int
    /// Distinct pairs of account and object.
    let links: Int

    /// Class of each account by rank; accounts of one degree are alike.
    private let classOfAccount: [UInt32]
    private let accountFitness: [Double]
    private let objectFitness: [Double]
    private let objectCounts: [Int]
    private var tails: [UInt64: PoissonBinomialTail] = [:]
    private var verdicts: [Question: LogProbability?] = [:]

    /// Accounts of the same two classes with as many objects in common have the same p-value.
    private struct Question: Hashable {
        let classes: UInt64
        let objects: Int
        let limit: Double
    }

    /// Tails that are kept at hand: each holds one number for each distinct degree of an object.
    private static let cachedNumbers = 1 << 20
    private static let cachedVerdicts = 1 << 18

    /// - Throws: ``InputError`` if no fitnesses give the degrees to one part in 10⁸.
    init(_ degrees: BipartiteDegrees) throws {
        let accountDegrees = Set(degrees.ofAccount).subtracting([0]).sorted()
        let objectDegrees = degrees.objectsOfDegree.keys.sorted()
        var counts: [Int: Int] = [:]
        for degree in degrees.ofAccount { counts[degree, default: 0] += 1 }
        let fit = BipartiteFit(
            accounts: accountDegrees.map { .init(degree: Double($0), count: Double(counts[$0] ?? 0)) },
            objects: objectDegrees.map { .init(degree: Double($0), count: Double(degrees.objectsOfDegree[$0] ?? 0)) })
        guard accountDegrees.isEmpty || fit.error < BipartiteFit.tolerance else {
            throw InputError(
                field: "null", expected: "degrees that the bipartite model can meet to 1 in 10⁸",
                found: "a difference of \(fit.error)")
        }
        let classes = Dictionary(uniqueKeysWithValues: accountDegrees.enumerated().map { ($0.element, UInt32($0.offset)) })
        classOfAccount = degrees.ofAccount.map { classes[$0] ?? 0 }
        accountFitness = fit.accountFitness
        objectFitness = fit.objectFitness
        objectCounts = objectDegrees.map { degrees.objectsOfDegree[$0] ?? 0 }
        objects = degrees.objectCount
        links = degrees.links
    }

    /// Objects two accounts are expected to have in common.
    func expected(_ first: UInt32, _ second: UInt32) -> Double { tail(first, second).mean }

    /// p-value of `x` distinct objects in common.
    func probability(of x: Int, _ first: UInt32, _ second: UInt32) -> LogProbability {
        LogProbability(ln: min(0, tail(first, second).logarithm(atLeast: x)))
    }

    /// The same if its logarithm is at most `limit`, else `nil`.
    func probability(of x: Int, _ first: UInt32, _ second: UInt32, within limit: Double) -> LogProbability? {
        let question = Question(classes: classes(first, second), objects: x, limit: limit)
        if let known = verdicts[question] { return known }
        let verdict = tail(first, second).logarithm(atLeast: x, within: limit).map { LogProbability(ln: min(0, $0)) }
        if verdicts.count == Self.cachedVerdicts { verdicts.removeAll(keepingCapacity: true) }
        verdicts[question] = .some(verdict)
        return verdict
    }

    private func classes(_ first: UInt32, _ second: UInt32) -> UInt64 {
        PairRecord<UInt32>.key(classOfAccount[Int(first)], classOfAccount[Int(second)])
    }

    private func tail(_ first: UInt32, _ second: UInt32) -> PoissonBinomialTail {
        let key = classes(first, second)
        if let known = tails[key] { return known }
        let (one, other) = (key >> 32, key & 0xFFFF_FFFF)
        let (x, z) = (accountFitness[Int(one)], accountFitness[Int(other)])
        let tail = PoissonBinomialTail(
            zip(objectFitness, objectCounts).map { y, count in
                .init(probability: x * y / (1 + x * y) * (z * y / (1 + z * y)), count: count)
            })
        if (tails.count + 1) * max(objectCounts.count, 1) > Self.cachedNumbers { tails.removeAll(keepingCapacity: true) }
        tails[key] = tail
        return tail
    }
}
