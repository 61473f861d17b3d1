/// Where people vote in a simulated count: stations in municipalities in constituencies, lists with their strength everywhere.
struct CountingMap {
    struct Station {
        let id: String
        let municipality: Int
        var registered: Int
        /// Odds that a registered voter votes.
        var odds: Double
        /// Strength of each list; any scale.
        var strengths: [Double]
    }

    var stations: [Station] = []
    /// Constituency of each municipality.
    let constituencies: [Int]
    /// Numbers of the lists.
    let lists: [Int]
    /// How the votes of each list fall on its candidates.
    let candidates: [[Double]]

    static let national = "N"
    func municipality(_ index: Int) -> String { "M\(Self.padded(index + 1, 3))" }
    func constituency(_ index: Int) -> String { "C\(index + 1)" }
    func above(_ station: Int) -> String { municipality(stations[station].municipality) }

    static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }

    init(_ parameters: CountingParameters, using random: inout SeededGenerator) {
        let count = random.integer(in: 8...12)
        lists = Array(1...count)
        candidates = lists.map { _ in
            // The first on a list gets most, the others ever less.
            (0..<random.integer(in: 6...18)).map { 0.3 / Double(($0 + 1) * ($0 + 1)) }
        }
        constituencies = (0..<parameters.municipalities).map { $0 % parameters.constituencies }
        let national = lists.map { random.spread(3) / (Double($0) + 1) }
        let regional = (0..<parameters.constituencies).map { _ in lists.map { _ in random.spread(3) } }
        let sizes = Self.sizes(parameters, using: &random)
        for (municipality, size) in sizes.enumerated() {
            let local = lists.indices.map { national[$0] * regional[constituencies[municipality]][$0] * random.spread(2) }
            let odds = random.uniform(1.5...3) * random.spread(4)
            for _ in 0..<size {
                stations.append(
                    Station(
                        id: "S\(Self.padded(stations.count + 1, 5))", municipality: municipality,
                        registered: random.integer(in: parameters.registered), odds: odds * random.spread(4),
                        strengths: local.map { $0 * random.spread(4) }))
            }
        }
    }

    /// Stations of each municipality: a few cities, many small towns, none too small to have neighbours.
    private static func sizes(_ parameters: CountingParameters, using random: inout SeededGenerator) -> [Int] {
        let smallest = min(10, parameters.stations / parameters.municipalities)
        var sizes = [Int](repeating: smallest, count: parameters.municipalities)
        let choice = WeightedChoice(sizes.map { _ in random.powerLaw(atMost: 12) })
        for _ in 0..<(parameters.stations - smallest * parameters.municipalities) { sizes[choice.draw(using: &random)] += 1 }
        return sizes
    }
}

extension SeededGenerator {
    /// A factor around 1 whose logarithm has a logistic distribution of scale 2^(-halvings): bell-shaped with heavy tails.
    mutating func spread(_ halvings: Int) -> Double {
        let draw = unit()
        return (0..<halvings).reduce(draw / (1 - draw)) { factor, _ in factor.squareRoot() }
    }
}
