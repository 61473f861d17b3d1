import Daylight
import Server
import Simulation

/// The count of the demo election, as its polling stations would send it and two officers would release it.
struct DemoCount {
    let count: SignedCount
    let office: CountImport

    /// Records everything, unless it is there already.
    func record(now: Timestamp) async throws {
        var definition = count.definition
        definition["isTest"] = true
        definition["publishers"] = office.publishers
        definition["previous"] = Self.previous(definition["lists"]?.arrayValue ?? [])
        guard try await office.define(definition, now: now) else { return }
        // Each report came in at its own time; those that came in the same minute came together.
        var minute: [JSONValue] = []
        var time: Timestamp?
        for envelope in try count.envelopes() {
            let received = envelope["receivedAt"]?.stringValue.flatMap { Timestamp(iso8601: $0) } ?? now
            if let open = time, received.seconds / 60 != open.seconds / 60 {
                try await office.take(minute, of: CountingSimulation.election, now: open)
                minute = []
            }
            time = received
            minute.append(envelope)
        }
        try await office.take(minute, of: CountingSimulation.election, now: time ?? now)
        try await office.publish(CountingSimulation.election, status: "test", by: ("first officer", "second officer"), now: now)
    }

    /// What the lists got four years before; the last one did not stand.
    private static func previous(_ lists: [JSONValue]) -> JSONValue {
        var votes = JSONObject()
        for (list, count) in zip(lists.dropLast(), [21_400, 24_850, 13_900, 12_300, 8_750, 6_100, 4_050, 2_600]) {
            if let number = list["number"]?.integerValue { votes[String(number)] = .integer(count) }
        }
        return ["name": "the council election of 2022", "validVotes": 98_000, "votes": .object(votes)]
    }
}
