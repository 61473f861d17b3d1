import Simulation
import Tally

extension CountingCheck {
    mutating func judgeScreens(_ answer: ScreenAnswer, _ data: ScreenData, _ simulation: CountingSimulation) {
        var flags: [String: Set<String>] = [:]
        for flag in answer.flags { flags[flag.unit, default: []].insert(flag.measure) }
        let suggestions = Dictionary(grouping: answer.suggestions, by: \.unit)
        let valid = Dictionary(data.stations.map { ($0.unit, $0.valid) }, uniquingKeysWith: { first, _ in first })
        for fault in simulation.truth {
            let suggested = (suggestions[fault.unit] ?? []).map(\.kind)
            switch fault.kind {
            case .stuffed: count(fault.kind.rawValue, flags[fault.unit]?.contains("turnout") == true, ["S4"])
            case .swap:
                let isFound = suggested.contains { $0.isSwap(of: fault.lists) }
                count(fault.kind.rawValue, isFound, ["S6"])
                guard Double(fault.votes) >= Self.swapShare * Double(valid[fault.unit] ?? 0) else { continue }
                largeSwaps.planted += 1
                largeSwaps.found += isFound ? 1 : 0
            case .transposition:
                let isFound = suggested.contains { $0.isTransposition(of: fault.lists[0], from: fault.truly) }
                count(fault.kind.rawValue, isFound, ["S6"])
            case .careHome, .roundShare: take(fault.kind, flags[fault.unit]?.contains("turnout") == true ? ["S4"] : [])
            case .stronghold: take(fault.kind, suggested.isEmpty ? [] : ["S6"])
            default: break
            }
        }
        countHonest(flags, suggestions, simulation)
        for screen in answer.screens where screen.screen != "S4" && screen.p ?? 1 < 0.001 {
            honest.alarms[screen.screen, default: 0] += 1
        }
    }

    private mutating func countHonest(
        _ flags: [String: Set<String>], _ suggestions: [String: [ScreenSuggestion]], _ simulation: CountingSimulation
    ) {
        let planted = Set(simulation.truth.map(\.unit))
        for unit in simulation.stations where !planted.contains(unit) {
            honest.stations += 1
            let measures = flags[unit] ?? []
            honest.turnout += measures.contains("turnout") ? 1 : 0
            honest.share += measures.contains { $0 != "turnout" } ? 1 : 0
            for suggestion in suggestions[unit] ?? [] {
                if case .swap = suggestion.kind { honest.swaps += 1 } else { honest.transpositions += 1 }
            }
        }
    }
}

extension ScreenSuggestion.Kind {
    fileprivate func isSwap(of lists: [Int]) -> Bool {
        if case .swap(let one, let other) = self { [one, other].sorted() == lists } else { false }
    }

    fileprivate func isTransposition(of list: Int, from votes: Int64?) -> Bool {
        if case .transposition(let found, let typed) = self { found == list && typed == votes } else { false }
    }
}
