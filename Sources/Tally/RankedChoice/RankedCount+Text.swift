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
