import ArgumentParser
import Simulation

/// What `daylight simulate` makes or checks: traffic of one of the ready-made elections, the advertising, the count or what
/// people are asked to believe.
enum SimulatedPart: String, CaseIterable, ExpressibleByArgument {
    case demo
    case hard
    case noise
    case advertising
    case count
    case claims

    /// The traffic it stands for; `nil` for the parts that have one size only.
    var traffic: SimulationPreset? { SimulationPreset(rawValue: rawValue) }

    /// What `--check` does without a preset.
    static let checked: [SimulatedPart] = [.hard, .noise, .advertising, .count, .claims]

    /// Elections that `--check` makes when nobody says how many.
    var runs: Int { self == .claims ? 5 : 1 }
}
