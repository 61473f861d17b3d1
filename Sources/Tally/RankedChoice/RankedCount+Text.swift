extension RankedCount {
    /// The rounds for people, line by line.
    public var lines: [String] {
        var lines: [String] = []
        for (index, pass) in passes.enumerated() {
            if passes.count > 1 { lines.append("Seat \(index + 1)") }
            for round in pass.rounds { lines += pass.lines(round) }
        }
        if let tie {
            let what = tie.kind == .winner ? "who is elected" : "who is eliminated"
            lines.append("Tie in round \(tie.round): \(tie.tied.joined(separator: ", ")). A lot must say \(what).")
            lines.append("Go on with --decide \(tie.round)=NAME")
        }
        return lines
    }
}

extension TabulationReport {
    /// One round for people: candidates by votes, then what happened.
    func lines(_ round: RoundReport) -> [String] {
        var lines = ["Round \(round.number), threshold \(threshold(round))"]
        let standing = round.tally.indices.filter { round.tally[$0] != nil }
        for candidate in standing.sorted(by: { (round.tally[$0]?.units ?? 0, $1) > (round.tally[$1]?.units ?? 0, $0) }) {
            lines.append("  \(names[candidate]): \(text(round.tally[candidate] ?? .init()))")
        }
        for reason in InactiveBallots.allCases {
            guard let amount = round.inactive[reason], amount.units > 0 else { continue }
            lines.append("  (\(reason.rawValue): \(text(amount)))")
        }
        for result in round.results {
            let transfers = result.transfers.map { "\(text($0.1)) to \(name($0.0))" }.joined(separator: ", ")
            let verb = result.isElected ? "elected" : "eliminated"
            lines.append("  \(names[result.candidate]) \(verb)" + (transfers.isEmpty ? "" : ": \(transfers)"))
        }
        return lines
    }
}
