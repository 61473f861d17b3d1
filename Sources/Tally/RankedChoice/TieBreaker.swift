import Daylight

/// A tie that a person has to decide.
public struct OpenTie: Hashable, Sendable {
    public enum Kind: String, Sendable { case winner, loser }

    public let round: Int
    /// Whether one of the tied is to be elected or eliminated.
    public let kind: Kind
    /// By UTF-16 code units.
    public let tied: [String]
}

/// What the lot said, told from outside: in a round, this name is elected or eliminated.
public struct TieDecision: Hashable, Sendable {
    public let round: Int
    public let name: String

    public init(round: Int, name: String) {
        self.round = round
        self.name = name
    }
}

/// Why a tabulation cannot go on.
enum TabulationStop: Error {
    case tie(OpenTie)
    case wrongDecision(InputError)
}

/// Breaks ties as the rules say (tally reference, section 7.4). One for all passes of a contest.
struct TieBreaker: Sendable {
    private let rule: RankedRules.TieBreak
    private let names: [String]
    /// Positions in the order that decides, by candidate.
    private var positions: [Int] = []
    private var random: JavaRandom?
    /// Not used yet; of several for one round the first is used first.
    private(set) var decisions: [TieDecision]

    init(_ rule: RankedRules.TieBreak, names: [String], declaredCount: Int, decisions: [TieDecision]) {
        self.rule = rule
        self.names = names
        self.decisions = decisions
        var order = Array(0..<declaredCount)
        switch rule {
        case .random(let seed), .previousRoundCountsThenRandom(let seed): random = JavaRandom(seed: seed)
        case .generatePermutation(let seed):
            var generator = JavaRandom(seed: seed)
            order.sort { JavaHashOrder.precedes(names[$0], names[$1]) }
            generator.shuffle(&order)
        case .stopCountingAndAsk, .previousRoundCountsThenAsk, .useCandidateOrder: break
        }
        // Undeclared write-ins stand behind everybody: they cannot be elected.
        positions = [Int](repeating: declaredCount, count: names.count)
        for (position, candidate) in order.enumerated() { positions[candidate] = position }
    }

    /// The one of the tied who is elected or eliminated.
    ///
    /// - Parameters:
    ///   - tied: at least two candidates.
    ///   - rounds: all so far; the last is the one in which the tie is.
    mutating func choose(
        _ kind: OpenTie.Kind, among tied: [Int], rounds: [RoundReport]
    ) throws(TabulationStop) -> Int {
        let round = rounds.count
        let sorted = tied.sorted { JavaHashOrder.precedes(names[$0], names[$1]) }
        switch rule {
        case .random: return draw(sorted)
        case .stopCountingAndAsk: return try decide(kind, sorted, round)
        case .useCandidateOrder, .generatePermutation:
            let byPosition = tied.sorted { positions[$0] < positions[$1] }
            return kind == .winner ? byPosition[0] : byPosition[byPosition.count - 1]
        case .previousRoundCountsThenRandom, .previousRoundCountsThenAsk:
            let left = compare(kind, sorted, rounds.dropLast())
            if left.count == 1 { return left[0] }
            if random != nil { return draw(left) }
            return try decide(kind, left.sorted { JavaHashOrder.precedes(names[$0], names[$1]) }, round)
        }
    }

    private mutating func draw(_ tied: [Int]) -> Int {
        let drawn = random?.nextDouble() ?? 0
        return tied[Int(drawn * Double(tied.count))]
    }

    /// Those who were best (or worst) in each earlier round, going backwards.
    private func compare(_ kind: OpenTie.Kind, _ tied: [Int], _ rounds: ArraySlice<RoundReport>) -> [Int] {
        var left = tied
        for round in rounds.reversed() where left.count > 1 {
            let values = left.map { round.tally[$0]?.units ?? 0 }
            guard let wanted = kind == .winner ? values.max() : values.min() else { break }
            let kept = zip(left, values).filter { $0.1 == wanted }.map(\.0)
            left = inHashOrder(inHashOrder(left).filter { kept.contains($0) })
        }
        return left
    }

    private func inHashOrder(_ candidates: [Int]) -> [Int] {
        let byName = Dictionary(candidates.map { (names[$0], $0) }, uniquingKeysWith: { first, _ in first })
        return JavaHashOrder.order(candidates.map { names[$0] }).compactMap { byName[$0] }
    }

    private mutating func decide(_ kind: OpenTie.Kind, _ tied: [Int], _ round: Int) throws(TabulationStop) -> Int {
        guard let index = decisions.firstIndex(where: { $0.round == round }) else {
            throw .tie(OpenTie(round: round, kind: kind, tied: tied.map { names[$0] }))
        }
        let decision = decisions[index]
        guard let chosen = tied.first(where: { names[$0] == decision.name }) else {
            throw .wrongDecision(
                InputError(
                    field: "--decide \(round)", expected: "one of the tied: " + tied.map { names[$0] }.joined(separator: ", "),
                    found: decision.name))
        }
        decisions.remove(at: index)
        return chosen
    }
}
