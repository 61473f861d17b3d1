public import Daylight

extension SeatAllocation {
    /// The answer of `daylight count seats --json` (tally reference, section 11.2).
    public var json: JSONValue {
        var answer: JSONObject = [
            "method": .string(question.method.rawValue), "seats": .integer(question.seats), "lists": .array(listAnswers),
            "assigned": .integer(assigned), "unassigned": .integer(unassigned), "overAllocated": .integer(overAllocated),
            "tie": tie.map(answer) ?? .null, "lastSeat": rank(lastSeat), "nextInLine": rank(nextInLine),
            "steps": .array(steps.map(answer)),
        ]
        if let threshold = question.threshold, question.method.takesThreshold {
            answer["threshold"] = [
                "percent": .string(threshold.percent), "base": .string(threshold.base.rawValue),
                "compare": .string(threshold.comparison.rawValue), "baseVotes": .integer(question.thresholdBase),
            ]
        }
        if let system = question.system { answer["system"] = system.json }
        return .object(answer)
    }

    private var listAnswers: [JSONValue] {
        question.lists.indices.map { index in
            let list = question.lists[index]
            var answer: JSONObject = [
                "list": .string(list.id), "votes": .integer(list.votes), "eligible": .bool(eligible[index]),
                "seats": .integer(seats[index]),
            ]
            if let nomination = nomination(of: index), case .named(let candidates)? = list.candidates {
                answer["elected"] = nomination.json(candidates)
            }
            return .object(answer)
        }
    }

    private func ids(_ lists: [Int]) -> JSONValue { .array(lists.map { .string(question.lists[$0].id) }) }

    private func answer(_ tie: SeatTie) -> JSONValue {
        var answer: JSONObject = ["tied": ids(tie.tied), "seatsLeft": .integer(tie.seatsLeft)]
        if let seats = seatsWhateverIsDrawn {
            answer["moot"] = .array(
                zip(question.lists, seats).map { ["list": .string($0.id), "seats": .integer($1)] })
        }
        return .object(answer)
    }

    private func rank(_ rank: Rank?) -> JSONValue {
        guard let rank else { return .null }
        return .object(JSONObject(["lists": ids(rank.lists)], quotient: rank.quotient, of: question.method))
    }

    private func answer(_ step: SeatStep) -> JSONValue {
        let members: JSONObject = [
            "stage": .string(step.stage.rawValue), "lists": ids(step.lists), "seats": .integer(step.seats),
            "drawn": .bool(step.isDrawn),
        ]
        guard let quotient = step.quotient else { return .object(members) }
        return .object(JSONObject(members, quotient: quotient, of: question.method))
    }
}

extension JSONObject {
    /// Members plus a quotient: exact, and as a number to read. Huntington–Hill's are square roots of exact fractions.
    fileprivate init(_ members: JSONObject, quotient: Quotient, of method: SeatMethod) {
        self = members
        let isRoot = method.hasSquaredQuotients && !quotient.isInfinite
        self["quotient"] = .string(isRoot ? "sqrt(\(quotient.text))" : quotient.text)
        let value = isRoot ? quotient.double.squareRoot() : quotient.double
        self["value"] = value.isFinite ? .real(value) : .null
    }
}

extension Nomination {
    func json(_ candidates: [ListCandidates.Candidate]) -> JSONValue {
        func names(_ indices: [Int]) -> JSONValue { .array(indices.map { .string(candidates[$0].name) }) }
        return [
            "byPreference": names(byPreference), "byOrder": names(byOrder),
            "tie": tie.map { ["tied": names($0.tied), "seatsLeft": .integer($0.seatsLeft)] } ?? .null,
        ]
    }
}
