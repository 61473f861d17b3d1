public import Daylight

extension Store {
    /// Findings that meet the query, the newest first.
    public func findings(
        _ query: FindingQuery = FindingQuery(), after cursor: Cursor? = nil, limit: Int
    ) async throws(StoreError) -> Page<FindingRecord> {
        let limit = Page<FindingRecord>.clamped(limit)
        var filter = FindingFilter(query)
        if let cursor {
            let created = try cursor.keys(of: "findings", count: 1)[0]
            filter.require { "(f.created, f.id) < (\($0(.integer(created))), \($0(.text(cursor.identifier))))" }
        }
        let condition = filter.sql
        let values = filter.values + [.integer(limit + 1)]
        return try await read { connection in
            let records = try connection.findings(
                "\(condition) ORDER BY f.created DESC, f.id DESC LIMIT ?\(values.count)", values)
            return Page.cutting(records, limit: limit) {
                $0
            } cursor: { record in
                Cursor(list: "findings", keys: [record.finding.created.milliseconds], identifier: record.finding.id.text)
            }
        }
    }

    /// Stores findings; one that is there already stays as it is.
    public func add(_ findings: [Finding]) async throws(StoreError) {
        try await write { connection in
            for finding in findings { try connection.add(finding, dataset: nil) }
        }
    }

    /// The finding, if it is there.
    public func finding(_ id: Finding.ID) async throws(StoreError) -> FindingRecord? {
        try await read { connection in try connection.findings("f.id = ?1", [.text(id.text)]).first }
    }

    /// Every finding about a subject, the newest first, at most five hundred.
    public func findings(about subject: Subject) async throws(StoreError) -> [FindingRecord] {
        try await findings(FindingQuery(subject: subject), limit: Page<FindingRecord>.longest).items
    }

    /// How many findings each question has, in the order of the questions; a question without any is left out.
    ///
    /// - Parameter moment: counts what was found and decided before it; `nil` for all.
    public func findingCounts(before moment: Timestamp? = nil) async throws(StoreError) -> [FindingCount] {
        let moment = moment ?? Timestamp(milliseconds: .max)
        return try await read { connection in
            try connection.rows(
                """
                SELECT f.question, COUNT(*), COUNT(*) - COUNT(e.finding), MAX(f.created)
                FROM findings f LEFT JOIN (SELECT DISTINCT finding FROM decisions WHERE decided < ?1) e ON e.finding = f.id
                WHERE f.created < ?1 GROUP BY f.question ORDER BY f.question
                """, [.time(moment)]
            ).map { row in
                FindingCount(
                    question: try Question(stored: try row.int(0)), total: try row.int(1), undecided: try row.int(2),
                    newest: try row.time(3))
            }
        }
    }
}

/// Conditions on the table `findings f` with their values.
private struct FindingFilter {
    private var conditions: [String] = []
    private(set) var values: [SQLValue] = []

    init(_ query: FindingQuery) {
        if let question = query.question { require { "f.question = \($0(.integer(question.rawValue)))" } }
        switch query.state {
        case .undecided: require { _ in "f.verdict IS NULL" }
        case .verdict(let verdict): require { "f.verdict = \($0(.text(verdict.rawValue)))" }
        case nil: break
        }
        if let dataset = query.dataset { require { "f.dataset = \($0(.text(dataset.text)))" } }
        if let subject = query.subject {
            require { parameter in
                """
                f.id IN (SELECT finding FROM finding_subjects WHERE identifier = \(parameter(.text(subject.identifier)))
                AND kind = \(parameter(.text(subject.kind.rawValue))))
                """
            }
        }
    }

    /// All conditions; true when there is none.
    var sql: String { conditions.isEmpty ? "1 = 1" : conditions.joined(separator: " AND ") }

    /// Adds a condition; it gets a parameter for each value it hands in.
    mutating func require(_ condition: (_ parameter: (SQLValue) -> String) -> String) {
        var added: [SQLValue] = []
        let count = values.count
        let sql = condition { value in
            added.append(value)
            return "?\(count + added.count)"
        }
        values += added
        conditions.append(sql)
    }
}

extension Question {
    init(stored number: Int) throws(StoreError) {
        guard let question = Question(rawValue: number) else { throw .damaged("there is no question \(number)") }
        self = question
    }
}
