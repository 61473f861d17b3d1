import Daylight

extension Connection {
    /// Stores a finding and makes it searchable; one that is there already stays as it is.
    func add(_ finding: Finding, dataset: Dataset.ID?) throws(StoreError) {
        let added = try execute(
            """
            INSERT INTO findings (id, question, kind, summary, evidence, created, dataset)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO NOTHING
            """,
            [
                .text(finding.id.text), .integer(finding.question.rawValue), .text(finding.kind), .text(finding.summary),
                .bytes(finding.evidence), .time(finding.created), dataset.map { .text($0.text) } ?? .null,
            ])
        guard added == 1 else { return }
        try append(
            to: "finding_subjects", columns: ["finding", "position", "kind", "identifier"],
            rows: finding.subjects.enumerated().map { position, subject in
                [.text(finding.id.text), .integer(position), .text(subject.kind.rawValue), .text(subject.identifier)]
            })
        try add([Document(finding)])
    }

    /// Findings that meet a condition on `findings f`, with their subjects and newest decisions.
    func findings(_ condition: String, _ values: [SQLValue]) throws(StoreError) -> [FindingRecord] {
        let rows = try rows(
            "SELECT f.id, f.question, f.kind, f.summary, f.evidence, f.created, f.dataset FROM findings f WHERE \(condition)",
            values)
        guard !rows.isEmpty else { return [] }
        var identifiers: [SQLValue] = []
        for row in rows { identifiers.append(.text(try row.text(0))) }
        let subjects = try subjects(of: identifiers)
        let decisions = try newestDecisions(of: identifiers)
        var records: [FindingRecord] = []
        for row in rows {
            let finding = try Finding(row: row, subjects: subjects[try row.text(0)] ?? [])
            records.append(
                FindingRecord(
                    finding: finding, dataset: row.isNull(6) ? nil : Dataset.ID(try row.text(6)), decision: decisions[finding.id])
            )
        }
        return records
    }

    private func subjects(of findings: [SQLValue]) throws(StoreError) -> [String: [Subject]] {
        let list = Placeholders.list(findings)
        var subjects: [String: [Subject]] = [:]
        for row in try rows(
            "SELECT finding, kind, identifier FROM finding_subjects WHERE finding IN (\(list.sql)) ORDER BY finding, position",
            list.values)
        {
            do {
                subjects[try row.text(0), default: []].append(try Subject(try row.choice(1), try row.text(2)))
            } catch {
                throw (error as? StoreError) ?? .damaged("a finding's subject: \(error)")
            }
        }
        return subjects
    }
}

extension Finding {
    /// - Throws: ``StoreError/damaged(_:)`` if the evidence is not what the identifier was made from.
    fileprivate init(row: SQLRow, subjects: [Subject]) throws(StoreError) {
        self.init(
            question: try Question(stored: try row.int(1)), kind: try row.text(2), subjects: subjects, summary: try row.text(3),
            evidence: try row.bytes(4), created: try row.time(5))
        guard id.text == (try row.text(0)) else { throw .damaged("the evidence of finding \(try row.text(0)) was altered") }
    }
}
