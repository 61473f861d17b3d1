/// Which stations get which fault, and what is counted everywhere.
struct CountingPlan {
    var map: CountingMap
    /// What each station puts on paper.
    private(set) var papers: [CountedReport] = []
    /// The fault of a report's way at a station, or the innocent look of one.
    private(set) var ways: [Int: CountFault] = [:]
    private(set) var wrongSums: [Int] = []
    private(set) var truth: [PlantedFault] = []
    private var figures: [CountFault: [Int]] = [:]
    private var slips: [(station: Int, code: String)] = []
    /// Stations that nothing is planted at.
    private var plain: Set<Int> = []
    private let parameters: CountingParameters

    init(_ parameters: CountingParameters, using random: inout SeededGenerator) {
        self.parameters = parameters
        var branch = random.branch()
        map = CountingMap(parameters, using: &branch)
        var free = random.shuffled(Array(map.stations.indices))
        for kind in CountFault.atStations + [.corrigendum, .lastSecond, .quick] {
            let count = kind.isPlanted ? parameters.custody : parameters.traps
            for _ in 0..<count { ways[free.removeLast()] = kind }
        }
        for code in CountedReport.slips {
            for _ in 0..<parameters.slips { slips.append((free.removeLast(), code)) }
        }
        let counts: [(CountFault, Int)] = [
            (.swap, parameters.swaps), (.transposition, parameters.transpositions), (.stuffed, parameters.stuffed),
            (.careHome, parameters.traps), (.roundShare, parameters.traps), (.stronghold, parameters.traps),
            (.twin, parameters.traps),
        ]
        for (kind, count) in counts {
            figures[kind] = (0..<count).map { _ in free.removeLast() }
        }
        plain = Set(free)
        wrongSums = Array(random.shuffled(Array(map.constituencies.indices)).prefix(parameters.custody)).sorted()
        shapeTraps(using: &random)
        for index in map.stations.indices {
            var branch = random.branch()
            papers.append(count(map.stations[index], isRound: figures[.roundShare]?.contains(index) == true, using: &branch))
        }
        for (station, kind) in ways.sorted(by: { $0.key < $1.key }) {
            truth.append(PlantedFault(kind, map.stations[station].id))
        }
    }

    private mutating func shapeTraps(using random: inout SeededGenerator) {
        for station in figures[.careHome] ?? [] { (map.stations[station].registered, map.stations[station].odds) = (45, 20) }
        for station in figures[.roundShare] ?? [] { map.stations[station].registered = 80 }
        for (station, kind) in ways where kind == .quick { map.stations[station].registered = 120 }
        for station in figures[.stronghold] ?? [] {
            map.stations[station].strengths[random.integer(in: 2...4)] *= random.uniform(3...5)
        }
    }

    /// Every voter decides whether to vote, every ballot is blank, invalid or for a list.
    private func count(
        _ station: CountingMap.Station, isRound: Bool, using random: inout SeededGenerator
    ) -> CountedReport {
        let turnout = station.odds / (1 + station.odds)
        var cast = 0
        for _ in 0..<station.registered { cast += random.chance(turnout) ? 1 : 0 }
        if isRound { cast = station.registered * 3 / 4 }
        var lists = [Int64](repeating: 0, count: station.strengths.count)
        var (blank, invalid): (Int64, Int64) = (0, 0)
        let choice = WeightedChoice(station.strengths)
        for _ in 0..<cast {
            switch random.unit() {
            case ..<0.006: blank += 1
            case ..<0.011: invalid += 1
            default: lists[choice.draw(using: &random)] += 1
            }
        }
        let difference: Int64 =
            switch random.unit() {
            case ..<0.12: -Int64(random.integer(in: 1...3))
            case ..<0.17: Int64(random.integer(in: 1...2))
            default: 0
            }
        // Nobody admits more voters than there are.
        let isPossible = !isRound && Int64(cast) - difference <= Int64(station.registered)
        return CountedReport(
            station.id, registered: Int64(station.registered), lists: lists, blank: blank, invalid: invalid,
            difference: isPossible ? difference : 0, weights: map.candidates, using: &random)
    }

