import Tally

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An election made up by seed: honest stations that differ as real ones do, and what was planted among them.
struct PlantedElection {
    var data: ScreenData
    var padded: Set<String> = []
    var swapped: [String: Set<Int>] = [:]

    /// - Parameters:
    ///   - padded: stations at which ballots for list 1 are added: this share of those who stayed at home.
    ///   - swapped: stations at which the votes of two lists of unlike size are exchanged.
    init(
        seed: UInt64, stations: Int = 5_000, municipalities: Int = 100, padded: Int = 0, added: Double = 0.6, swapped: Int = 0
    ) {
        var random = SplitMix64(seed: seed)
        let lists = [1, 2, 3, 4, 5, 6, 7, 8]
        let strengths = [0.6, 0.3, 0.1, -0.2, -0.5, -0.9, -1.4, -2.0]
        let places = (0..<municipalities).map { _ in
            (
                turnout: 0.35 + 0.35 * random.normal(),
                strengths: strengths.map { $0 + 0.35 * random.normal() }
            )
        }
        var made = (0..<stations).map { index -> ScreenedStation in
            let place = places[index % municipalities]
            let registered = Int64(400 + 2_200 * Double.random(in: 0..<1, using: &random))
            let turnout = 1 / (1 + exp(-(place.turnout + 0.18 * random.normal())))
            let cast = random.binomial(registered, turnout)
            let valid = cast - random.binomial(cast, 0.008)
            let weights = place.strengths.map { exp($0 + 0.15 * random.normal()) }
            var (rest, weight) = (valid, weights.reduce(0, +))
            let votes = weights.enumerated().map { list, own -> Int64 in
                let drawn = list == weights.count - 1 ? rest : random.binomial(rest, min(1, own / weight))
                rest -= drawn
                weight -= own
                return drawn
            }
            return ScreenedStation(
                unit: "S\(index)", stratum: "M\(index % municipalities)", registered: registered, cast: cast, valid: valid,
                votes: votes)
        }
        let order = made.indices.shuffled(using: &random)
        for index in order.prefix(padded) {
            let station = made[index]
            let extra = Int64(added * Double((station.registered ?? 0) - station.cast))
            made[index] = station.with(cast: station.cast + extra, valid: station.valid + extra) { $0[0] += extra }
            self.padded.insert(station.unit)
        }
        for index in order.dropFirst(padded).prefix(swapped) {
            let station = made[index]
            // Lists of like size cannot be told apart: one has at least twice the other's votes.
            let pairs = (0..<6).flatMap { one in (0..<6).map { [one, $0] } }
                .filter { station.votes[$0[0]] >= 2 * station.votes[$0[1]] + 20 }
            guard let pair = pairs.randomElement(using: &random) else { continue }
            made[index] = station.with(cast: station.cast, valid: station.valid) { $0.swapAt(pair[0], pair[1]) }
            self.swapped[station.unit] = [lists[pair[0]], lists[pair[1]]]
        }
        data = ScreenData(lists: lists, stations: made)
    }
}

extension ScreenedStation {
    func with(cast: Int64, valid: Int64, _ change: (inout [Int64]) -> Void) -> ScreenedStation {
        var votes = self.votes
        change(&votes)
        return ScreenedStation(
            unit: unit, stratum: stratum, registered: registered, cast: cast, valid: valid, votes: votes)
    }
}

extension SplitMix64 {
    /// Box and Muller's transform.
    mutating func normal() -> Double {
        let radius = (-2 * log(Double.random(in: Double.leastNormalMagnitude..<1, using: &self))).squareRoot()
        return radius * cos(2 * .pi * Double.random(in: 0..<1, using: &self))
    }

    /// By the normal approximation where that is good, else one by one.
    mutating func binomial(_ trials: Int64, _ share: Double) -> Int64 {
        let mean = Double(trials) * share
        let variance = mean * (1 - share)
        if variance > 4 { return min(trials, max(0, Int64((mean + variance.squareRoot() * normal()).rounded()))) }
        return (0..<trials).reduce(0) { sum, _ in sum + (Double.random(in: 0..<1, using: &self) < share ? 1 : 0) }
    }
}
