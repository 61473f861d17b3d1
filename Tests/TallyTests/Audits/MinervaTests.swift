import Testing

@testable import Tally

/// Ballot polling in rounds fixed beforehand (tally reference, section 8.2).
struct MinervaTests {
    /// Chances by looking at every sequence of votes for the winner, round by round.
    private static func risk(_ rounds: [Minerva.Round], share: Double, limit: Double) -> Double {
        func chance(_ trials: Int, _ won: Int, _ share: Double) -> Double {
            var ways = 1.0
            for step in 0..<won { ways = ways * Double(trials - step) / Double(step + 1) }
            return (0..<won).reduce(ways) { product, _ in product * share }
                * (0..<(trials - won)).reduce(1.0) { product, _ in product * (1 - share) }
        }
        /// Chance to get to the end of these rounds with so many or more, without a stop before.
        func reached(_ rounds: ArraySlice<Minerva.Round>, _ least: Int, _ share: Double) -> Double {
            guard let last = rounds.last else { return least <= 0 ? 1 : 0 }
            return (0...last.ballots).filter { $0 >= least }.reduce(0) { $0 + exactly(rounds, $1, share) }
        }
        func exactly(_ rounds: ArraySlice<Minerva.Round>, _ won: Int, _ share: Double) -> Double {
            guard let last = rounds.last else { return won == 0 ? 1 : 0 }
            let before = rounds.dropLast()
            let earlier = before.last?.ballots ?? 0
            return (0...earlier).reduce(0) { sum, had in
                guard had <= won, won - had <= last.ballots - earlier, !stops(before, had) else { return sum }
                return sum + exactly(before, had, share) * chance(last.ballots - earlier, won - had, share)
            }
        }
        func stops(_ rounds: ArraySlice<Minerva.Round>, _ won: Int) -> Bool {
            !rounds.isEmpty && ratio(rounds, won) <= limit
        }
        func ratio(_ rounds: ArraySlice<Minerva.Round>, _ won: Int) -> Double {
            let right = reached(rounds, won, share)
            return right > 0 ? reached(rounds, won, 0.5) / right : 0
        }
        return min(1, ratio(rounds[...], rounds.last?.won ?? 0))
    }

    @Test(arguments: [
        (0.75, [(6, 4)]), (0.6, [(10, 7)]), (0.75, [(6, 4), (10, 8)]), (0.7, [(4, 2), (8, 5), (12, 10)]),
        (0.9, [(3, 1), (9, 9)]),
        (0.55, [(14, 3)]),
    ])
    func riskIsTheRatioOfChances(share: Double, rounds: [(Int, Int)]) {
        let rounds = rounds.map { Minerva.Round(ballots: $0.0, won: $0.1) }
        let history = Minerva.history(rounds, share: share, limit: .ten)
        for count in 1...rounds.count where history.count >= count {
            let expected = Self.risk(Array(rounds.prefix(count)), share: share, limit: 0.1)
            #expect(agree(history[count - 1], expected))
        }
    }

    /// The first round alone: tail against tail, which is never more than the ratio of BRAVO.
    @Test func oneRoundIsAtLeastAsSharpAsBravo() throws {
        let contest = try AuditContest.of([600, 400])
        for won in 60...110 {
            let bravo = BravoMeasure(contest, sample: [won, 150 - won], limit: .ten).risk.p
            let minerva = Minerva.history([.init(ballots: 150, won: won)], share: 0.6, limit: .ten)
            #expect(minerva[0] <= bravo)
        }
    }

    @Test func roundsAfterAStopAreNotLookedAt() {
        let rounds = [Minerva.Round(ballots: 100, won: 90), .init(ballots: 200, won: 100)]
        #expect(Minerva.history(rounds, share: 0.6, limit: .ten).count == 1)
    }

    @Test func extremeRoundsHaveAnAnswer() {
        #expect(Minerva.history([.init(ballots: 3000, won: 3000)], share: 0.55, limit: .ten)[0] < 1e-100)
        #expect(Minerva.history([.init(ballots: 50, won: 50)], share: 1, limit: .ten)[0] < 1e-14)
        #expect(Minerva.history([.init(ballots: 50, won: 49)], share: 1, limit: .ten)[0] < 1)
    }
}