    /// Puts on paper what is wrong with the figures, and what only looks wrong.
    mutating func plantFigures(using random: inout SeededGenerator) {
        for (station, code) in slips {
            papers[station].slip(code, using: &random)
            truth.append(PlantedFault(.slip, map.stations[station].id, codes: [code]))
        }
        for station in figures[.swap] ?? [] { swap(station, using: &random) }
        for station in figures[.transposition] ?? [] { transpose(station, using: &random) }
        for station in figures[.stuffed] ?? [] { stuff(station, using: &random) }
        for station in figures[.twin] ?? [] { papers[station] = twin(of: station, using: &random) }
        for kind in [CountFault.careHome, .roundShare, .stronghold, .twin] {
            for station in figures[kind] ?? [] { truth.append(PlantedFault(kind, map.stations[station].id)) }
        }
    }

    private mutating func swap(_ station: Int, using random: inout SeededGenerator) {
        var votes = papers[station].listTotals
        let order = random.shuffled(Array(votes.indices))
        var fault = PlantedFault(.swap, map.stations[station].id)
        fault.lists = [map.lists[order[0]], map.lists[order[1]]].sorted()
        fault.votes = abs(votes[order[0]] - votes[order[1]])
        votes.swapAt(order[0], order[1])
        papers[station].setVotes(votes, weights: map.candidates, using: &random)
        truth.append(fault)
    }

    /// Two neighbouring digits of one list change places; the sums below are made of what is written.
    private mutating func transpose(_ station: Int, using random: inout SeededGenerator) {
        let votes = papers[station].listTotals
        let possible = votes.indices.filter { votes[$0] >= 10 && votes[$0] / 10 % 10 != votes[$0] % 10 }
        guard !possible.isEmpty else { return }
        let list = random.pick(possible)
        var fault = PlantedFault(.transposition, map.stations[station].id)
        var written = votes
        let places = [Int64(1), 10].filter { votes[list] / $0 >= 10 && votes[list] / ($0 * 10) % 10 != votes[list] / $0 % 10 }
        let place = random.pick(places)
        let (low, high) = (votes[list] / place % 10, votes[list] / (place * 10) % 10)
        written[list] += (low - high) * 9 * place
        fault.lists = [map.lists[list]]
        fault.votes = abs(written[list] - votes[list])
        fault.truly = votes[list]
        let admitted = papers[station].admitted
        papers[station].setVotes(written, weights: map.candidates, using: &random)
        papers[station].setDifference(papers[station].cast - admitted)
        truth.append(fault)
    }

    /// Ballots for one list are added, and as many voters to the admitted.
    private mutating func stuff(_ station: Int, using random: inout SeededGenerator) {
        let paper = papers[station]
        let room = Int64(Double(max(0, paper.registered - paper.admitted)) * 0.95)
        let added = min(room, Int64(Double(paper.registered) * random.uniform(parameters.added)))
        var votes = paper.listTotals
        votes[1] += added
        var fault = PlantedFault(.stuffed, map.stations[station].id)
        fault.lists = [map.lists[1]]
        fault.votes = added
        papers[station].setVotes(votes, weights: map.candidates, using: &random)
        papers[station].setDifference(paper.cast - paper.admitted)
        truth.append(fault)
    }

    /// The neighbour of a station whose paper can be copied: one that counted no more votes than this one has voters.
    func neighbour(of station: Int) -> Int {
        let home = map.stations[station].municipality
        let size = papers[station].registered
        let others = plain.sorted().filter { other in
            map.stations[other].municipality == home && papers[other].admitted <= size && papers[other].cast <= size
        }
        return others.max { papers[$0].cast < papers[$1].cast } ?? station
    }

    /// The totals of the neighbour with votes of its own candidates.
    private func twin(of station: Int, using random: inout SeededGenerator) -> CountedReport {
        let other = papers[neighbour(of: station)]
        var twin = CountedReport(
            map.stations[station].id, registered: papers[station].registered, lists: other.listTotals, blank: other.blank,
            invalid: other.invalid, difference: 0, weights: map.candidates, using: &random)
        twin.setDifference(other.cast - other.admitted)
        return twin
    }

    /// Votes of the election before: as strong as now, give or take a swing that is the same early and late.
    func history(using random: inout SeededGenerator) -> [(unit: String, votes: [Int64])] {
        map.stations.map { station in
            let strengths = station.strengths.map { $0 * random.spread(5) }
            let all = strengths.reduce(0, +)
            let votes = Double(station.registered) * 0.65
            return (station.id, strengths.map { Int64($0 / all * votes) })
        }
    }
}
