import Credibility
import Daylight
import Storage

/// All notes with their ratings, as a ``NoteDesk`` holds them.
struct NoteBook: Sendable {
    /// A scoring run.
    struct Run: Sendable {
        let number: Int
        let manifest: JSONValue
        let digest: Digest
        let created: Timestamp
        let statement: StatementRecord.ID?

        init(_ record: StoredRecord) throws(InputError) {
            number = record.version
            manifest = try JSONParser.parse(record.body)
            digest = Digest(of: record.body)
            created = record.created
            statement = record.statement
        }
    }

    private(set) var notes: [Int64: WrittenNote] = [:]
    private(set) var onSubject: [Subject: [Int64]] = [:]
    var ratings: [Int64: [ParticipantID: WrittenRating]] = [:]
    var lives: [Int64: NoteLife] = [:]
    /// What the newest run found.
    var found: [Int64: NoteUpdate.Answer] = [:]
    /// Keeps statuses up to date between two runs; `nil` before the first.
    var update: NoteUpdate?
    var run: Run?
    private(set) var ratingCount = 0
    /// When the first of the changes that had to wait may be published, in milliseconds since 1970.
    var waitingUntil: Int64?

    mutating func take(_ note: WrittenNote) {
        notes[note.id] = note
        onSubject[note.subject, default: []].append(note.id)
    }

    /// Puts the rating in the place of the rater's earlier one.
    mutating func take(_ rating: WrittenRating) {
        if ratings[rating.note, default: [:]].updateValue(rating, forKey: rating.rater) == nil { ratingCount += 1 }
    }

    mutating func remove(_ note: Int64, _ rater: ParticipantID) {
        if ratings[note]?.removeValue(forKey: rater) != nil { ratingCount -= 1 }
    }

    mutating func wait(until time: Int64) { waitingUntil = min(waitingUntil ?? time, time) }

    func life(_ note: Int64) -> NoteLife { lives[note] ?? NoteLife() }

    /// Ids from the newest note to the oldest.
    var newestFirst: [Int64] { notes.keys.sorted(by: >) }

    /// The tables of all notes, in the public format.
    var tables: WrittenNoteTables {
        WrittenNoteTables(
            notes.values.map { ($0, life($0.id)) }, ratings: ratings.values.flatMap { Array($0.values) })
    }

    func standing(_ id: Int64) -> NoteDesk.Standing? {
        notes[id].map {
            NoteDesk.Standing(note: $0, life: life(id), ratingCount: ratings[id]?.count ?? 0, found: found[id])
        }
    }

    /// Whether a status may change by time alone: one that was held back long enough.
    func isDue(at time: Int64) -> Bool {
        if let waitingUntil, time >= waitingUntil { return true }
        return lives.values.contains { $0.heldSince.map { time - $0 >= Self.shortestHold } ?? false }
    }

    private static let shortestHold: Int64 = 30 * 60_000
}

extension NoteLife {
    /// How long a published status stands before another one takes its place: whoever changes a rating to and fro must not be
    /// able to fill the log.
    private static let shortestStanding: Int64 = 10 * 60_000

    /// When the status may change; `nil` when it may already.
    func settled(at time: Int64) -> Int64? {
        guard let changed, time - changed < Self.shortestStanding else { return nil }
        return changed + Self.shortestStanding
    }
}
