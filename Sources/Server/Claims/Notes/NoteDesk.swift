import Credibility
import Daylight
import EvidenceLog
import Storage
import Synchronization

/// Takes notes and ratings, and publishes what follows from them.
///
/// A rating updates its note at once. Whenever that changes what readers see, and at the latest with the first rating after an
/// hour, all notes are scored anew; the manifest of that run and every status that changed become statements. Ratings stay in
/// the store, under names that only the store can tell to whom they belong, and can be taken back.
final class NoteDesk: Sendable {
    /// Most notes, and most of one subject.
    static let noteLimit = 100_000
    static let subjectLimit = 100
    /// Most ratings.
    static let ratingLimit = 5_000_000
    /// Most notes of one person on one subject.
    static let authorLimit = 5
    /// How long raters who are new may have to wait until they count, in milliseconds.
    private static let runInterval: Int64 = 3_600_000
    /// Name and version of what scores, as statements say it.
    static let program = "daylight notes 1"

    /// Why something is not taken.
    enum Refusal: Error {
        case noSuchNote
        case ownNote
        case tooMany
        case malformed(InputError)
    }

    /// What somebody wants to write.
    struct Draft: Sendable {
        var subject: Subject
        var classification: WrittenNote.Classification
        var reasons: [WrittenNote.Reason]
        var hasTrustworthySources: Bool
        var summary: String
    }

    /// How a note stands.
    struct Standing: Sendable {
        let note: WrittenNote
        let life: NoteLife
        let ratingCount: Int
        /// What the newest run found; `nil` for a note that was written after it.
        let found: NoteUpdate.Answer?
    }

    let observatory: Observatory
    let entropy: Entropy
    let configuration: NoteConfiguration
    /// One change at a time.
    let turn = Turnstile()
    let book = Mutex<NoteBook?>(nil)

    init(observatory: Observatory, entropy: Entropy, configuration: NoteConfiguration) {
        self.configuration = configuration
        self.observatory = observatory
        self.entropy = entropy
    }

    var store: Store { observatory.store }

    // MARK: Reading

    /// Looks into the book, which is read from the store first when nobody has done so.
    func reading<Value: Sendable>(_ body: @escaping @Sendable (NoteBook) -> Value) async throws -> Value {
        if let value = book.withLock({ $0.map(body) }) { return value }
        return try await turn.run { [self] in body(try await opened()) }
    }

    func standing(_ id: String) async throws -> Standing? {
        guard let number = Int64(id), String(number) == id else { return nil }
        return try await reading { $0.standing(number) }
    }

    /// The notes on a subject, those that are shown as helpful first, then the newest.
    func standings(on subject: Subject) async throws -> [Standing] {
        try await reading { book in
            let all = (book.onSubject[subject] ?? []).reversed().compactMap { book.standing($0) }
            return all.filter { $0.life.status == .helpful } + all.filter { $0.life.status != .helpful }
        }
    }

    /// How the person has rated the note.
    func rating(of note: Int64, by user: User) async throws -> WrittenRating? {
        guard let rater = try await participant(of: user) else { return nil }
        return try await reading { $0.ratings[note]?[rater] }
    }

    /// Under which id the person writes and rates; `nil` before the first time.
    func participant(of user: User) async throws -> ParticipantID? {
        guard let record = try await store.record(.noteParticipant, key: String(user.id.rawValue)) else { return nil }
        return try Self.participant(in: record)
    }

    @inline(never)
    private static func participant(in record: StoredRecord) throws(InputError) -> ParticipantID {
        let reader = try MemberReader(try JSONParser.parse(record.body))
        guard let id = ParticipantID(try reader.string("participant")) else {
            throw reader.fault("participant", "a participant id", reader.optional("participant"))
        }
        return id
    }

    // MARK: Writing

    /// Publishes a note.
    ///
    /// - Throws: ``Refusal``.
    func write(_ draft: Draft, by user: User, now: Timestamp) async throws -> WrittenNote {
        try await turn.run { [self] in
            let known = try await opened()
            guard known.notes.count < Self.noteLimit, known.onSubject[draft.subject, default: []].count < Self.subjectLimit
            else { throw Refusal.tooMany }
            // Ids grow with time, and nobody can tell from one how many came before.
            let drawn = entropy.bytes(2).reduce(0) { $0 << 8 | Int64($1) }
            let id = max(now.milliseconds << 20 | drawn, (known.notes.keys.max() ?? 0) + 1)
            let author = try await participant(for: user, now: now)
            guard
                known.onSubject[draft.subject, default: []].count(where: { known.notes[$0]?.author == author }) < Self.authorLimit
            else { throw Refusal.tooMany }
            let note: WrittenNote
            do throws(InputError) {
                note = try WrittenNote(
                    id: id, subject: draft.subject, author: author, created: now.milliseconds,
                    classification: draft.classification, reasons: draft.reasons,
                    hasTrustworthySources: draft.hasTrustworthySources, summary: draft.summary)
            } catch { throw Refusal.malformed(error) }
            try await store.add([try Self.record(of: note, now: now)])
            book.withLock { book in
                book?.take(note)
                book?.update?.add(note)
            }
            return note
        }
    }

    static func record(of note: WrittenNote, now: Timestamp) throws -> NewRecord {
        NewRecord(
            kind: .note, scope: note.subject.description, key: String(note.id), body: try CanonicalJSON.bytes(of: note.json),
            author: note.author.text, created: now)
    }

    static func record(of rating: WrittenRating, now: Timestamp) throws -> NewRecord {
        NewRecord(
            kind: .noteRating, scope: String(rating.note), key: rating.rater.text,
            body: try CanonicalJSON.bytes(of: rating.json), author: rating.rater.text, created: now)
    }

