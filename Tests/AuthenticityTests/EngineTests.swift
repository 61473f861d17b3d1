import Daylight
import Testing

@testable import Authenticity

/// Rules that hold for any input.
@Suite("Engine")
struct EngineTests {
    /// Few objects and seconds, so that ties, repeats and self-shares are common.
    static func randomShares(seed: UInt64, rows: Int, accounts: Int = 12, objects: Int = 9, seconds: Int = 120) -> [String] {
        var random = SeededGenerator(seed: seed)
        var lines: [String] = []
        for _ in 0..<rows {
            let object = Int.random(in: 0..<objects, using: &random)
            let content = Int.random(in: 0..<(rows / 2), using: &random)
            lines.append(
                "\(object == 0 ? "c3" : "o\(object)"),a\(Int.random(in: 0..<accounts, using: &random)),c\(content),\(1000 + Int.random(in: 0..<seconds, using: &random))"
            )
        }
        return lines
    }

    private static func text(_ lines: [String]) -> String { ReaderTests.header + lines.joined(separator: "\n") + "\n" }

    /// The definition itself: every pair of rows, looked at one by one.
    private struct Reference {
        typealias Row = (object: String, account: String, content: String, time: Int64)
        var edges: [String: (weight: Int, sum: Int64, older: Set<String>, newer: Set<String>, objects: Set<String>)] = [:]

        init(_ lines: [String], window: Int64, minimum: Int, dropsRepeats: Bool) {
            var seen: Set<String> = []
            let read = lines.filter { !dropsRepeats || seen.insert($0).inserted }.map { line in
                let fields = line.split(separator: ",").map(String.init)
                return (object: fields[0], account: fields[1], content: fields[2], time: Int64(fields[3]) ?? 0)
            }
            let counts = Dictionary(grouping: read, by: \.account).mapValues(\.count)
            let rows = read.filter { counts[$0.account, default: 0] >= minimum }
            var first: [String: Int] = [:]
            for line in lines {
                let account = String(line.split(separator: ",")[1])
                if first[account] == nil { first[account] = first.count }
            }
            var pairs: [(Row, Row)] = []
            for i in rows.indices {
                for j in rows.indices.dropFirst(i + 1) {
                    let (one, other) = (rows[i], rows[j])
                    guard one.object == other.object, abs(one.time - other.time) <= window, one.account != other.account,
                        one.content != other.content, one.object != one.content, one.object != other.content
                    else { continue }
                    let isOlder = (one.time, first[one.account] ?? 0) < (other.time, first[other.account] ?? 0)
                    pairs.append(isOlder ? (one, other) : (other, one))
                }
            }
            if minimum >= 1 {
                let contents = Set(pairs.flatMap { [$0.0.content, $0.1.content] })
                let taking = rows.filter { contents.contains($0.content) }
                let participation = Dictionary(grouping: taking, by: \.account).mapValues(\.count)
                let good = Set(taking.filter { participation[$0.account, default: 0] >= minimum }.map(\.content))
                pairs = pairs.filter { good.contains($0.0.content) || good.contains($0.1.content) }
            }
            for (older, newer) in pairs {
                let key = [older.account, newer.account].sorted().joined(separator: "\t")
                var edge = edges[key] ?? (0, 0, [], [], [])
                edge.weight += 1
                edge.sum += newer.time - older.time
                edge.older.insert(older.content)
                edge.newer.insert(newer.content)
                edge.objects.insert(older.object)
                edges[key] = edge
            }
        }

        var lines: [String] {
            edges.map { "\($0.key)\t\($0.value.weight)\t\($0.value.sum)\t\($0.value.older.count)\t\($0.value.newer.count)" }
                .sorted()
        }
    }

    @Test("edges are those of the definition, for both semantics and any participation", arguments: 0..<12)
    func definition(round: UInt64) throws {
        var lines = Self.randomShares(seed: round, rows: 150)
        lines += lines.prefix(20)
        for semantics in CoordinationParameters.Semantics.allCases {
            for minimum in [0, 1, 2, 5, 14] {
                let network = try Run(semantics, window: 7, minimum: minimum).network(Self.text(lines))
                let reference = Reference(lines, window: 7, minimum: minimum, dropsRepeats: semantics == .daylight)
                let found = try network.edgesTable.split(separator: "\n").dropFirst().map {
                    $0.split(separator: "\t").prefix(6).joined(separator: "\t")
                }
                #expect(found == reference.lines, "\(semantics), m = \(minimum)")
            }
        }
    }

    @Test("rows on disk give the same bytes as rows in memory", arguments: 0..<3)
    func onDisk(round: UInt64) throws {
        let text = Self.text(Self.randomShares(seed: round, rows: 20_000, accounts: 300, objects: 400, seconds: 5000))
        for (minimum, null) in [(1, .degree), (60, .degree), (1, .bipartite)] as [(Int, CoordinationParameters.Null)] {
            var run = Run(window: 20, minimum: minimum)
            run.parameters.null = null
            let inMemory = try run.network(text)
            run.memoryLimit = 1 << 20
            run.seed = 99
            let onDisk = try run.network(text)
            #expect(onDisk.isSpilled)
            #expect(try onDisk.edgesTable == inMemory.edgesTable)
            #expect(try onDisk.pairsTable == inMemory.pairsTable)
            #expect(try onDisk.flaggedTable == inMemory.flaggedTable)
            #expect(onDisk.summary == inMemory.summary)
            #expect(CanonicalJSON.line(onDisk.groupsJSON) == CanonicalJSON.line(inMemory.groupsJSON))
        }
    }

