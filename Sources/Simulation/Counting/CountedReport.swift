import Daylight

/// A report of a polling station while it is being filled in: every box by itself, as clerks write it.
struct CountedReport: Hashable {
    private(set) var unit: String
    var version: Int64 = 1
    /// The digest of the version that this one corrects.
    var corrects: Digest?
    var registered: Int64
    var pollCards: Int64 = 0
    var proxies: Int64 = 0
    var admitted: Int64 = 0
    var listTotals: [Int64]
    var valid: Int64 = 0
    var blank: Int64
    var invalid: Int64
    var cast: Int64 = 0
    var equal = false
    var castGreater = false
    var castSmaller = false
    var more: Int64 = 0
    var fewer: Int64 = 0
    var isExplained = true
    /// Totals of the candidate matrix, and the votes in it.
    var matrixTotals: [Int64] = []
    var candidates: [[Int64]] = []

    init(
        _ unit: String, registered: Int64, lists: [Int64], blank: Int64, invalid: Int64, difference: Int64,
        weights: [[Double]], using random: inout SeededGenerator
    ) {
        self.unit = unit
        self.registered = registered
        self.blank = blank
        self.invalid = invalid
        listTotals = lists
        setVotes(lists, weights: weights, using: &random)
        setDifference(difference, proxyShare: random.uniform(0.03...0.12))
    }

    /// The same counts handed in for another unit.
    func moved(to other: CountedReport) -> CountedReport {
        var copy = self
        (copy.unit, copy.registered) = (other.unit, other.registered)
        return copy
    }

    /// Sets the votes of all lists, the candidates' votes in them and the sums.
    mutating func setVotes(_ lists: [Int64], weights: [[Double]], using random: inout SeededGenerator) {
        listTotals = lists
        matrixTotals = lists
        candidates = zip(lists, weights).map { total, weights in
            var rest = total
            var votes = weights.dropFirst().map { weight -> Int64 in
                let part = min(rest, Int64(Double(total) * weight * random.uniform(0.4...1.6)))
                rest -= part
                return part
            }
            votes.insert(rest, at: 0)
            return votes
        }
        valid = lists.reduce(0, +)
        cast = valid + blank + invalid
    }

    /// Sets the voters admitted so that votes cast differ from them by this many, and every box that says so.
    mutating func setDifference(_ difference: Int64, proxyShare: Double? = nil) {
        admitted = max(0, cast - difference)
        if let proxyShare { proxies = Int64(Double(admitted) * proxyShare) }
        proxies = min(proxies, admitted)
        pollCards = admitted - proxies
        more = max(0, cast - admitted)
        fewer = max(0, admitted - cast)
        (equal, castGreater, castSmaller) = (cast == admitted, cast > admitted, cast < admitted)
    }

    /// The report as it is signed (tally reference, section 1.2).
    func json(lists: [Int]) -> JSONObject {
        var report: JSONObject = [
            "electionId": .string(CountingSimulation.election), "contestId": .string(CountingSimulation.contest),
            "unitId": .string(unit), "phase": corrects == nil ? "first" : "corrigendum", "version": .integer(version),
            "countingMethod": "decentral", "pollCards": .integer(pollCards), "proxies": .integer(proxies),
            "admittedVoters": .integer(admitted),
            "listTotals": .array(
                zip(lists, listTotals).map { ["number": .integer($0), "total": .integer($1)] }),
            "validVotes": .integer(valid), "blank": .integer(blank), "invalid": .integer(invalid), "votesCast": .integer(cast),
            "compare": ["equal": .bool(equal), "castGreater": .bool(castGreater), "castSmaller": .bool(castSmaller)],
            "moreBallots": .integer(more), "fewerBallots": .integer(fewer),
            "differenceExplained": ["yes": .bool(isExplained && admitted != cast), "no": false],
            "lists": .array(
                lists.indices.map { list in
                    [
                        "number": .integer(lists[list]), "total": .integer(matrixTotals[list]),
                        "candidates": .array(
                            candidates[list].enumerated().map { ["number": .integer($0 + 1), "votes": .integer($1)] }),
                    ]
                }),
        ]
        if let corrects { report["corrects"] = .string(corrects.hex) }
        return report
    }
}

extension CountedReport {
    /// The slips of the table of section 1.3 that a polling station's form can have.
    static let slips = [
        "F201", "F202", "F203", "F204", "F301", "F302", "F303", "F304", "F305", "F306", "F307", "F308", "F309", "F310", "F401",
        "F402", "F403",
    ]

    /// Makes the slip that breaks a rule; other rules may break with it.
    mutating func slip(_ code: String, using random: inout SeededGenerator) {
        let slip = Int64(random.integer(in: 1...9))
        let list = listTotals.indices.max { listTotals[$0] < listTotals[$1] } ?? 0
        switch code {
        case "F201": pollCards += slip
        case "F202": valid += slip
        case "F203": blank += slip
        case "F204": valid = 0
        case "F301":
            setDifference(-slip)
            (equal, castSmaller) = (true, false)
        case "F302", "F303", "F304", "F305":
            setDifference(0)
            if code == "F305" { more = slip } else { equal = code == "F304" }
            if code != "F305" { (castGreater, castSmaller) = (code != "F303", code == "F303") }
        case "F306", "F307":
            setDifference(1)
            if code == "F306" { more += slip } else { fewer = slip }
        case "F308", "F309", "F310":
            setDifference(-2)
            if code == "F308" { fewer += slip }
            if code == "F309" { more = slip }
            if code == "F310" { isExplained = false }
        case "F401": matrixTotals[list] = 0
        case "F402": candidates[list][0] += slip
        default: listTotals[list] += 9 * slip
        }
    }
}
