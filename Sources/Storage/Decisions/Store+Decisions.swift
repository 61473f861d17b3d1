public import Daylight

extension Store {
    /// Stores a decision, the private body behind its commitment and its pending statement, all or nothing.
    ///
    /// - Throws: ``StoreError/rejected(_:)`` if there is no such finding, or salt and message do not open the commitment.
    public func recordDecision(
        finding: Finding.ID, verdict: Verdict, reasons: String, reviewer: String, decided: Timestamp, salt: [UInt8],
        message: [UInt8], commitment: Digest, statement: NewStatement
    ) async throws(StoreError) -> Decision {
        let body = PrivateBody(commitment: commitment, salt: salt, message: message)
        guard body.opens else { throw .rejected("salt and message do not open the commitment") }
        return try await write { connection in
            // Setting the verdict first also makes two decisions on one finding wait for each other.
            let changed = try connection.execute(
                "UPDATE findings SET verdict = ?2 WHERE id = ?1", [.text(finding.text), .text(verdict.rawValue)])
            guard changed == 1 else { throw StoreError.rejected("there is no finding \(finding)") }
            try connection.add(body)
            let id = try connection.add(statement)
            let decision = try connection.addDecision(
                on: finding, verdict, reasons: reasons, reviewer: reviewer, decided: decided, commitment: commitment,
                statement: StatementRecord(id: id, pending: statement))
            try connection.add([Document(decision)])
            return decision
        }
    }

    /// Every decision on a finding, the newest first, at most a thousand.
    public func decisions(of finding: Finding.ID) async throws(StoreError) -> [Decision] {
        try await read { connection in
            try connection.decisions("d.finding = ?1 ORDER BY d.id DESC LIMIT 1000", [.text(finding.text)])
        }
    }

    /// The decision that a logged statement stands for, if it is one.
    public func decision(ofStatement id: StatementRecord.ID) async throws(StoreError) -> Decision? {
        try await read { connection in try connection.decisions("d.statement = ?1", [.integer(id.rawValue)]).first }
    }

    /// What the commitment stands for, unless it has been erased.
    public func privateBody(_ commitment: Digest) async throws(StoreError) -> PrivateBody? {
        try await read { connection in
            guard
                let row = try connection.row(
                    "SELECT salt, message FROM private_bodies WHERE commitment = ?1", [.digest(commitment)])
            else { return nil }
            return PrivateBody(commitment: commitment, salt: try row.bytes(0), message: try row.bytes(1))
        }
    }

    /// What several commitments stand for, in no order; what was erased is left out.
    public func privateBodies(_ commitments: [Digest]) async throws(StoreError) -> [PrivateBody] {
        try await read { connection in
            var bodies: [PrivateBody] = []
            for start in stride(from: 0, to: commitments.count, by: 500) {
                let portion = commitments[start..<min(start + 500, commitments.count)]
                let list = Placeholders.list(portion.map { .digest($0) })
                for row in try connection.rows(
                    "SELECT commitment, salt, message FROM private_bodies WHERE commitment IN (\(list.sql))", list.values)
                {
                    bodies.append(
                        PrivateBody(commitment: try row.digest(0), salt: try row.bytes(1), message: try row.bytes(2)))
                }
            }
            return bodies
        }
    }

    /// Erases what a commitment stands for: salt, message, and the reasons wherever they are kept or can be searched,
    /// also in the answer that is kept for a request sent twice.
    /// That a decision was made, by whom and when, stays.
    ///
    /// - Returns: whether there was anything to erase.
    @discardableResult
    public func erasePrivateBody(_ commitment: Digest) async throws(StoreError) -> Bool {
        let isErased = try await write { connection in
            for row in try connection.rows("SELECT id, decided FROM decisions WHERE commitment = ?1", [.digest(commitment)]) {
                try connection.removeDocument(.decision, key: String(try row.integer(0)))
                // An answer carries the moment of its request, which is the decision's.
                try connection.execute("DELETE FROM replies WHERE created = ?1", [.integer(try row.integer(1))])
            }
            try connection.execute("UPDATE decisions SET reasons = '' WHERE commitment = ?1", [.digest(commitment)])
            return try connection.execute("DELETE FROM private_bodies WHERE commitment = ?1", [.digest(commitment)]) > 0
        }
        if isErased {
            do { try await engine.scrub() } catch { throw StoreError(error) }
        }
        return isErased
    }
}

extension Connection {
    func add(_ body: PrivateBody) throws(StoreError) {
        try execute(
            "INSERT INTO private_bodies (commitment, salt, message) VALUES (?1, ?2, ?3)",
            [.digest(body.commitment), .bytes(body.salt), .bytes(body.message)])
    }

    fileprivate func addDecision(
        on finding: Finding.ID, _ verdict: Verdict, reasons: String, reviewer: String, decided: Timestamp, commitment: Digest,
        statement: StatementRecord
    ) throws(StoreError) -> Decision {
        let row = try onlyRow(
            """
            INSERT INTO decisions (finding, verdict, reasons, reviewer, decided, commitment, statement)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id
            """,
            [
                .text(finding.text), .text(verdict.rawValue), .text(reasons), .text(reviewer), .time(decided),
                .digest(commitment), .integer(statement.id.rawValue),
            ])
        return Decision(
            id: Decision.ID(rawValue: try row.integer(0)), finding: finding, verdict: verdict, reasons: reasons,
            reviewer: reviewer, decided: decided, commitment: commitment, statement: statement)
    }

    /// Decisions `d` that meet a condition, with their statements `s`.
    fileprivate func decisions(_ condition: String, _ values: [SQLValue]) throws(StoreError) -> [Decision] {
        var decisions: [Decision] = []
        for row in try rows(
            """
            SELECT d.id, d.finding, d.verdict, d.reasons, d.reviewer, d.decided, d.commitment, \(StatementRecord.columns)
            FROM \(StatementRecord.tables) JOIN decisions d ON d.statement = s.id WHERE \(condition)
            """, values)
        {
            decisions.append(try Decision(row: row))
        }
        return decisions
    }

    func newestDecisions(of findings: [SQLValue]) throws(StoreError) -> [Finding.ID: Decision] {
        let list = Placeholders.list(findings)
        let newest = try decisions(
            "d.id IN (SELECT MAX(id) FROM decisions WHERE finding IN (\(list.sql)) GROUP BY finding)", list.values)
        return Dictionary(newest.map { ($0.finding, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Decision {
    fileprivate init(row: SQLRow) throws(StoreError) {
        guard let finding = Finding.ID(try row.text(1)) else { throw .damaged("a decision on no finding") }
        self.init(
            id: ID(rawValue: try row.integer(0)), finding: finding, verdict: try row.choice(2), reasons: try row.text(3),
            reviewer: try row.text(4), decided: try row.time(5), commitment: try row.digest(6),
            statement: try StatementRecord(row: row, at: 7))
    }
}

extension StatementRecord {
    fileprivate init(id: ID, pending statement: NewStatement) {
        self.init(
            id: id, envelope: statement.envelope, predicateType: statement.predicateType, title: statement.title,
            created: statement.created, logged: nil, corrects: nil)
    }
}
