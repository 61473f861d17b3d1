public import Daylight

extension EMLImport {
    /// The answer of tally reference, section 11.6: what is common to all kinds, then what the kind is about.
    public var json: JSONObject {
        var object: JSONObject = [
            "kind": .string(kind.rawValue), "election": .object(election.json), "contest": JSONValue(contest),
            "transactionId": JSONValue(header.transactionId), "created": JSONValue(header.created),
        ]
        switch content {
        case .definition(let definition):
            object["seats"] = JSONValue(definition.seats)
            object["preferenceThresholdPercent"] = JSONValue(definition.preferenceThresholdPercent)
            object["parties"] = .array(definition.parties.map(JSONValue.string))
        case .stations(let stations):
            object["maxVotes"] = JSONValue(stations.maxVotes)
            object["stations"] = .array(
                stations.stations.map {
                    ["id": .string($0.id), "name": JSONValue($0.name), "voters": JSONValue($0.voters)]
                })
        case .candidates(let lists): object["lists"] = .array(lists.map { .object($0.json) })
        case .count(let count):
            object["countingMethod"] = JSONValue(count.countingMethod)
            object["phase"] = JSONValue(count.phase)
            object["reports"] = .array(count.reports.map { .object($0.json) })
            object["total"] = count.total.map { .object($0.json) } ?? .null
        }
        object["findings"] = .array(findings.map { .object($0.json) })
        return object
    }
}

extension EMLElection {
    var json: JSONObject {
        [
            "id": .string(id), "name": JSONValue(name), "category": JSONValue(category), "subcategory": JSONValue(subcategory),
            "date": JSONValue(date),
            "domain": domainName.map { ["id": JSONValue(domainId), "name": .string($0)] } ?? .null,
        ]
    }
}

extension EMLCandidateList {
    fileprivate var json: JSONObject {
        [
            "number": .integer(number), "name": JSONValue(name),
            "candidates": .array(
                candidates.map {
                    [
                        "number": .integer($0.number), "initials": JSONValue($0.initials), "firstName": JSONValue($0.firstName),
                        "prefix": JSONValue($0.prefix), "lastName": JSONValue($0.lastName),
                    ]
                }),
        ]
    }
}

extension EMLVotes {
    var json: JSONObject {
        var object: JSONObject = ["unitId": .string(unitId), "unitName": .string(unitName)]
        for (name, figure) in Self.figures { object[name] = JSONValue(figure(self)) }
        object["listTotals"] = .array(lists.map { ["number": .integer($0.number), "total": .integer($0.total)] })
        object["lists"] = .array(
            lists.map { list in
                [
                    "number": .integer(list.number), "name": .string(list.name), "total": .integer(list.total),
                    "candidates": .array(
                        list.candidates.map { ["number": .integer($0.number), "votes": .integer($0.votes)] }),
                ]
            })
        let known = Set(EMLReason.allCases.map(\.rawValue))
        let others = uncounted.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }
        var rest = JSONObject()
        for (reason, count) in others { rest[reason] = .integer(count) }
        if !others.isEmpty { object["otherUncounted"] = .object(rest) }
        return object
    }
}

extension JSONValue {
    fileprivate init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }
    fileprivate init(_ number: Int64?) { self = number.map { .integer($0) } ?? .null }
}
