import ArgumentParser
import Simulation

/// What `daylight simulate` makes or checks: traffic of one of the ready-made elections, the advertising or the count.
enum SimulatedPart: String, CaseIterable, ExpressibleByArgument {
    case demo
    case hard
    case noise
    case advertising
    case count

    /// The traffic it stands for; `nil` for the parts that have one size only.
    var traffic: SimulationPreset? { SimulationPreset(rawValue: rawValue) }

    /// What `--check` does without a preset.
    static let checked: [SimulatedPart] = [.hard, .noise, .advertising, .count]
}
