import Daylight
import Testing

@testable import Simulation

@Suite struct CountingSimulationTests {
    private static let simulation = CountingSimulation(seed: 3)

    private static func bytes(_ simulation: CountingSimulation) -> [UInt8] {
        let reports = simulation.reports.map { JSONValue.object($0.stored) }
        let sums = simulation.sums.map { JSONValue.object($0.json) }
        let definition = JSONValue.object(simulation.definition { simulation.keySeed($0) })
        return CanonicalJSON.lineBytes(
            [.array(reports), .array(sums), definition, simulation.truthJSON, simulation.historyJSON])
    }

    @Test func theSameSeedGivesTheSameCount() {
        let again = CountingSimulation(seed: 3)
        #expect(Self.bytes(again) == Self.bytes(Self.simulation))
        #expect(again.reports == Self.simulation.reports && again.received == Self.simulation.received)
        #expect(Self.bytes(CountingSimulation(seed: 4)) != Self.bytes(Self.simulation))
    }

    @Test func everyKindIsPlantedAsOftenAsAskedFor() {
        let parameters = CountingParameters.demo
        for kind in CountFault.allCases {
            let expected =
                switch kind {
                case .swap: parameters.swaps
                case .stuffed: parameters.stuffed
                case .slip: parameters.slips * CountedReport.slips.count
                case .splitView: 1
                case .transposition: parameters.transpositions
                default: kind.isPlanted ? parameters.custody : parameters.traps
                }
            #expect(Self.simulation.truth.count { $0.kind == kind } == expected, "\(kind)")
        }
        let units = Self.simulation.truth.map(\.unit)
        #expect(Set(units).count == units.count)
    }

    @Test func innocentReportsAddUp() {
        let planted = Set(Self.simulation.truth.filter(\.kind.isPlanted).map(\.unit))
        for report in Self.simulation.reports {
            guard let unit = report.stored["unitId"]?.stringValue, !planted.contains(unit) else { continue }
            func count(_ name: String) -> Int64 { report.stored[name]?.integerValue ?? -1 }
            func votes(_ list: JSONValue) -> Int64 {
                (list["candidates"]?.arrayValue ?? []).reduce(0) { $0 + ($1["votes"]?.integerValue ?? -1) }
            }
            let lists = report.stored["lists"]?.arrayValue ?? []
            let totals = (report.stored["listTotals"]?.arrayValue ?? []).compactMap { $0["total"]?.integerValue }
            #expect(totals.reduce(0, +) == count("validVotes"))
            #expect(count("validVotes") + count("blank") + count("invalid") == count("votesCast"))
            #expect(count("pollCards") + count("proxies") == count("admittedVoters"))
            #expect(count("votesCast") - count("moreBallots") + count("fewerBallots") == count("admittedVoters"))
            #expect(lists.map(votes) == totals && report.stored == report.signed)
        }
    }

    @Test func reportsStandInTheOrderInWhichTheyCame() {
        let times = Self.simulation.reports.map(\.receivedAt)
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 })
        let late = Set(Self.simulation.truth.filter { $0.kind == .late }.map(\.unit))
        for report in Self.simulation.reports {
            let unit = report.stored["unitId"]?.stringValue ?? ""
            #expect((report.receivedAt > Self.simulation.deadline) == late.contains(unit))
        }
    }

    @Test func theLogHoldsWhatWasSignedAndNotWhatWasMadeOfIt() {
        let signed = Set(Self.simulation.reports.map { SimulatedReport.digest($0.signed) })
        let withheld = Self.simulation.truth.count { $0.kind == .withheld }
        #expect(Self.simulation.received.count { !signed.contains($0.digest) } == withheld)
        #expect(Self.simulation.alteredEntries.count == Self.simulation.truth.count { $0.kind == .alteredEntry })
    }
}
