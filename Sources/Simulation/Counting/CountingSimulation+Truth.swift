public import Daylight

extension CountingSimulation {
    /// The truth file: what was planted where, what it is to be found as, and what only looks like a fault.
    public var truthJSON: JSONValue {
        func told(_ fault: PlantedFault) -> JSONValue {
            var object: JSONObject = ["kind": .string(fault.kind.rawValue), "unit": .string(fault.unit)]
            if fault.kind.isPlanted { object["codes"] = .array(fault.codes.map(JSONValue.string)) }
            if !fault.lists.isEmpty {
                object["lists"] = .array(fault.lists.map { .integer($0) })
                object["votes"] = .integer(fault.votes)
            }
            if let truly = fault.truly { object["truly"] = .integer(truly) }
            return .object(object)
        }
        return [
            "seed": .string(String(seed)), "stations": .integer(stations.count),
            "planted": .array(truth.filter { $0.kind.isPlanted }.map(told)),
            "innocent": .array(truth.filter { !$0.kind.isPlanted }.map(told)),
        ]
    }

    /// The member `history` that the screen of arrivals compares with.
    public var historyJSON: JSONValue {
        .array(
            history.map { unit, votes in
                [
                    "unitId": .string(unit),
                    "listTotals": .array(zip(map.lists, votes).map { ["number": .integer($0), "total": .integer($1)] }),
                ]
            })
    }
}
