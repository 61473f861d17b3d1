import Daylight

/// The report in the shape that RCTab's readers know (tally reference, section 7.5).
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

    func threshold(_ round: RoundReport) -> String {
        arithmetic.text(round.threshold.units, places: thresholdPlaces)
    }

    func text(_ amount: RoundReport.Amount) -> String {
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

    func name(_ target: RoundReport.Target) -> String {
        switch target {
        case .candidate(let candidate): names[candidate]
        case .exhausted: "exhausted"
        case .residualSurplus: "residual surplus"
        }
    }
}
