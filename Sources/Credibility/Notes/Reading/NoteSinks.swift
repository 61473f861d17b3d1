import Daylight

/// What scoring knows about a note from the notes table.
struct NoteFacts: Sendable {
    let author: ParticipantID
    let created: Int64
    let classification: NoteClassification
}

extension NoteFacts {
    init(_ note: WrittenNote) {
        self.init(
            author: note.author, created: note.created,
            classification: note.classification == .notMisleading ? .notMisleading : .misleading)
    }
}

/// What scoring knows about a note from the status history.
struct NoteHistory: Sendable {
    let author: ParticipantID?
    let created: Int64?
    let status: NoteStatus
    /// When it last got a status other than "needs more ratings".
    let latestDecided: Int64?
    /// When its status was frozen.
    let locked: Int64?
    /// Whether it has been helpful at some time.
    let wasHelpful: Bool
    /// Since when it is held back until it has proved stable.
    let heldSince: Int64?
    /// When its status last changed, and when it was last scored.
    let changed: Int64?
    let scored: Int64?
    /// The first and the latest status other than "needs more ratings" that the note has had.
    let firstDecided: NoteLife.Decided?
    let latest: NoteLife.Decided?
}

/// A row of the notes table: what scoring knows, and what places the note among topics.
struct NoteRow: Sendable {
    let facts: NoteFacts
    let post: Int64?
    /// As a set of bits.
    let topics: Int64
}

/// Reads rows of the notes table.
struct NoteSink: TSVSink {
    var rows = KeyedRows<Int64, NoteRow>()
    var file = 0
    private(set) var unknownColumns: [String] = []
    private var id = 0
    private var author = 0
    private var created = 0
    private var classification = 0
    private var post: Int?
    private var summary: Int?
    private var seeds: [TSVField.Seeded] = []
    private let topics: NoteTopics

    init(_ topics: NoteTopics) { self.topics = topics }

    mutating func begin(_ header: TSVHeader) throws(InputError) {
        id = try header.column("noteId")
        author = try header.column("noteAuthorParticipantId", or: "participantId")
        created = try header.column("createdAtMillis")
        classification = try header.column("classification")
        if !topics.names.isEmpty { (post, summary) = (try header.optional("tweetId"), try header.optional("summary")) }
        seeds = header.seeds
        unknownColumns = header.names.filter { !NoteTable.notes.columns.contains($0) }
    }

    mutating func accept(_ row: TSVRow) -> TSVFault? {
        guard let id = TSVField.integer(row[id]) else {
            return TSVFault("noteId", expected: TSVField.integerShape, found: row[id])
        }
        guard let author = ParticipantID(row[author]) else {
            return TSVFault("noteAuthorParticipantId", expected: ParticipantID.shape, found: row[author])
        }
        guard let created = TSVField.integer(row[created]) else {
            return TSVFault("createdAtMillis", expected: TSVField.integerShape, found: row[created])
        }
        let facts = NoteFacts(author: author, created: created, classification: NoteClassification(row[classification]))
        let value = NoteRow(
            facts: facts, post: post.flatMap { TSVField.integer(row[$0]) },
            topics: summary.map { topics.topics(of: row[$0]) } ?? 0)
        rows.rows.append(.init(key: id, value: value, digest: TSVField.digest(row, seeds), line: row.line, file: file))
        return nil
    }
}

extension NoteClassification {
    init(_ bytes: UnsafeRawBufferPointer) {
        if bytes.isEmpty {
            self = .deleted
        } else if TSVField.equals(bytes, "NOT_MISLEADING") {
            self = .notMisleading
        } else if TSVField.equals(bytes, "MISINFORMED_OR_POTENTIALLY_MISLEADING") {
            self = .misleading
        } else {
            self = .unknown
        }
    }
}

/// Reads rows of the status history.
struct NoteHistorySink: TSVSink {
    var rows = KeyedRows<Int64, NoteHistory>()
    var file = 0
    private(set) var unknownColumns: [String] = []
    private var id = 0
    private var status = 0
    private var latest = 0
    private var author: Int?
    private var created: Int?
    private var locked: Int?
    private var held: Int?
    /// Columns that name a status the note has had.
    private var past: [Int] = []
    private var changed: Int?
    private var scored: Int?
    private var first: (status: Int, time: Int)?
    private var recent: Int?
    private var seeds: [TSVField.Seeded] = []

