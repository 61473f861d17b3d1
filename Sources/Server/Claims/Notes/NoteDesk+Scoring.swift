import Credibility
import Daylight
import EvidenceLog
import Storage
import Synchronization

extension NoteDesk {
    /// The only key of the manifests of runs.
    private static let runKey = "run"
    /// Name of the table with the scores, as `daylight claims notes score` writes it.
    private static let scoresName = "note-scores.tsv"
    /// Name of the table with what the models beside the core one say.
    private static let modelsName = "model-scores.tsv"

    /// Scores all notes with everything that is known now.
    ///
    /// - Returns: the newest run.
    func scoreNow(_ now: Timestamp) async throws -> NoteBook.Run? {
        try await turn.run { [self] in
            _ = try await opened()
            try await score(now: now)
            return try await opened().run
        }
    }

    /// Publishes what has come due by time alone.
    func tick(_ now: Timestamp) async throws {
        try await turn.run { [self] in
            guard try await opened().isDue(at: now.milliseconds) else { return }
            let isChanged = book.withLock { book in
                let answers = book?.update?.standings(at: now.milliseconds) ?? []
                return answers.contains { $0.status != book?.life($0.note).status }
            }
            if isChanged { try await score(now: now) }
        }
    }

    /// The manifests, the newest first.
    func runs(limit: Int = 20) async throws -> [NoteBook.Run] {
        guard let newest = try await reading({ $0.run?.number }) else { return [] }
        var runs: [NoteBook.Run] = []
        for number in stride(from: newest, to: max(0, newest - limit), by: -1) {
            if let run = try await run(number) { runs.append(run) }
        }
        return runs
    }

    func run(_ number: Int) async throws -> NoteBook.Run? {
        try await store.record(.noteRun, key: Self.runKey, version: number).map { try NoteBook.Run($0) }
    }

    /// A status that was published.
    struct Change: Sendable {
        let status: NoteStatus
        let created: Timestamp
        let statement: StatementRecord.ID?
    }

    /// Every status of a note that was published, the oldest first.
    func statuses(_ note: Int64) async throws -> [Change] {
        try await store.recordVersions(.noteStatus, key: String(note)).map { try Self.change($0) }
    }

    @inline(never)
    private static func change(_ record: StoredRecord) throws(InputError) -> Change {
        let reader = try MemberReader(try JSONParser.parse(record.body))
        guard let status = NoteStatus(rawValue: try reader.string("status")) else {
            throw reader.fault("status", "the name of a status", reader.optional("status"))
        }
        return Change(status: status, created: record.created, statement: record.statement)
    }

    /// Names of the tables that the newest run read and wrote.
    func tableNames() async throws -> [String] {
        try await reading { book in
            ["inputs", "outputs"].flatMap { list in
                book.run?.manifest[list]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
            }
        }
    }

    /// A table of the newest run, as text.
    func table(_ name: String) async throws -> [UInt8]? { try await store.record(.noteTable, key: name)?.body }

    // MARK: Inside a turn

    /// The book, read from the store when nobody has done so. Only inside a turn.
    func opened() async throws -> NoteBook {
        if let known = book.withLock({ $0 }) { return known }
        var read = NoteBook()
        for note in try await all(.note, Self.note) { read.take(note) }
        for rating in try await all(.noteRating, Self.rating) { read.take(rating) }
        for (id, life) in try await all(.noteLife, Self.life) { read.lives[id] = life }
        if let record = try await store.record(.noteRun, key: Self.runKey) {
            let run = try NoteBook.Run(record)
            read.run = run
            var update = NoteUpdate(try read.tables.archive(topics: configuration.topics), configuration.parameters)
            for answer in update.standings(at: run.created.milliseconds) { read.found[answer.note] = answer }
            read.update = update
        }
        book.withLock { [read] in $0 = read }
        return read
    }

    private func all<Value: Sendable>(
        _ kind: RecordKind, _ read: @Sendable (StoredRecord) throws(InputError) -> Value
    ) async throws -> [Value] {
        var values: [Value] = []
        var last: StoredRecord.ID?
        while true {
            let page = try await store.newestRecords(kind, before: last, limit: 1000)
            guard let end = page.last else { return values.reversed() }
            for record in page { values.append(try read(record)) }
            last = end.id
        }
    }

    @inline(never)
    private static func note(_ record: StoredRecord) throws(InputError) -> WrittenNote {
        try WrittenNote(try JSONParser.parse(record.body))
    }

    @inline(never)
    private static func rating(_ record: StoredRecord) throws(InputError) -> WrittenRating {
        try WrittenRating(try JSONParser.parse(record.body))
    }

    @inline(never)
    private static func life(_ record: StoredRecord) throws(InputError) -> (Int64, NoteLife) {
        guard let id = Int64(record.key) else {
            throw InputError(field: "note", expected: "a note's id", found: record.key)
        }
        return (id, try NoteLife(try JSONParser.parse(record.body)))
    }

