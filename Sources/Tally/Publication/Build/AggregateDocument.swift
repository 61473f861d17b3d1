public import Daylight

/// The published sum of a unit above the stations: what it adds up to, and every report it was made of, so that anyone can
/// redo it (tally reference, sections 1.5 and 11.3). `daylight count check` reads it as an element of `aggregates`.
public struct AggregateDocument: Sendable {
    public let unitId: String
    /// Sums in the order of the fields of section 11.3; `nil` for registered voters that are not known of every station.
    let counts: [Int64?]
    /// By the order of the definition's lists.
    public let listTotals: [Int64]
    /// Stations with a report, and all stations below.
    public let received: Int
    public let expected: Int
    /// The canonical file.
    public let bytes: [UInt8]
    /// SHA-256 of the file.
    public let digest: Digest

    /// A count by its name in section 11.3, such as `votesCast`; `nil` when it is not known.
    public func count(_ field: String) -> Int64? {
        SumField.allCases.firstIndex { $0.rawValue == field }.flatMap { counts[$0] }
    }

    /// The sums of every unit that is no station, by the unit's index in the tree.
    ///
    /// - Parameters:
    ///   - reports: at most one of each unit; only those of stations are summed.
    ///   - treeSize: the size of the evidence log that holds the reports' receipts.
    public static func all(
        of definition: ElectionDefinition, from reports: [CollectedReport], treeSize: Int64? = nil
    ) -> [Int: AggregateDocument] {
        let tree = definition.units
        var entries: [Int: ReportLedger.Entry] = [:]
        for collected in reports {
            guard let unit = tree.index(of: collected.report.unitId) else { continue }
            entries[unit] = ReportLedger.Entry(report: collected.report, digest: collected.digest)
        }
        let rollUp = RollUp(entries, of: definition)
        let inputs = InputTexts(entries, of: tree)
        var documents: [Int: AggregateDocument] = [:]
        for (index, unit) in tree.units.enumerated() where unit.level != .station {
            documents[index] = AggregateDocument(
                unit, sums: rollUp.sum(below: index), inputs: inputs.below(index), of: definition, treeSize: treeSize)
        }
        return documents
    }

    private init(
        _ unit: ReportingUnit, sums: [Int64?], inputs: InputTexts.Part, of definition: ElectionDefinition, treeSize: Int64?
    ) {
        unitId = unit.id
        counts = Array(sums.prefix(SumField.allCases.count))
        listTotals = sums.dropFirst(SumField.allCases.count).map { $0 ?? 0 }
        received = inputs.texts.count
        expected = inputs.expected
        // Members in canonical order; the inputs are texts that are ready.
        var text = CanonicalText()
        text.open()
        text.member("contestId", definition.contestId)
        text.member("electionId", definition.id)
        text.member("expected", Int64(expected))
        text.name("fields")
        text.raw(Self.fields(counts, listTotals, of: definition))
        text.name("inputs")
        text.array(inputs.texts) { text, input in text.raw(input) }
        text.member("received", Int64(received))
        if let treeSize { text.member("treeSize", treeSize) }
        text.member("unitId", unit.id)
        text.close()
        bytes = text.bytes
        digest = Digest(of: bytes)
    }

    private static func fields(_ counts: [Int64?], _ listTotals: [Int64], of definition: ElectionDefinition) -> [UInt8] {
        var members = zip(SumField.allCases, counts).compactMap { field, count in count.map { (field.rawValue, $0) } }
        if !definition.hasVoterCards { members.removeAll { $0.0 == SumField.voterCards.rawValue } }
        members.sort { $0.0 < $1.0 }
        let lists = members.firstIndex { $0.0 > "listTotals" } ?? members.endIndex
        var text = CanonicalText()
        text.open()
        for (name, count) in members[..<lists] { text.member(name, count) }
        text.name("listTotals")
        text.array(zip(definition.lists, listTotals)) { text, list in
            text.open()
            text.member("number", Int64(list.0.number))
            text.member("total", list.1)
            text.close()
        }
        for (name, count) in members[lists...] { text.member(name, count) }
        text.close()
        return text.bytes
    }
}

/// The inputs of every sum as canonical JSON, each written once although it stands in every sum above its station.
private struct InputTexts {
    struct Part {
        let texts: [[UInt8]]
        let expected: Int
    }

    private let tree: UnitTree
    private let texts: [Int: [UInt8]]
    /// The place of each unit among all, by the bytes of its id.
    private let ranks: [Int]

    init(_ entries: [Int: ReportLedger.Entry], of tree: UnitTree) {
        self.tree = tree
        let ids = tree.units.map { Array($0.id.utf8) }
        var ranks = [Int](repeating: 0, count: ids.count)
        let order = ids.indices.sorted { ids[$0].lexicographicallyPrecedes(ids[$1]) }
        for (rank, unit) in order.enumerated() { ranks[unit] = rank }
        self.ranks = ranks
        texts = entries.mapValues { entry in
            var text = CanonicalText()
            text.open()
            text.member("sha256", entry.digest.hex)
            text.member("unitId", entry.report.unitId)
            text.member("version", entry.report.version)
            text.close()
            return text.bytes
        }
    }

    func below(_ unit: Int) -> Part {
        let stations = tree.stations(in: unit)
        let reported = stations.filter { texts[$0] != nil }.sorted { ranks[$0] < ranks[$1] }
        return Part(texts: reported.compactMap { texts[$0] }, expected: stations.count)
    }
}
