import Daylight

/// A flagged edge with its synchrony and its cluster.
struct FlaggedEdge {
    var candidate: Candidate
    var synchrony: Double
    var cluster: Int?
}

/// The edges between accounts somebody asked about, significant or not.
struct WatchedEdges {
    var edges: [UInt64: Candidate] = [:]
    var rows: EvidenceRows?
    var rowsOfRank: [Int] = []
}

/// Puts together what stands behind every cluster.
struct EvidenceBuilder {
    /// A timeline shows at most this many objects and this many shares; the evidence says how many it leaves out.
    static let timelineObjectLimit = 2000
    static let timelineShareLimit = 20_000

    private let rows: EvidenceRows
    private let rowsOfRank: [Int]
    private let accounts: AccountNames
    private let declared: DeclaredGroups
    private let null: NullReport
    private let parameters: CoordinationParameters
    private let inputDigest: Digest
    private let clusterCount: Int
    let edges: [FlaggedEdge]

    init(
        network: FlaggedNetwork, rows: EvidenceRows, rowsOfRank: [Int], accounts: AccountNames, declared: DeclaredGroups,
        null: NullReport, parameters: CoordinationParameters, inputDigest: Digest
    ) {
        self.rows = rows
        self.rowsOfRank = rowsOfRank
        self.accounts = accounts
        self.declared = declared
        self.null = null
        self.parameters = parameters
        self.inputDigest = inputDigest
        clusterCount = network.clusterCount
        let common = rows.commonObjects(Set(network.edges.map { PairRecord<UInt32>.key($0.first, $0.second) }))
        edges = zip(network.edges, network.clusters).map { candidate, cluster in
            let both = common[PairRecord<UInt32>.key(candidate.first, candidate.second)] ?? candidate.objects
            return FlaggedEdge(candidate: candidate, synchrony: Double(candidate.objects) / Double(both), cluster: cluster)
        }
    }

    /// Shares of one object by members of one cluster that are in a pair on one of its edges.
    private struct Together {
        var run: Int
        var shares: [Int]
    }

    /// What the rows say about every cluster, found in one walk over them.
    private struct Gathered {
        var together: [[Together]]
        var deltas: [UInt64: [Int64]] = [:]
    }

    private func gather() -> Gathered {
        var clusterOfEdge: [UInt64: Int] = [:]
        for edge in edges {
            if let cluster = edge.cluster {
                clusterOfEdge[PairRecord<UInt32>.key(edge.candidate.first, edge.candidate.second)] = cluster
            }
        }
        var gathered = Gathered(together: Array(repeating: [], count: clusterCount))
        for (index, run) in rows.runs.enumerated() {
            var shares: [Int: Set<Int>] = [:]
            run.forEachPair(window: parameters.windowMilliseconds) { older, newer in
                let key = PairRecord<UInt32>.key(run.shares[older].account, run.shares[newer].account)
                guard let cluster = clusterOfEdge[key] else { return }
                shares[cluster, default: []].formUnion([older, newer])
                gathered.deltas[key, default: []].append(run.shares[newer].time - run.shares[older].time)
            }
            for (cluster, places) in shares { gathered.together[cluster].append(Together(run: index, shares: places.sorted())) }
        }
        for cluster in 0..<clusterCount { gathered.together[cluster].sort(by: isEarlier) }
        return gathered
    }

    private func isEarlier(_ left: Together, _ right: Together) -> Bool {
        let (a, b) = (rows.runs[left.run], rows.runs[right.run])
        let (first, second) = (a.shares[left.shares[0]].time, b.shares[right.shares[0]].time)
        return first == second ? a.object.lexicographicallyPrecedes(b.object) : first < second
    }

    /// The evidence of every cluster, strongest first.
    func clusters() -> [Cluster] {
        let gathered = gather()
        let byCluster = Dictionary(grouping: edges.filter { $0.cluster != nil }) { $0.cluster ?? 0 }
        return (0..<clusterCount).map { place in
            cluster(place, edges: byCluster[place] ?? [], together: gathered.together[place], deltas: gathered.deltas)
        }
    }

    private func cluster(
        _ place: Int, edges own: [FlaggedEdge], together: [Together], deltas: [UInt64: [Int64]]
    ) -> Cluster {
        let ranks = Set(own.flatMap { [$0.candidate.first, $0.candidate.second] }).sorted()
        var inWindow: [UInt32: Int] = [:]
        for item in together { for share in item.shares { inWindow[rows.runs[item.run].shares[share].account, default: 0] += 1 } }
        let members = ranks.map { rank in
            Cluster.Member(account: accounts.text(rank), rows: rowsOfRank[Int(rank)], rowsInWindow: inWindow[rank] ?? 0)
        }
        let clusterEdges = own.map { edge in
            Cluster.Edge(
                first: accounts.text(edge.candidate.first), second: accounts.text(edge.candidate.second),
                distinctObjects: edge.candidate.objects, pairs: edge.candidate.weight, expected: edge.candidate.expected,
                probability: edge.candidate.probability, adjusted: edge.candidate.adjusted,
                medianDeltaMilliseconds: median(
                    deltas[PairRecord<UInt32>.key(edge.candidate.first, edge.candidate.second)] ?? []),
                synchrony: edge.synchrony)
        }
        let (timeline, omitted) = timeline(together)
        return Cluster(
            name: Cluster.name(place), members: members, edges: clusterEdges, timeline: timeline, timelineOmitted: omitted,
            innocent: innocent(ranks, edges: own, together: together),
            counterEvidence: counterEvidence(own),
            headline: headline(members: members.count, objects: together.count, edges: clusterEdges),
            text: sentence(members: members.count, objects: together.count, edges: clusterEdges), parameters: parameters,
            permutationProbability: permutationProbability(of: ranks), null: null, inputDigest: inputDigest)
    }