    /// Scores all notes and publishes manifest and statuses. A crash in between is healed by the next run: what readers were
    /// shown is stored only after the statement about it.
    func score(now: Timestamp) async throws {
        let known = try await opened()
        let tables = known.tables
        var update = NoteUpdate(try tables.archive(topics: configuration.topics), configuration.parameters)
        let scores = update.scores
        var outputs = [(name: Self.scoresName, bytes: NoteScoreTable.bytes(scores))]
        if let models = ModelScoreTable.bytes(scores) { outputs.append((Self.modelsName, models)) }
        let digests = outputs.map { (name: $0.name, digest: Digest(of: $0.bytes)) }
        let topics = configuration.topicTable
        let manifest = NoteRunRecord(
            scores, inputs: tables.inputs + [topics?.input].compactMap(\.self), outputs: digests
        ).json
        let answers = update.standings(at: now.milliseconds)
        let run = try await publish(manifest, scores: digests[0].digest, of: known, now: now)
        var files = tables.files.map { (name: $0.name, bytes: $0.bytes) } + outputs
        if let topics { files.append((topics.input.name, topics.bytes)) }
        try await store.replace(
            files.map {
                NewRecord(kind: .noteTable, key: $0.name, body: $0.bytes, author: Self.program, created: now)
            }, allOf: .noteTable)
        var lives: [Int64: NoteLife] = [:]
        var waitingUntil: Int64?
        for answer in answers {
            let before = known.life(answer.note)
            var life = before
            life.take(answer)
            if life.status != before.status {
                if let settled = before.settled(at: now.milliseconds) {
                    waitingUntil = min(waitingUntil ?? settled, settled)
                    continue
                }
                try await publish(answer, run, now: now)
            }
            if life != before { lives[answer.note] = life }
        }
        try await store.replace(lives.map { id, life in try Self.record(of: life, note: id, now: now) })
        let found = Dictionary(answers.map { ($0.note, $0) }, uniquingKeysWith: { first, _ in first })
        book.withLock { [update, waitingUntil] book in
            book?.waitingUntil = waitingUntil
            book?.lives.merge(lives) { $1 }
            book?.found = found
            book?.update = update
            book?.run = run
        }
        _ = try await observatory.logPendingIfPossible()
    }

    /// The manifest as a statement; the run before when it says the same.
    private func publish(
        _ manifest: JSONValue, scores: Digest, of book: NoteBook, now: Timestamp
    ) async throws -> NoteBook.Run {
        let body = try CanonicalJSON.bytes(of: manifest)
        let digest = Digest(of: body)
        if let run = book.run, run.digest == digest { return run }
        let statement = try Statement(
            type: .notesScored, subjects: [.init(name: "run:\(digest.hex.prefix(16))", sha256: digest)],
            predicate: [
                "manifestSHA256": .string(digest.hex), "scoresSHA256": .string(scores.hex),
                "notes": .integer(book.notes.count), "ratings": .integer(book.ratingCount), "program": .string(Self.program),
            ])
        let stored = try await store.add(
            [
                NewRecord(
                    kind: .noteRun, key: Self.runKey, version: (book.run?.number ?? 0) + 1, body: body, author: Self.program,
                    created: now)
            ],
            statement: NewStatement(
                envelope: try observatory.signer.sign(statement.body()), predicateType: PredicateType.notesScored.uri,
                title: "A scoring of all notes", created: now))
        return try NoteBook.Run(stored[0])
    }

    private func publish(_ answer: NoteUpdate.Answer, _ run: NoteBook.Run, now: Timestamp) async throws {
        try await publish(
            NoteStatusDocument(answer, manifest: run.digest).json, of: answer.note, manifest: run.digest, now: now)
    }

    /// Says of a note that had a status that it is not there any more, so that nobody takes the status for the last word; and of
    /// one that a reviewer removed in any case, with the reason.
    func publishWithdrawal(of note: Int64, _ removal: Removal, now: Timestamp) async throws {
        guard let run = try await opened().run else { return }
        var document: JSONObject = [
            "noteId": .string(String(note)), "status": .string(NoteStatus.needsMoreRatings.rawValue), "withdrawn": true,
            "timeMillis": .integer(now.milliseconds), "manifestSHA256": .string(run.digest.hex),
        ]
        switch removal {
        case .author:
            guard try await store.record(.noteStatus, key: String(note)) != nil else { return }
            document["removedBy"] = "author"
        case .reviewer(let reason):
            document["removedBy"] = "reviewer"
            document["reason"] = .string(reason)
        }
        try await publish(.object(document), of: note, manifest: run.digest, now: now)
    }

    private func publish(_ document: JSONValue, of note: Int64, manifest: Digest, now: Timestamp) async throws {
        let key = String(note)
        let body = try CanonicalJSON.bytes(of: document)
        let earlier = try await store.record(.noteStatus, key: key)
        let version = (earlier?.version ?? 0) + 1
        let supersedes = try await store.reference(to: earlier?.statement)
        var predicate: JSONObject = [
            "documentSHA256": .string(Digest(of: body).hex), "manifestSHA256": .string(manifest.hex),
            "version": .integer(version), "program": .string(Self.program),
        ]
        predicate["supersedes"] = supersedes?.json
        let statement = try Statement(
            type: .noteStatusPublished, subjects: [.init(name: "note:\(Self.name(of: note))", sha256: Digest(of: body))],
            predicate: predicate)
        try await store.add(
            [NewRecord(kind: .noteStatus, key: key, version: version, body: body, author: Self.program, created: now)],
            statement: NewStatement(
                envelope: try observatory.signer.sign(statement.body()),
                predicateType: PredicateType.noteStatusPublished.uri, title: "A status of a note", created: now,
                supersedes: supersedes))
    }

    /// A note's id as statements name it: 16 hexadecimal digits.
    private static func name(of note: Int64) -> String {
        let digits = String(UInt64(bitPattern: note), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
