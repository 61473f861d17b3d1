import ArgumentParser
import Simulation

/// What `daylight simulate` makes or checks: traffic of one of the ready-made elections, the advertising, the count or what
/// people are asked to believe.
enum SimulatedPart: String, CaseIterable {
    case demo
    case hard
    case noise
    case advertising
    case count
    case claims

    /// Reads the option; the list of values stands in one line, so that the message stays short.
    static func named(_ text: String) throws -> SimulatedPart {
        guard let part = SimulatedPart(rawValue: text) else {
            let names = allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("expected one of \(names), found \(text)")
        }
        return part
    }

    /// The traffic it stands for; `nil` for the parts that have one size only.
    var traffic: SimulationPreset? { SimulationPreset(rawValue: rawValue) }

    /// What `--check` does without a preset.
    static let checked: [SimulatedPart] = [.hard, .noise, .advertising, .count, .claims]

    /// Elections that `--check` makes when nobody says how many.
    var runs: Int { self == .claims ? 5 : 1 }
}
