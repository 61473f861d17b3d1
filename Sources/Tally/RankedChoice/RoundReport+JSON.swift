import Daylight

extension TabulationReport {
    func json(_ settings: RankedContest.Settings) -> JSONObject {
        let thresholdText = rounds.last.map { threshold($0) } ?? "0"
        return [
            "config": [
                "contest": .string(settings.contest), "date": .string(settings.date),
                "jurisdiction": .string(settings.jurisdiction), "office": .string(settings.office),
            ],
            "jsonFormatVersion": "1",
            "results": .array(rounds.map { .object(json($0)) }),
            "summary": [
                "finalThreshold": .string(thresholdText), "numCandidates": .integer(names.count), "numWinners": .integer(seats),
                "totalNumBallots": .string(String(ballotCount)), "undervotes": .integer(undervotes),
            ],
        ]
    }

    private func threshold(_ round: RoundReport) -> String {
        arithmetic.text(round.threshold.units, places: thresholdPlaces)
    }

    private func text(_ amount: RoundReport.Amount) -> String {
        arithmetic.text(amount.units, places: amount.isFractional ? arithmetic.places : 0)
    }

    private func json(_ round: RoundReport) -> JSONObject {
        var tally = JSONObject()
        for (candidate, amount) in round.tally.enumerated() {
            if let amount { tally[names[candidate]] = .string(text(amount)) }
        }
        var inactive = JSONObject()
        for reason in InactiveBallots.allCases {
            let amount = round.inactive[reason] ?? .init()
            if reason != .finalRoundSurplus || amount != .init() { inactive[reason.rawValue] = .string(text(amount)) }
        }
        return [
            "round": .integer(round.number), "tally": .object(tally), "threshold": .string(threshold(round)),
            "inactiveBallots": .object(inactive), "tallyResults": .array(round.results.map { .object(json($0)) }),
        ]
    }

    private func json(_ result: RoundReport.Result) -> JSONObject {
        var transfers = JSONObject()
        for (target, amount) in result.transfers { transfers[name(target)] = .string(text(amount)) }
        return [
            (result.isElected ? "elected" : "eliminated"): .string(names[result.candidate]), "transfers": .object(transfers),
        ]
    }

    private func name(_ target: RoundReport.Target) -> String {
        switch target {
        case .candidate(let candidate): names[candidate]
        case .exhausted: "exhausted"
        case .residualSurplus: "residual surplus"
        }
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
