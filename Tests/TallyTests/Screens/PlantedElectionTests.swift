import Tally
import Testing

/// The screens against elections in which it is known what was planted.
@Suite struct PlantedElectionTests {
    @Test(arguments: [1, 2] as [UInt64])
    func addedBallotsAreFoundAndHonestStationsAreNot(seed: UInt64) {
        let election = PlantedElection(seed: seed, padded: 50, swapped: 20)
        let answer = ScreenAnswer(election.data, Self.quick)
        let flagged = Set(answer.flags.filter { $0.measure == "turnout" }.map(\.unit))
        let found = flagged.intersection(election.padded).count
        #expect(found >= 45, "\(found) of 50")
        #expect(flagged.subtracting(election.padded).count <= 50, "\(flagged.subtracting(election.padded).count) of 4950")
        let honest = Set(answer.flags.map(\.unit)).subtracting(election.padded).subtracting(election.swapped.keys)
        #expect(honest.count <= 50, "\(honest.count) by any measure")
    }

    @Test(arguments: [4, 5] as [UInt64])
    func exchangedListsAreNamed(seed: UInt64) {
        let election = PlantedElection(seed: seed, padded: 50, swapped: 20)
        let answer = ScreenAnswer(election.data, Self.quick)
        var named: [String: Set<Int>] = [:]
        for suggestion in answer.suggestions {
            if case .swap(let one, let other) = suggestion.kind {
                #expect(named.updateValue([one, other], forKey: suggestion.unit) == nil, "one swap per unit")
            }
        }
        let right = election.swapped.filter { named[$0.key] == $0.value }.count
        #expect(right >= 14, "\(right) of 20")
        #expect(named.keys.filter { election.swapped[$0] == nil }.count <= 10)
    }

    @Test func nothingPlantedGivesFewLeads() {
        let answer = ScreenAnswer(PlantedElection(seed: 7).data, Self.quick)
        #expect(Set(answer.flags.map(\.unit)).count <= 50)
        #expect(answer.suggestions.count <= 5)
        #expect(answer.tests >= 5_000 * 9)
        #expect(answer.screens.allSatisfy { !$0.caveat.isEmpty })
        #expect(!answer.screens.contains { $0.screen == "S2" })
    }

    @Test func theSameSeedGivesTheSameAnswer() {
        let data = PlantedElection(seed: 8, stations: 300, municipalities: 6).data
        var parameters = Self.quick
        #expect(ScreenAnswer(data, parameters).screens == ScreenAnswer(data, parameters).screens)
        parameters.seed = 2
        #expect(ScreenAnswer(data, parameters).flags == ScreenAnswer(data, Self.quick).flags)
    }

    static let quick: ScreenParameters = {
        var parameters = ScreenParameters()
        parameters.redraws = 20
        return parameters
    }()
}