    @Test("a group that always shares together is flagged, its evidence follows from the posts, and a declared group is cleared")
    func planted() throws {
        let text = Self.plantedText
        let network = try Run(window: 60).network(text)
        let cluster = try #require(network.clusters.first)
        #expect(network.clusters.count == 1)
        #expect(cluster.members.map(\.account) == ["p0", "p1", "p2"])
        #expect(cluster.edges.allSatisfy { $0.distinctObjects == 8 && $0.synchrony == 1 })

        let file = Array(CanonicalJSON.line(network.groupsJSON).utf8)
        let check = try EvidenceCheck(parsing: file)
        let again = try Run(window: 60).network(text, watched: check.accounts)
        #expect(check.differences(from: again).isEmpty)

        var declared = Run(window: 60)
        declared.declared.add([("outlets", "p0"), ("outlets", "p1"), ("outlets", "p2")])
        let cleared = try declared.network(text)
        #expect(cleared.clusters.isEmpty)
        #expect(cleared.declaredEdgeCount == 3)
        #expect(try cleared.edgesTable == network.edgesTable)
    }

    static let plantedText: String = {
        var lines = randomShares(seed: 5, rows: 3000, accounts: 90, objects: 300, seconds: 900_000)
        for event in 0..<8 {
            for member in 0..<3 {
                lines.append("plan\(event),p\(member),m\(event)-\(member),\(20_000 + event * 5000 + member * 9)")
            }
        }
        return text(lines)
    }()

    @Test(
        "any changed number in the evidence is found",
        arguments: [
            ("\"distinct_objects\":8", "\"distinct_objects\":9", "distinct_objects"), ("\"pairs\":8", "\"pairs\":7", "pairs"),
            ("\"synchrony\":1", "\"synchrony\":0.9", "synchrony"), ("\"rows\":8", "\"rows\":80", "members[0].rows"),
            ("\"content\":\"m0-0\"", "\"content\":\"m0-9\"", "timeline[0].shares[0]"), ("\"p\":", "\"p\":1", "edges[0].p"),
            ("\"account\":\"p0\"", "\"account\":\"nobody\"", "members[0].account"),
            ("\"sum_squares\":", "\"sum_squares\":1", "null.sum_squares"),
        ])
    func tampered(original: String, changed: String, place: String) throws {
        let network = try Run(window: 60).network(Self.plantedText)
        let evidence = CanonicalJSON.line(network.groupsJSON)
        let check = try EvidenceCheck(parsing: Array(try #require(evidence.replacingFirst(original, changed)).utf8))
        let differences = check.differences(from: try Run(window: 60).network(Self.plantedText, watched: check.accounts))
        #expect(differences.contains { $0.place.contains(place) }, "\(differences)")
    }

    @Test("one chance edge is dropped, a triangle stays: the 2-core")
    func twoCore() {
        func edge(_ first: UInt32, _ second: UInt32) -> Candidate {
            Candidate(first: first, second: second, objects: 5, weight: 5, expected: 0.1, probability: LogProbability(ln: -30))
        }
        let network = FlaggedNetwork([edge(0, 1), edge(1, 2), edge(0, 2), edge(2, 3), edge(3, 4), edge(7, 8)])
        #expect(network.edges.map { [$0.first, $0.second] } == [[0, 1], [1, 2], [0, 2]])
        #expect(network.clusterCount == 1)
    }

    @Test("a large sparse component is cut into its communities")
    func refinement() {
        var edges: [Candidate] = []
        func add(_ first: UInt32, _ second: UInt32) {
            edges.append(
                Candidate(
                    first: first, second: second, objects: 5, weight: 5, expected: 0.1, probability: LogProbability(ln: -30)))
        }
        for group in 0..<6 as Range<UInt32> {
            for one in 0..<10 as Range<UInt32> { for other in (one + 1)..<10 { add(group * 10 + one, group * 10 + other) } }
            add(group * 10, (group + 1) % 6 * 10 + 1)
        }
        let network = FlaggedNetwork(edges)
        #expect(network.clusterCount == 6)
        #expect(network.clusters.count { $0 == nil } == 6)
    }

    @Test("quantiles of type 7 interpolate between neighbours", arguments: [(0.0, 1.0), (0.5, 2.0), (0.9, 2.8), (1.0, 3.0)])
    func quantiles(probability: Double, expected: Double) {
        let histogram = WeightHistogram()
        for weight in [3, 1, 2] { histogram.add(weight) }
        #expect(abs((histogram.quantile(probability) ?? -1) - expected) < 1e-12)
    }

    @Test("a window of thousands of years takes all pairs of an object and does not overflow")
    func hugeWindow() throws {
        var run = Run(.daylight)
        run.parameters.windowMilliseconds = .max
        let network = try run.network(ReaderTests.header + "X,a,c1,0001-01-01 00:00:00\nX,b,c2,9999-12-31 23:59:59\n")
        #expect(network.counts.pairs == 1)
    }
}

extension String {
    /// `nil` if the text does not occur.
    fileprivate func replacingFirst(_ text: String, _ replacement: String) -> String? {
        for index in indices where self[index...].hasPrefix(text) {
            return self[..<index] + replacement + self[index...].dropFirst(text.count)
        }
        return nil
    }
}