    /// The id under which the person takes part, made when it is needed for the first time.
    private func participant(for user: User, now: Timestamp) async throws -> ParticipantID {
        if let known = try await participant(of: user) { return known }
        let text = Hex.encode(entropy.bytes(32)).uppercased()
        guard let id = ParticipantID(text) else { preconditionFailure("32 bytes are 64 digits") }
        try await store.add([
            NewRecord(
                kind: .noteParticipant, key: String(user.id.rawValue),
                body: try CanonicalJSON.bytes(of: ["participant": .string(text)]), author: user.name, created: now)
        ])
        return id
    }

    /// Takes how a person finds a note, in the place of what the person said of it before.
    ///
    /// - Throws: ``Refusal``.
    func rate(
        _ note: Int64, _ label: RatingLabel, _ tags: [ExplanationTag], by user: User, now: Timestamp
    ) async throws -> Standing {
        try await turn.run { [self] in
            let known = try await opened()
            guard let written = known.notes[note] else { throw Refusal.noSuchNote }
            let rater = try await participant(for: user, now: now)
            guard written.author != rater else { throw Refusal.ownNote }
            guard known.ratingCount < Self.ratingLimit else { throw Refusal.tooMany }
            let rating: WrittenRating
            do throws(InputError) {
                rating = try WrittenRating(note: note, rater: rater, created: now.milliseconds, label: label, tags: tags)
            } catch { throw Refusal.malformed(error) }
            try await store.replace([try Self.record(of: rating, now: now)])
            switch take(rating, now: now) {
            case .nothing: break
            case .life(let life): try await store.replace([try Self.record(of: life, note: note, now: now)])
            case .status: try await score(now: now)
            }
            return try await standing(of: note)
        }
    }

    /// What a rating leads to.
    private enum Consequence {
        case nothing
        /// What is known of its note has changed, but not what readers see.
        case life(NoteLife)
        /// All notes have to be scored now.
        case status
    }

    /// Puts a stored rating into the book.
    private func take(_ rating: WrittenRating, now: Timestamp) -> Consequence {
        book.withLock { book in
            guard book != nil else { return .nothing }
            book?.take(rating)
            guard let run = book?.run, now.milliseconds - run.created.milliseconds < Self.runInterval else { return .status }
            guard let answer = book?.update?.add(rating.incoming), let before = book?.life(rating.note) else { return .nothing }
            var life = before
            life.take(answer)
            if life.status != before.status {
                guard let settled = before.settled(at: now.milliseconds) else { return .status }
                book?.wait(until: settled)
                return .nothing
            }
            if life == before { return .nothing }
            book?.lives[rating.note] = life
            return .life(life)
        }
    }

    static func record(of life: NoteLife, note: Int64, now: Timestamp) throws -> NewRecord {
        NewRecord(
            kind: .noteLife, key: String(note), body: try CanonicalJSON.bytes(of: life.json), author: program, created: now)
    }

    /// Takes a rating back, as if it had never been given.
    func takeBack(_ note: Int64, by user: User, now: Timestamp) async throws -> Standing {
        try await turn.run { [self] in
            guard try await opened().notes[note] != nil else { throw Refusal.noSuchNote }
            if let rater = try await participant(of: user) { try await erase([note], by: rater, now: now) }
            return try await standing(of: note)
        }
    }

    /// Takes back everything that a person has rated, and forgets under which id; notes that the person wrote stay.
    ///
    /// - Returns: how many ratings there were.
    func takeBackAll(by user: User, now: Timestamp) async throws -> Int {
        try await turn.run { [self] in
            let known = try await opened()
            guard let rater = try await participant(of: user) else { return 0 }
            let rated = known.ratings.filter { $0.value[rater] != nil }.map(\.key)
            try await erase(rated, by: rater, now: now)
            // Whoever has written a note must still be known as its author, so as not to rate it.
            if !known.notes.values.contains(where: { $0.author == rater }) {
                try await store.eraseRecord(.noteParticipant, key: String(user.id.rawValue))
            }
            return rated.count
        }
    }

    private func erase(_ notes: [Int64], by rater: ParticipantID, now: Timestamp) async throws {
        for note in notes { try await store.eraseRecord(.noteRating, scope: String(note), key: rater.text) }
        book.withLock { book in for note in notes { book?.remove(note, rater) } }
        if !notes.isEmpty { try await score(now: now) }
    }

    /// Who removes a note.
    enum Removal: Hashable, Sendable {
        case author
        /// A reviewer, who has to say why.
        case reviewer(reason: String)
    }

    /// Removes a note with all its ratings. What was stated about it stays on the log and names neither its text nor anybody; a
    /// reviewer's reason is published beside it.
    func withdraw(_ note: Int64, _ removal: Removal, now: Timestamp) async throws {
        try await turn.run { [self] in
            let known = try await opened()
            guard let written = known.notes[note] else { throw Refusal.noSuchNote }
            for rater in known.ratings[note, default: [:]].keys {
                try await store.eraseRecord(.noteRating, scope: String(note), key: rater.text)
            }
            if removal != .author, known.run == nil { try await score(now: now) }
            try await publishWithdrawal(of: note, removal, now: now)
            try await store.eraseRecord(.noteLife, key: String(note))
            try await store.eraseRecord(.note, scope: written.subject.description, key: String(note))
            // What is counted again begins with what the store holds.
            book.withLock { $0 = nil }
            try await score(now: now)
        }
    }

    private func standing(of note: Int64) async throws -> Standing {
        guard let standing = try await opened().standing(note) else { throw Refusal.noSuchNote }
        return standing
    }
}