    private func permutationProbability(of ranks: [UInt32]) -> Double? {
        parameters.permutations.map { permutations in
            PermutationCheck(rows: rows, window: parameters.windowMilliseconds, permutations: permutations)
                .probability(of: Set(ranks))
        }
    }

    private func timeline(_ together: [Together]) -> (objects: [Cluster.SharedObject], omitted: Int) {
        var objects: [Cluster.SharedObject] = []
        var shareCount = 0
        for item in together {
            guard objects.count < Self.timelineObjectLimit, shareCount + item.shares.count <= Self.timelineShareLimit else {
                break
            }
            let run = rows.runs[item.run]
            let first = run.shares[item.shares[0]].time
            let shares = item.shares.map { index in
                let share = run.shares[index]
                return Cluster.Share(
                    account: accounts.text(share.account), content: share.content, time: Timestamp(milliseconds: share.time),
                    afterFirstMilliseconds: share.time - first)
            }
            objects.append(Cluster.SharedObject(object: String(decoding: run.object, as: UTF8.self), shares: shares))
            shareCount += shares.count
        }
        return (objects, together.count - objects.count)
    }

    // MARK: Innocent explanations

    private func innocent(_ ranks: [UInt32], edges own: [FlaggedEdge], together: [Together]) -> Cluster.Innocent {
        let spans = together.map { item in
            let run = rows.runs[item.run]
            return run.shares[item.shares[item.shares.count - 1]].time - run.shares[item.shares[0]].time
        }
        let times = together.flatMap { item in item.shares.map { rows.runs[item.run].shares[$0].time } }
        let days = Dictionary(grouping: together) {
            Timestamp(milliseconds: rows.runs[$0.run].shares[$0.shares[0]].time).seconds / 86_400
        }
        let isLong = rows.lastTime - rows.firstTime >= 3 * 86_400_000
        return Cluster.Innocent(
            isDeclaredPublisherGroup: hasDeclaredPair(ranks),
            sameFeedWithinMilliseconds: median(spans),
            viralObjectShare: part(together.count { rows.runs[$0.run].isViral }, of: together.count),
            isEventDay: isLong && (days.values.map(\.count).max() ?? 0) * 2 > together.count,
            wholeMinuteShare: part(times.count { $0 % 60_000 == 0 }, of: times.count),
            medianSynchrony: own.map(\.synchrony).sorted()[own.count / 2],
            areTimesWholeMinutes: rows.areWholeMinutes)
    }

    private func hasDeclaredPair(_ ranks: [UInt32]) -> Bool {
        guard declared.count > 0 else { return false }
        return ranks.indices.contains { index in
            ranks[(index + 1)...].contains { declared.explain(accounts.bytes(ranks[index]), accounts.bytes($0)) }
        }
    }

    private func part(_ count: Int, of whole: Int) -> Double { whole == 0 ? 0 : Double(count) / Double(whole) }

    private func median(_ values: [Int64]) -> Int64 {
        guard !values.isEmpty else { return 0 }
        return values.sorted()[values.count / 2]
    }

    // MARK: Words

    private func counterEvidence(_ own: [FlaggedEdge]) -> [String] {
        let together = own.reduce(0) { $0 + $1.candidate.objects }
        let both = own.reduce(0) { $0 + Int((Double($1.candidate.objects) / $1.synchrony).rounded()) }
        guard both > together else { return [] }
        let window = Seconds.text(milliseconds: parameters.windowMilliseconds)
        return [
            "Counted over the pairs, \(both - together) of \(both) objects that both accounts shared were shared more than \(window) s apart."
        ]
    }

    private func headline(members: Int, objects: Int, edges: [Cluster.Edge]) -> String {
        let window = Seconds.text(milliseconds: parameters.windowMilliseconds)
        let most = edges.map(\.distinctObjects).max() ?? 0
        let expected = Self.short(edges.map(\.expected).max() ?? 0)
        return "\(members) accounts shared \(objects) objects within \(window) s of each other; two of them up to \(most), "
            + "where chance gives at most \(expected)."
    }

    private func sentence(members: Int, objects: Int, edges: [Cluster.Edge]) -> String {
        let window = Seconds.text(milliseconds: parameters.windowMilliseconds)
        let most = edges.map(\.distinctObjects).max() ?? 0
        let expected = edges.map(\.expected).max() ?? 0
        let strongest = edges.map(\.probability).min() ?? LogProbability(ln: 0)
        return
            "\(members) accounts shared \(objects) objects within \(window) s of each other; two of them had \(most) in common. "
            + "By chance one would expect at most \(Self.short(expected)) such coincidences for any of these pairs "
            + "(smallest p-value \(strongest.text))."
    }

    /// Two significant digits, for people.
    static func short(_ value: Double) -> String {
        guard value > 0, value < 1 else { return String(Int(value.rounded(.up))) }
        var scale = 1.0
        while value * scale < 10 { scale *= 10 }
        let digits = (value * scale).rounded()
        return CanonicalJSON.line(.real(digits / scale))
    }
}
