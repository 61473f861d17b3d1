public import Daylight

/// What a round needs from the storage, in the order in which it is fetched: by office, batch and position.
public struct RetrievalList: Sendable {
    /// The papers of one batch.
    public struct Batch: Sendable {
        public let name: String
        /// Ballots it holds.
        public let ballots: Int
        /// Positions of ballots, counting from 1; empty when the whole batch is counted.
        public let positions: [Int]
    }

    /// What one office fetches.
    public struct Section: Sendable {
        /// Empty where there is only one office.
        public let jurisdiction: String
        public let batches: [Batch]
    }

    public let audit: String
    public let round: Int
    public let sections: [Section]

    /// How many papers are fetched.
    public var count: Int { sections.reduce(0) { $0 + $1.batches.reduce(0) { $0 + max(1, $1.positions.count) } } }

    init(audit: String, round: Int, _ setup: AuditSetup, _ draws: [AuditDraw]) {
        self.audit = audit
        self.round = round
        var positions: [Int: Set<Int>] = [:]
        for draw in draws {
            positions[draw.batch, default: []].formUnion(draw.paper.position.map { [$0] } ?? [])
        }
        var order: [String] = []
        var batches: [String: [Batch]] = [:]
        for index in positions.keys.sorted() {
            let jurisdiction = setup.jurisdictions[index]
            if batches[jurisdiction] == nil { order.append(jurisdiction) }
            batches[jurisdiction, default: []].append(
                Batch(
                    name: setup.manifest.batches[index].name, ballots: setup.manifest.batches[index].ballots,
                    positions: (positions[index] ?? []).sorted()))
        }
        sections = order.map { Section(jurisdiction: $0, batches: batches[$0] ?? []) }
    }

    /// A table with a header (RFC 4180): `jurisdiction,batch,position`, the position empty for whole batches.
    public var csv: String {
        var lines = ["jurisdiction,batch,position"]
        for section in sections {
            for batch in section.batches {
                let start = "\(Self.field(section.jurisdiction)),\(Self.field(batch.name)),"
                lines += batch.positions.isEmpty ? [start] : batch.positions.map { "\(start)\($0)" }
            }
        }
        return lines.map { $0 + "\r\n" }.joined()
    }

    private static func field(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 != 0x22 && $0 != 0x2C && $0 != 0x0A && $0 != 0x0D }
        return isPlain
            ? text : "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// The same as JSON.
    public var json: JSONValue {
        [
            "audit": .string(audit), "round": .integer(round), "papers": .integer(count),
            "sections": .array(
                sections.map { section in
                    [
                        "jurisdiction": .string(section.jurisdiction),
                        "batches": .array(
                            section.batches.map { batch in
                                [
                                    "batch": .string(batch.name), "ballots": .integer(batch.ballots),
                                    "positions": .array(batch.positions.map { .integer($0) }),
                                ]
                            }),
                    ]
                }),
        ]
    }
}

extension AuditProcess {
    /// What a round needs that no round before it did; `nil` when there is no such round.
    ///
    /// - Parameter round: counting from 1.
    public func retrievalList(round: Int) -> RetrievalList? {
        guard let rounds, rounds.sizes.indices.contains(round - 1) else { return nil }
        let new = rounds.draws(of: round).filter { rounds.firstRound[$0.paper] == round }
        return RetrievalList(audit: setup.name, round: round, setup, Array(new))
    }
}
