import Daylight
import Testing

@testable import Credibility

@Suite struct WritingNotesTests {
    private static let hour: Int64 = 3_600_000

    private func participant(_ name: String) -> ParticipantID { ParticipantID(NoteTables.id(name))! }

    private func note(_ id: Int64, summary: String = "The figure is from 2019.") throws -> WrittenNote {
        try WrittenNote(
            id: id, subject: try Subject(.post, "post-\(id)"), author: participant("author"), created: NoteTables.created,
            classification: .misleading, reasons: [.misleadingOutdatedInformation], hasTrustworthySources: true, summary: summary)
    }

    private func rating(_ note: Int64, _ rater: String, _ label: RatingLabel, minutes: Int64 = 0) throws -> WrittenRating {
        let tags: [ExplanationTag] =
            label == .notHelpful ? [.notHelpfulIncorrect, .notHelpfulMissingKeyPoints] : [.helpfulClear, .helpfulGoodSources]
        return try WrittenRating(
            note: note, rater: participant(rater), created: NoteTables.created + minutes * 60_000, label: label, tags: tags)
    }

    /// Six raters of each of two camps, and sixteen notes: a quarter each that both camps like, that neither likes, and that one
    /// of them likes.
    private func divided() throws -> (notes: [WrittenNote], ratings: [WrittenRating]) {
        let notes = try (1...16).map { try note(Int64($0)) }
        var ratings: [WrittenRating] = []
        for note in notes {
            for rater in 0..<12 {
                let likes = [true, false, rater < 6, rater >= 6]
                ratings.append(try rating(note.id, "rater \(rater)", likes[Int(note.id % 4)] ? .helpful : .notHelpful))
            }
        }
        return (notes, ratings)
    }

    private func update(_ notes: [WrittenNote], _ ratings: [WrittenRating], lives: [Int64: NoteLife] = [:]) throws -> NoteUpdate {
        let tables = WrittenNoteTables(notes.map { ($0, lives[$0.id] ?? NoteLife()) }, ratings: ratings)
        return NoteUpdate(try tables.archive())
    }

    @Test("what is written into the tables is what the scorer reads, whatever the text of a note holds")
    func tables() throws {
        #expect(throws: InputError.self) { try note(7, summary: "a\u{1B}[2Jb") }
        let hostile = try note(7, summary: "a\tb\nc\u{2028}d \"quoted")
        let tables = WrittenNoteTables([(hostile, NoteLife())], ratings: [try rating(7, "ann", .helpful)])
        #expect(tables.files.map(\.name) == ["notes-00000.tsv", "ratings-00000.tsv", "noteStatusHistory-00000.tsv"])
        let archive = try tables.archive()
        #expect(archive.noteIDs == [7] && archive.ratingCount == 1 && archive.badRowCount == 0)
        #expect(archive.facts[0]?.author == participant("author") && archive.facts[0]?.created == NoteTables.created)
    }

    @Test("a note and a rating read back from JSON are the same; what does not go together is refused")
    func json() throws {
        let note = try note(9)
        #expect(try WrittenNote(note.json) == note)
        let rating = try rating(9, "ann", .somewhatHelpful)
        #expect(try WrittenRating(rating.json) == rating)
        #expect(throws: InputError.self) {
            try WrittenRating(
                note: 9, rater: participant("ann"), created: 0, label: .helpful, tags: [.notHelpfulIncorrect])
        }
        #expect(throws: InputError.self) {
            try WrittenRating(note: 9, rater: participant("ann"), created: 0, label: .helpful, tags: [])
        }
        #expect(throws: InputError.self) {
            try WrittenNote(
                id: 1, subject: note.subject, author: note.author, created: 0, classification: .notMisleading,
                reasons: [.misleadingSatire], hasTrustworthySources: false, summary: "x")
        }
        #expect(throws: InputError.self) { try self.note(1, summary: " \n ") }
    }

    @Test("a note that both camps find helpful is held for an hour and then shown, also after a restart in between")
    func bridging() throws {
        let (notes, ratings) = try divided()
        var update = try update(notes, ratings)
        let new = try note(20)
        let (isNew, isNewAgain) = (update.add(new), update.add(new))
        #expect(isNew && !isNewAgain)
        var life = NoteLife()
        var all = ratings
        for rater in 0..<12 {
            let rating = try rating(20, "rater \(rater)", .helpful, minutes: Int64(rater))
            all.append(rating)
            let answer = update.add(rating.incoming)
            life.take(try #require(answer))
        }
        #expect(life.coreStatus == .helpful && life.status == .needsMoreRatings)
        let since = try #require(life.heldSince)
        var restarted = try self.update(notes + [new], all, lives: [20: life])
        let before = restarted.standings(at: since + Self.hour / 2 - 1)
        let early = try #require(before.last)
        #expect(early.note == 20 && early.status == .needsMoreRatings && early.heldSince == since)
        #expect(
            early.explanation
                == "Not shown yet, because agreement has to last a while: found helpful by 6 of 6 and 6 of 6 raters who usually disagree."
        )
        let after = restarted.standings(at: since + Self.hour)
        let late = try #require(after.last)
        #expect(late.status == .helpful && late.heldSince == nil)
        life.take(late)
        #expect(life.firstDecided == NoteLife.Decided(status: .helpful, time: since + Self.hour))
        #expect(try NoteLife(life.json) == life)
    }

    @Test("a note that only one camp likes is not shown, however many like it")
    func oneSided() throws {
        let (notes, ratings) = try divided()
        var update = try update(notes, ratings)
        let answers = update.standings(at: NoteTables.created)
        #expect(answers.count == 16)
        for answer in answers where answer.note % 4 > 1 {
            #expect(answer.status == .needsMoreRatings && answer.heldSince == nil && answer.coreStatus != .helpful)
        }
    }

    @Test("what nobody has rated since the run stands as the run found it")
    func untouched() throws {
        let tables = NoteTables.simulated(seed: 4)
        var update = NoteUpdate(try tables.archive())
        let scores = update.scores
        let answers = update.standings(at: NoteTables.created)
        #expect(answers.map(\.note) == scores.notes.map(\.id))
        #expect(answers.map(\.coreStatus) == scores.notes.map(\.coreStatus))
        #expect(answers.map(\.final) == scores.notes.map(\.final))
    }
}