    mutating func begin(_ header: TSVHeader) throws(InputError) {
        id = try header.column("noteId")
        status = try header.column("currentStatus")
        latest = try header.column("timestampMillisOfLatestNonNMRStatus")
        author = try header.optional("noteAuthorParticipantId")
        if author == nil { author = try header.optional("participantId") }
        created = try header.optional("createdAtMillis")
        locked = try header.optional("timestampMillisOfStatusLock")
        held = try header.optional("timestampMillisOfNmrDueToMinStableCrhTime")
        changed = try header.optional("timestampMillisOfMostRecentStatusChange")
        scored = try header.optional("timestampMillisOfCurrentStatus")
        if let status = try header.optional("firstNonNMRStatus"),
            let time = try header.optional("timestampMillisOfFirstNonNMRStatus")
        {
            first = (status, time)
        }
        recent = try header.optional("mostRecentNonNMRStatus")
        if recent == nil { recent = try header.optional("latestNonNMRStatus") }
        past = [status]
        for name in ["firstNonNMRStatus", "mostRecentNonNMRStatus", "latestNonNMRStatus", "lockedStatus"] {
            if let column = try header.optional(name) { past.append(column) }
        }
        seeds = header.seeds
        unknownColumns = header.names.filter { !NoteTable.statusHistory.columns.contains($0) }
    }

    mutating func accept(_ row: TSVRow) -> TSVFault? {
        guard let id = TSVField.integer(row[id]) else {
            return TSVFault("noteId", expected: TSVField.integerShape, found: row[id])
        }
        // An empty status is a known quirk of some notes and means that none was given yet.
        guard
            let status = row[status].isEmpty
                ? .needsMoreRatings : NoteStatus(rawValue: String(decoding: row[status], as: UTF8.self))
        else { return TSVFault("currentStatus", expected: "the name of a status or nothing", found: row[status]) }
        var author: ParticipantID?
        if let column = self.author {
            author = ParticipantID(row[column])
            if author == nil { return TSVFault("noteAuthorParticipantId", expected: ParticipantID.shape, found: row[column]) }
        }
        var created: Int64?
        if let column = self.created {
            created = TSVField.integer(row[column])
            if created == nil { return TSVFault("createdAtMillis", expected: TSVField.integerShape, found: row[column]) }
        }
        let times = [
            ("timestampMillisOfLatestNonNMRStatus", latest), ("timestampMillisOfStatusLock", locked),
            ("timestampMillisOfNmrDueToMinStableCrhTime", held),
        ]
        var found: [Int64?] = []
        for (name, column) in times {
            let field = column.map { row[$0] }
            let time = field.flatMap(TSVField.integer)
            if let field, !field.isEmpty, time == nil { return TSVFault(name, expected: TSVField.integerShape, found: field) }
            found.append(time.flatMap { $0 < 0 ? nil : $0 })
        }
        let wasHelpful = past.contains { TSVField.equals(row[$0], "CURRENTLY_RATED_HELPFUL") }
        let history = NoteHistory(
            author: author, created: created, status: status, latestDecided: found[0], locked: found[1], wasHelpful: wasHelpful,
            heldSince: found[2].flatMap { $0 > 0 ? $0 : nil }, changed: changed.flatMap { Self.time(row[$0]) },
            scored: scored.flatMap { Self.time(row[$0]) },
            firstDecided: first.flatMap { Self.decided(row[$0.status], Self.time(row[$0.time])) },
            latest: recent.flatMap { Self.decided(row[$0], found[0]) })
        rows.rows.append(
            .init(key: id, value: history, digest: TSVField.digest(row, seeds), line: row.line, file: file))
        return nil
    }
}

extension NoteHistorySink {
    /// Only for publishing the next history: what is no time there is none.
    fileprivate static func time(_ field: UnsafeRawBufferPointer) -> Int64? {
        TSVField.integer(field).flatMap { $0 < 0 ? nil : $0 }
    }

    fileprivate static func decided(_ status: UnsafeRawBufferPointer, _ time: Int64?) -> NoteLife.Decided? {
        guard let time, let status = NoteStatus(rawValue: String(decoding: status, as: UTF8.self)) else { return nil }
        return NoteLife.Decided(status: status, time: time)
    }
}
