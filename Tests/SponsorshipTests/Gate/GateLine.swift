import Daylight
import Sponsorship
import Testing

/// A line of the gate that every rule lets pass, and lines that differ from it in a few places.
struct GateLine {
    static let noticeURL = "https://norrviken.example/t/K7QX20ZM"

    private static let sound = """
        {"request":{"id":"q1","imp":[{"id":"i1"},{"id":"i2"}],"site":{"domain":"www.norrviken.example","publisher":{"id":"88"}},
        "device":{"ua":"Mozilla/5.0","geo":{"country":"SWE"}},"cur":["SEK","EUR"],
        "regs":{"coppa":0,"ext":{"dsa":{"dsarequired":2,"pubrender":1,"datatopub":1},
        "ttpa":{"scope":1,"political":1,"elections":["SE-2026"],"consent":0}}}},
        "response":{"id":"q1","cur":"SEK","seatbid":[{"seat":"north","bid":[{"id":"b7","impid":"i1","price":9.5,
        "adomain":["kustpartiet.example"],"crid":"cr9","ext":{"dsa":{"behalf":"Kustpartiet","paid":"Kustpartiet",
        "transparency":[{"domain":"dsp.example","dsaparams":[2]}]},"ttpa":{"political":1,"notice":"NOTICE","noticehash":"a1",
        "election":["SE-2026"],"targeting":0,"criteria":[]}}}]}]},
        "context":{"now":"2026-08-20T12:00:00+02:00","zone":"Europe/Stockholm","policy":{
        "elections":{"SE-2026":{"date":"2026-09-13"},"SE-EARLY":{"date":"2027-01-10","votingAge":16}},"notices":{"NOTICE":{
        "hash":"a1","sponsor":"Kustpartiet","payer":"sameAsSponsor","period":{"start":"2026-08-17","end":"2026-09-13"},
        "domains":["kustpartiet.example"],"label":"complete","eligibility":"unionCitizen","controllerCountry":null,
        "crids":["known-cr"],"cids":["known-c"],"dealids":["known-d"]}}}}}
        """.replacing("NOTICE", with: noticeURL)

    /// Short names of the places that cases change.
    private static let roots: [Substring: [String]] = [
        "Q": ["request"], "R": ["response"], "S": ["response", "seatbid", "0"],
        "B": ["response", "seatbid", "0", "bid", "0"], "D": ["response", "seatbid", "0", "bid", "0", "ext", "dsa"],
        "P": ["response", "seatbid", "0", "bid", "0", "ext", "ttpa"], "RD": ["request", "regs", "ext", "dsa"],
        "RP": ["request", "regs", "ext", "ttpa"], "C": ["context"], "Y": ["context", "policy"],
        "N": ["context", "policy", "notices", noticeURL],
    ]

    var value = JSONValue.reading(sound)

    var text: String { CanonicalJSON.line(value) }

    /// Changes such as `B/adomain=[]`, several divided by blanks; `B/crid` alone removes.
    init(_ changes: String = "") {
        for change in changes.split(separator: " ") {
            let parts = change.split(separator: "=", maxSplits: 1)
            var path = parts[0].split(separator: "/", omittingEmptySubsequences: false)
            let full = Self.roots[path.removeFirst()]! + path.map(String.init)
            let new = parts.count > 1 ? JSONValue.reading(parts[1].replacing("_", with: " ")) : nil
            value.set(full[...], new)
        }
    }
}

extension JSONValue {
    /// For text that is JSON.
    static func reading(_ text: some StringProtocol) -> JSONValue { (try? JSONParser.parse(Array(text.utf8))) ?? .null }

    mutating func set(_ path: ArraySlice<String>, _ new: JSONValue?) {
        guard let name = path.first else { return self = new ?? .null }
        if let index = Int(name), var elements = arrayValue {
            if index == elements.count, let new { elements.append(new) } else { elements[index].set(path.dropFirst(), new) }
            self = .array(elements)
            return
        }
        var object = objectValue ?? JSONObject()
        if path.count == 1 {
            object[name] = new
        } else {
            var child = object[name] ?? .object(JSONObject())
            child.set(path.dropFirst(), new)
            object[name] = child
        }
        self = .object(object)
    }
}

/// The decisions on one line, as a program reads them.
struct GateAnswer {
    struct Reason: Hashable {
        let rule: String
        let effect: String
    }

    let decisions: [JSONValue]

    init(_ output: [UInt8]) throws {
        #expect(output.last == 0x0A)
        decisions = try #require(try JSONParser.parse(Array(output.dropLast()))["decisions"]?.arrayValue)
    }

    func rules(_ index: Int = 0) -> String {
        reasons(index).map(\.rule).joined(separator: " ")
    }

    func reasons(_ index: Int = 0) -> [Reason] {
        (decisions[index]["reasons"]?.arrayValue ?? []).map {
            Reason(rule: $0["rule"]?.stringValue ?? "", effect: $0["effect"]?.stringValue ?? "")
        }
    }

    func verdict(_ index: Int = 0) -> String? { decisions[index]["verdict"]?.stringValue }
}

extension Gate {
    /// An instant that no test depends on.
    static let clock = Timestamp(seconds: 1_787_220_000)

    func answer(_ line: String, now: Timestamp = clock) throws -> GateAnswer {
        try GateAnswer(decide(line: Array(line.utf8), now: now))
    }
}
