import Daylight

/// The numbers of evidence, recomputed from posts, held against those a file states.
struct Recount {
    private let network: CoordinationNetwork
    private let rankOfAccount: [[UInt8]: UInt32]
    private let common: [UInt64: Int]
    /// Object → its shares by the accounts in question.
    private let shares: [[UInt8]: [EvidenceRows.Share]]

    init(_ network: CoordinationNetwork) {
        self.network = network
        var ranks: [[UInt8]: UInt32] = [:]
        for rank in 0..<UInt32(network.accounts.count) { ranks[Array(network.accounts.bytes(rank))] = rank }
        rankOfAccount = ranks
        common = network.watched.rows?.commonObjects(Set(network.watched.edges.keys)) ?? [:]
        let runs = network.watched.rows?.runs ?? []
        shares = Dictionary(runs.map { ($0.object, $0.shares) }) { first, _ in first }
    }

    func differences(_ cluster: JSONObject) -> [EvidenceCheck.Difference] {
        var found = Differences(cluster: cluster["cluster"]?.stringValue ?? "")
        found.compare("input_sha256", cluster["input_sha256"]?.stringValue ?? "", network.inputDigest.hex)
        found.compare("rows", cluster["rows"], .integer(network.null.rows))
        found.compare("accounts", cluster["accounts"], .integer(network.null.accounts))
        for (key, value) in network.nullReport.json.objectValue?.members.map({ ($0.name, $0.value) }) ?? [] {
            found.compare("null.\(key)", cluster["null"]?[key], value)
        }
        if let stated = cluster["permutation_p"] { check(permutation: stated, of: cluster, &found) }
        for (index, member) in (cluster["members"]?.arrayValue ?? []).enumerated() { check(member, "members[\(index)]", &found) }
        for (index, edge) in (cluster["edges"]?.arrayValue ?? []).enumerated() { check(edge: edge, "edges[\(index)]", &found) }
        for (index, object) in (cluster["timeline"]?.arrayValue ?? []).enumerated() {
            check(object: object, "timeline[\(index)]", &found)
        }
        return found.list
    }

    private func rank(_ account: JSONValue?) -> UInt32? { rankOfAccount[Array((account?.stringValue ?? "").utf8)] }

    private func check(_ member: JSONValue, _ place: String, _ found: inout Differences) {
        guard let rank = rank(member["account"]) else {
            return found.add("\(place).account", member["account"]?.stringValue ?? "", "no such account in the posts")
        }
        found.compare("\(place).rows", member["rows"], .integer(network.watched.rowsOfRank[Int(rank)]))
    }

    private func check(edge: JSONValue, _ place: String, _ found: inout Differences) {
        guard let first = rank(edge["a"]), let second = rank(edge["b"]) else {
            return found.add(place, "an edge", "no such accounts in the posts")
        }
        let key = PairRecord<UInt32>.key(first, second)
        guard let candidate = network.watched.edges[key] else {
            return found.add(place, "an edge", "the two accounts share nothing within the window")
        }
        found.compare("\(place).distinct_objects", edge["distinct_objects"], .integer(candidate.objects))
        found.compare("\(place).pairs", edge["pairs"], .integer(candidate.weight))
        found.compare("\(place).expected", edge["expected"], .real(candidate.expected))
        let synchrony = Double(candidate.objects) / Double(common[key] ?? candidate.objects)
        found.compare("\(place).synchrony", edge["synchrony"], .real(synchrony))
        let stated = edge["p"]?.numberValue?.text ?? ""
        let agrees = LogProbability(text: stated).map { abs($0.ln - candidate.probability.ln) <= EvidenceCheck.tolerance }
        if agrees != true { found.add("\(place).p", stated, candidate.probability.text) }
        check(adjusted: edge["q"]?.numberValue?.text, candidate, place, &found)
    }

    /// A q-value is there for every significant edge under Benjamini–Hochberg, and nowhere else.
    private func check(adjusted stated: String?, _ candidate: Candidate, _ place: String, _ found: inout Differences) {
        let agrees =
            switch (stated.flatMap(LogProbability.init(text:)), candidate.adjusted) {
            case (let stated?, let q?): abs(stated.ln - q.ln) <= EvidenceCheck.tolerance
            case (nil, nil): stated == nil
            default: false
            }
        if !agrees { found.add("\(place).q", stated ?? "nothing", candidate.adjusted?.text ?? "nothing") }
    }

    private func check(permutation stated: JSONValue, of cluster: JSONObject, _ found: inout Differences) {
        guard let permutations = network.parameters.permutations, let rows = network.watched.rows else {
            return found.add("permutation_p", CanonicalJSON.line(stated), "nothing: no permutations in the parameters")
        }
        let members = Set((cluster["members"]?.arrayValue ?? []).compactMap { rank($0["account"]) })
        let check = PermutationCheck(
            rows: rows, window: network.parameters.windowMilliseconds, permutations: permutations)
        found.compare("permutation_p", stated, .real(check.probability(of: members)))
    }

    private func check(object: JSONValue, _ place: String, _ found: inout Differences) {
        let name = object["object"]?.stringValue ?? ""
        let known = shares[Array(name.utf8)] ?? []
        var first: Int64?
        for (index, share) in (object["shares"]?.arrayValue ?? []).enumerated() {
            let place = "\(place).shares[\(index)]"
            let content = share["content"]?.stringValue ?? ""
            let time = share["t"]?.stringValue ?? ""
            let match = known.first { item in
                item.content.utf8.elementsEqual(content.utf8) && item.account == rank(share["account"])
                    && Timestamp(milliseconds: item.time).description == time
            }
            guard let match else {
                found.add(place, "\(share["account"]?.stringValue ?? "") \(content) \(time)", "no such share of \(name)")
                continue
            }
            let start = first ?? match.time
            first = start
            if let after = share["after_first_s"] {
                let seconds = Seconds.text(milliseconds: match.time - start)
                found.compare("\(place).after_first_s", after, .number(JSONNumber(spelling: seconds)))
            }
        }
    }
}

/// A growing list of differences in one cluster.
private struct Differences {
    let cluster: String
    private(set) var list: [EvidenceCheck.Difference] = []

    init(cluster: String) { self.cluster = cluster }

    mutating func add(_ place: String, _ stated: String, _ recomputed: String) {
        list.append(.init(place: "\(cluster) \(place)", stated: stated, recomputed: recomputed))
    }

    mutating func compare(_ place: String, _ stated: String, _ recomputed: String) {
        if stated != recomputed { add(place, stated, recomputed) }
    }

    /// Whole numbers must be equal, other reals agree to the tolerance.
    mutating func compare(_ place: String, _ stated: JSONValue?, _ recomputed: JSONValue) {
        let agrees: Bool
        switch (stated, recomputed) {
        case (.null?, .null): agrees = true
        case (.number(let one)?, .number(let other)):
            if let exact = other.integer, one.integer != nil {
                agrees = one.integer == exact
            } else {
                let scale = max(abs(one.double), abs(other.double))
                agrees = abs(one.double - other.double) <= EvidenceCheck.tolerance * scale
            }
        default: agrees = false
        }
        if !agrees { add(place, stated.map(CanonicalJSON.line) ?? "nothing", CanonicalJSON.line(recomputed)) }
    }
}
