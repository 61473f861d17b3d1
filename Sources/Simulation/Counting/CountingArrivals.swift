import Daylight

/// The way of every report from its station into the file: when it was signed, what happened to it, when it came.
struct CountingArrivals {
    private let plan: CountingPlan
    private let lists: [Int]
    private let close: Int64
    private let deadline: Int64
    private var sent: [(report: SimulatedReport, order: Int)] = []
    private var log: [(entry: ReceivedReport, order: Int, isAltered: Bool)] = []
    /// The report of each station that counts.
    private(set) var current: [Int: (paper: CountedReport, digest: Digest)] = [:]
    private(set) var truth: [PlantedFault] = []

    init(_ plan: CountingPlan, _ parameters: CountingParameters) {
        self.plan = plan
        lists = plan.map.lists
        close = (parameters.day + 21 * 3600) * 1000
        deadline = (parameters.day + 30 * 3600) * 1000
    }

    /// Envelopes by the time they came.
    var inOrder: [SimulatedReport] {
        sent.sorted { ($0.report.receivedAt, $0.order) < ($1.report.receivedAt, $1.order) }.map(\.report)
    }

    private var logInOrder: [(entry: ReceivedReport, order: Int, isAltered: Bool)] {
        log.sorted { ($0.entry.receivedAt, $0.order) < ($1.entry.receivedAt, $1.order) }
    }

    var received: [ReceivedReport] { logInOrder.map(\.entry) }

    var alteredEntries: Set<Int> { Set(logInOrder.enumerated().filter(\.element.isAltered).map(\.offset)) }

    mutating func send(using random: inout SeededGenerator) {
        for station in plan.papers.indices {
            var branch = random.branch()
            send(station, using: &branch)
        }
        for number in 0..<plan.ways.values.count(where: { $0 == .missing }) {
            var stray = plan.papers[number].json(lists: lists)
            stray["unitId"] = .string("X\(number + 1)")
            add(stray, signer: plan.map.stations[number].id, at: close + 3_600_000, after: 60_000)
            truth.append(PlantedFault(.unknownUnit, "X\(number + 1)"))
        }
    }

    /// Counting takes longer the more ballots there are; the way to the server takes minutes.
    private mutating func send(_ station: Int, using random: inout SeededGenerator) {
        var paper = plan.papers[station]
        let way = plan.ways[station]
        let counting = Int64(40 * 60_000) + paper.cast * Int64(random.integer(in: 4_000...12_000))
        let delay = Int64(random.integer(in: 20_000...1_200_000))
        var signed = close + counting
        var received = signed + delay
        switch way {
        case .late: received = deadline + Int64(random.integer(in: 60_000...3_000_000))
        case .lastSecond: received = deadline
        case .tooEarly:
            signed = close - Int64(random.integer(in: 0...1_800_000))
            received = signed + 30_000
        case .quick: (signed, received) = (close + 600_000, close + 620_000)
        case .copied:
            paper = plan.papers[plan.neighbour(of: station)].moved(to: paper)
            // Whoever copies has waited for the other.
            received = deadline - 3_600_000
        case .stale: paper.version = 2
        default: break
        }
        let json = paper.json(lists: lists)
        let unit = paper.unit
        guard way != .missing else { return }
        let digest = SimulatedReport.digest(json)
        guard way != .withheld else { return note(paper, digest, at: received) }
        let changed = other(paper, using: &random)
        switch way {
        case .alteredInTransit:
            add(json, signer: unit, at: signed, after: received - signed, stored: changed)
            received += 900_000
        case .wrongKey:
            let thief = plan.map.stations[(station + 1) % plan.map.stations.count].id
            add(json, signer: thief, at: signed, after: received - signed)
            received += 900_000
        default: break
        }
        note(paper, digest, at: received, isAltered: way == .alteredEntry)
        if way == .alteredAtRest {
            add(json, signer: unit, at: signed, after: received - signed, stored: changed, isCovered: true)
            return
        }
        add(json, signer: unit, at: signed, after: received - signed)
        current[station] = (paper, digest)
        switch way {
        case .equivocation: add(changed, signer: unit, at: signed, after: received - signed + 600_000)
        case .replay: add(json, signer: unit, at: signed, after: received - signed + 600_000)
        case .stale:
            var older = paper
            older.version = 1
            add(older.json(lists: lists), signer: unit, at: signed, after: received - signed + 600_000)
        case .corrigendum: correct(station, paper, digest, at: received + 1_800_000, using: &random)
        default: break
        }
    }

    /// A few votes that had been put on a wrong pile are put right.
    private mutating func correct(
        _ station: Int, _ paper: CountedReport, _ digest: Digest, at moment: Int64, using random: inout SeededGenerator
    ) {
        var corrected = paper
        var votes = paper.listTotals
        let moved = min(votes[0], Int64(random.integer(in: 1...9)))
        votes[0] -= moved
        votes[1] += moved
        corrected.setVotes(votes, weights: plan.map.candidates, using: &random)
        corrected.version = 2
        corrected.corrects = digest
        let json = corrected.json(lists: lists)
        let digest = SimulatedReport.digest(json)
        note(corrected, digest, at: moment)
        add(json, signer: paper.unit, at: moment - 60_000, after: 60_000)
        current[station] = (corrected, digest)
    }

    /// Another report that adds up: votes of the largest list have gone to the next.
    private func other(_ paper: CountedReport, using random: inout SeededGenerator) -> JSONObject {
        var changed = paper
        var votes = paper.listTotals
        let largest = votes.indices.max { votes[$0] < votes[$1] } ?? 0
        let moved = votes[largest] / 4 + 1
        votes[largest] -= min(votes[largest], moved)
        votes[(largest + 1) % votes.count] += moved
        changed.setVotes(votes, weights: plan.map.candidates, using: &random)
        return changed.json(lists: lists)
    }

    /// - Parameters:
    ///   - stored: what is in the file when it is not what was signed.
    ///   - isCovered: whether the digest beside the report was changed with it.
    private mutating func add(
        _ json: JSONObject, signer: String, at signed: Int64, after delay: Int64, stored: JSONObject? = nil,
        isCovered: Bool = false
    ) {
        var report = SimulatedReport(
            json, signer: signer, signedAt: Timestamp(milliseconds: signed), receivedAt: Timestamp(milliseconds: signed + delay))
        if let stored {
            report.stored = stored
            if isCovered { report.digest = SimulatedReport.digest(stored) }
        }
        sent.append((report, sent.count))
    }

    private mutating func note(
        _ paper: CountedReport, _ digest: Digest, at received: Int64, isAltered: Bool = false
    ) {
        let entry = ReceivedReport(
            unit: paper.unit, version: paper.version, digest: digest, receivedAt: Timestamp(milliseconds: received))
        log.append((entry, log.count, isAltered))
    }
}
