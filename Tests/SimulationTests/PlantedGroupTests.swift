import Testing

@testable import Simulation

@Suite struct PlantedGroupTests {
    private let demo = SimulationTests.demo

    /// The rows by which a group pushed one object, in order of time, for each object.
    private func actions(of group: GroundTruth.PlantedGroup) -> [[SimulatedShare]] {
        let members = Set(group.members)
        let rows = Dictionary(grouping: demo.shares.filter { members.contains($0.account) }) { $0.object }
        return group.objects.map { rows[$0] ?? [] }
    }

    @Test("the demo plants one easy group, two that hide, one over many objects; members are in no other class")
    func groups() {
        #expect(demo.truth.groups.map(\.disguise) == [.easy, .hard, .hard, .crossObject])
        #expect(demo.truth.groups.flatMap(\.members).allSatisfy { demo.truth.hazards[$0] == nil })
        #expect(demo.truth.groups.allSatisfy { (4...12).contains($0.members.count) })
    }

    @Test("an easy group is on its objects within seconds, most of it each time")
    func easy() throws {
        let group = try #require(demo.truth.groups.first { $0.disguise == .easy })
        let quick = actions(of: group).filter { rows in
            guard let first = rows.first else { return false }
            return rows.count { $0.seconds - first.seconds <= 6 } * 2 > group.members.count
        }
        #expect(quick.count * 10 >= group.objects.count * 9)
    }

    @Test("in a group that hides, members stay away from some actions and come late to others")
    func hard() {
        for group in demo.truth.groups where group.disguise == .hard {
            let actions = actions(of: group)
            let present = actions.map { Set($0.map(\.account)).count }
            #expect(Double(present.reduce(0, +)) < 0.9 * Double(actions.count * group.members.count))
            #expect(actions.contains { ($0.last?.seconds ?? 0) - ($0.first?.seconds ?? 0) > 60 })
        }
    }

    @Test("a cross-object group pushes over a hundred objects, each by a part of its members")
    func crossObject() throws {
        let group = try #require(demo.truth.groups.first { $0.disguise == .crossObject })
        let present = actions(of: group).map { Set($0.map(\.account)).count }
        #expect(group.objects.count > 90)
        #expect(present.count { $0 * 2 <= group.members.count } * 2 > present.count)
    }

    @Test("every member also shares what its group does not push")
    func ordinaryLife() {
        for group in demo.truth.groups {
            let pushed = Set(group.objects)
            let apart = demo.shares.filter { group.members.contains($0.account) && !pushed.contains($0.object) }
            #expect(Set(apart.map(\.account)).count * 10 >= group.members.count * 9)
        }
    }

    @Test("others share what the groups push, so that an object alone accuses nobody")
    func borrowedObjects() {
        for group in demo.truth.groups {
            let pushed = Set(group.objects)
            let members = Set(group.members)
            let others = demo.shares.filter { pushed.contains($0.object) && !members.contains($0.account) }
            #expect(others.count > group.objects.count)
        }
    }

    @Test("noise has neither planted groups nor outlets")
    func noise() {
        var parameters = SimulationParameters.noise
        parameters.shares = 9_000
        let noise = Simulation(parameters: parameters, seed: 1)
        #expect(noise.truth.groups.isEmpty && noise.declaredGroups.isEmpty)
        #expect(!noise.truth.hazards.values.contains(.outlet))
        #expect(Set(noise.truth.hazards.values) == [.fan, .event, .scheduled, .ordinary])
    }
}
