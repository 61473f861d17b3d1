import Authenticity
import Daylight
import Simulation

/// Detection with its default settings on simulated elections, held against the truth.
struct DetectionCheck {
    /// Account precision and recall over all elections must not be lower.
    static let goal = 0.98
    /// Part of the elections without planted groups in which somebody may be flagged.
    static let falseAlarmLimit = 0.05

    let preset: SimulationPreset
    let firstSeed: UInt64
    private(set) var summary = QualitySummary()

    /// Makes and judges `runs` elections, with seeds from `firstSeed` upwards.
    init(preset: SimulationPreset, firstSeed: UInt64, runs: Int, progress: (Double) -> Void) throws {
        self.preset = preset
        self.firstSeed = firstSeed
        for number in 0..<runs {
            let simulation = Simulation(parameters: preset.parameters, seed: firstSeed &+ UInt64(number))
            let flagged = try Self.flaggedPairs(simulation)
            summary.add(QualityReport(truth: simulation.truth, declared: simulation.declaredGroups, flagged: flagged))
            progress(Double(number + 1) / Double(runs))
        }
    }

    private static func flaggedPairs(_ simulation: Simulation) throws -> Set<AccountPair> {
        var declared = DeclaredGroups()
        declared.add(simulation.declaredGroups.map { ($0.group, $0.account) })
        let engine = CoordinationEngine(
            parameters: CoordinationParameters(.daylight), declared: declared, format: .csv, seed: simulation.seed)
        try simulation.postsCSV.withUnsafeBytes { try engine.read($0) }
        let network = try engine.analyse(inputDigest: Digest(of: []))
        var table: [UInt8] = []
        try network.writeFlagged { table.append(contentsOf: $0) }
        // Simulated ids hold nothing that the table would escape.
        let rows = table.split(separator: UInt8(ascii: "\n")).dropFirst()
        return Set(
            rows.map { row in
                let columns = row.split(separator: UInt8(ascii: "\t"), maxSplits: 2)
                return AccountPair(String(decoding: columns[0], as: UTF8.self), String(decoding: columns[1], as: UTF8.self))
            })
    }

    /// Whether the goals that apply to the preset are met.
    var meetsGoals: Bool {
        guard summary.found.isEmpty else {
            return summary.accounts.precision >= Self.goal && summary.accounts.recall >= Self.goal
        }
        return Double(summary.runsWithFalseAlarm) <= Self.falseAlarmLimit * Double(summary.runs)
    }
}
