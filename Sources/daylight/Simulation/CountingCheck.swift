import Daylight
import Simulation
import Tally

/// The checks and screens of a count on simulated elections, held against the truth.
struct CountingCheck {
    /// Faults of one kind, or slips against one rule.
    struct Outcome {
        var planted = 0
        /// Planted faults: found as what they are. Innocent looks: taken for a fault.
        var found = 0
        /// What they are to be found as, or were taken for.
        var codes: Set<String> = []
    }

    /// Stations in which nothing is planted, and how many of them were flagged.
    struct Honest {
        var stations = 0
        var turnout = 0
        var share = 0
        var swaps = 0
        var transpositions = 0
        /// Findings that no planted fault explains.
        var findings: [String: Int] = [:]
        /// Screens of the whole election with p below one in a thousand.
        var alarms: [String: Int] = [:]
    }

    /// Stuffed stations that must be flagged, and honest ones that may be, as parts of all.
    static let stuffedGoal = 0.95
    static let honestLimit = 0.01
    /// Part of the honest stations for which S6 may suggest a mistake.
    static let suggestionLimit = 0.001
    /// A swap matters when it moves this part of the valid votes.
    static let swapShare = 0.05
    /// Enough to tell p below one in a thousand from p above.
    private static let redraws = 1_000

    let firstSeed: UInt64
    let runs: Int
    private(set) var outcomes: [String: Outcome] = [:]
    private(set) var traps: [CountFault: Outcome] = [:]
    var honest = Honest()
    /// Evidence files made and those that prove their finding.
    private(set) var evidence = (made: 0, proven: 0)
    /// Swaps that move many votes, and those found.
    var largeSwaps = (planted: 0, found: 0)

    /// Makes and judges `runs` elections, with seeds from `firstSeed` upwards.
    init(firstSeed: UInt64, runs: Int, parameters: CountingParameters = .full, progress: (Double) -> Void = { _ in }) throws {
        self.firstSeed = firstSeed
        self.runs = runs
        for number in 0..<runs {
            let simulation = CountingSimulation(parameters, seed: firstSeed &+ UInt64(number))
            progress((Double(number) + 0.3) / Double(runs))
            let bytes = CanonicalJSON.lineBytes(try SignedCount(simulation).reports())
            progress((Double(number) + 0.5) / Double(runs))
            judgeFindings(try CountCheck(bytes), simulation)
            try judgeEvidence(bytes)
            progress((Double(number) + 0.8) / Double(runs))
            let data = try ScreenData(bytes)
            var screening = ScreenParameters()
            screening.redraws = Self.redraws
            judgeScreens(ScreenAnswer(data, screening), data, simulation)
            progress(Double(number + 1) / Double(runs))
        }
    }

    private struct Place: Hashable {
        let code: String
        let unit: String
    }

    /// Warnings that honest reports may have: they ask for a second look at a plausible figure.
    private static let plausible: Set<FindingCode> = [.w201, .w202, .w203, .w204]

    private mutating func judgeFindings(_ check: CountCheck, _ simulation: CountingSimulation) {
        let found = Set(check.findings.map { Place(code: $0.code.rawValue, unit: $0.unit) })
        var explained: Set<Place> = []
        var slipped: Set<String> = []
        for fault in simulation.truth where fault.kind.isPlanted && !fault.codes.isEmpty {
            let places = fault.codes.map { Place(code: $0, unit: fault.unit) }
            let name = fault.kind == .slip ? "slip \(fault.codes[0])" : fault.kind.rawValue
            count(name, places.allSatisfy(found.contains), fault.codes)
            explained.formUnion(places)
            if fault.kind == .slip { slipped.insert(fault.unit) }
        }
        for finding in check.findings where !Self.plausible.contains(finding.code) {
            let place = Place(code: finding.code.rawValue, unit: finding.unit)
            // One slip can break several rules of the form.
            let isSlip = slipped.contains(finding.unit) && finding.code.rawValue.hasPrefix("F")
            if !explained.contains(place), !isSlip { honest.findings[place.code, default: 0] += 1 }
        }
        honest.findings["rejected"] = check.rejected.isEmpty ? nil : check.rejected.count
        for fault in simulation.truth where !fault.kind.isPlanted {
            let codes = check.findings.filter { $0.unit == fault.unit && !Self.plausible.contains($0.code) }.map(\.code.rawValue)
            traps[fault.kind, default: Outcome()].planted += 1
            take(fault.kind, Set(codes))
        }
    }

    private mutating func judgeEvidence(_ bytes: [UInt8]) throws {
        for (_, file, _) in try EvidenceMaker(bytes).made {
            evidence.made += 1
            evidence.proven += try CountEvidence(parsing: file).verify().ok ? 1 : 0
        }
    }

    mutating func count(_ name: String, _ isFound: Bool, _ codes: [String]) {
        var outcome = outcomes[name, default: Outcome()]
        outcome.planted += 1
        outcome.found += isFound ? 1 : 0
        outcome.codes.formUnion(codes)
        outcomes[name] = outcome
    }

    mutating func take(_ kind: CountFault, _ codes: Set<String>) {
        traps[kind, default: Outcome()].found += codes.isEmpty ? 0 : 1
        traps[kind, default: Outcome()].codes.formUnion(codes)
    }

    /// Faults of a report's way, wrong sums and slips: each found, and nothing else.
    var findsEveryFault: Bool {
        let screened = [CountFault.stuffed, .swap, .transposition].map(\.rawValue)
        return outcomes.allSatisfy { screened.contains($0.key) || $0.value.found == $0.value.planted }
            && honest.findings.isEmpty
    }

    var findsStuffing: Bool {
        let stuffed = outcomes[CountFault.stuffed.rawValue] ?? Outcome()
        return Double(stuffed.found) >= Self.stuffedGoal * Double(stuffed.planted)
            && Double(honest.turnout) <= Self.honestLimit * Double(honest.stations)
    }

    /// Homes and strongholds are true outliers, which a screen may well point at: that is shown, not judged.
    private static let outliers: Set<CountFault> = [.careHome, .stronghold]

    var sparesInnocent: Bool { traps.allSatisfy { Self.outliers.contains($0.key) || $0.value.found == 0 } }

    /// S6 suggests where to look; among thousands of stations some will fit by chance.
    var suggestsFewSwaps: Bool {
        Double(honest.swaps + honest.transpositions) <= Self.suggestionLimit * Double(honest.stations)
    }

    /// Every kind of evidence but that of entries whose proof fails, which nothing can show.
    var provesEveryFault: Bool { evidence.proven == evidence.made - (outcomes[CountFault.alteredEntry.rawValue]?.planted ?? 0) }

    var meetsGoals: Bool { findsEveryFault && provesEveryFault && findsStuffing && suggestsFewSwaps && sparesInnocent }
}
