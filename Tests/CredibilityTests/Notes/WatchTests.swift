import Daylight
import Testing

@testable import Credibility

/// Notes kept up to date rating by rating (reference sections 2.6 and 2.10).
@Suite("Watching notes")
struct WatchTests {
    private static let minute: Int64 = 60_000

    /// Ratings as they come in, read from a table's text in small pieces.
    private func stream(_ ratings: [NoteTables.Rating]) throws -> [IncomingRating] {
        let tables = NoteTables(ratings: ratings)
        var stream = RatingStream { Issue.record("\($0)") }
        var all: [IncomingRating] = []
        let bytes = Array(tables.ratingsText.utf8)
        for start in stride(from: 0, to: bytes.count, by: 100) {
            try bytes[start...].prefix(100).withUnsafeBufferPointer {
                all += try stream.ratings(in: UnsafeRawBufferPointer($0))
            }
        }
        return try all + stream.lastRatings()
    }

    @Test("after each rating a note's parameters are those of a whole solve", arguments: 1...3 as ClosedRange<UInt64>)
    func exact(seed: UInt64) throws {
        var tables = NoteTables.simulated(seed: seed)
        var generator = SeededGenerator(seed: seed)
        tables.ratings.shuffle(using: &generator)
        let coming = Array(tables.ratings.suffix(150))
        tables.ratings.removeLast(150)
        let archive = try tables.archive()
        let model = NoteModel(archive, NoteScoringParameters(diligence: .none))
        var update = NoteUpdate(archive, NoteScoringParameters(diligence: .none))
        var counted = 0
        for (rating, incoming) in zip(coming, try stream(coming)) {
            tables.ratings.append(rating)
            let added = update.add(incoming)
            let answer = try #require(added)
            let ratings = tables.ratings.filter { $0.note == rating.note }.compactMap { rating -> NoteRating? in
                guard let id = ParticipantID(NoteTables.id(rating.rater)) else { return nil }
                let rater = archive.raterIDs.firstIndex(of: id) ?? archive.raterIDs.count
                let label = Array(rating.level.utf8).withUnsafeBytes(RatingLabel.init(level:))
                return NoteRating(rater: rater, marks: RatingMarks(label, []))
            }
            #expect(answer.ratingCount == ratings.count)
            let whole = model.raters.solved(model.raters.sums(ratings))
            #expect((answer.final == nil) == (whole == nil || ratings.count < 5))
            if let final = answer.final, let whole {
                #expect(abs(final.intercept - whole.intercept) < 1e-12)
                #expect(abs(final.factor - whole.factor) < 1e-12)
            }
            if answer.isCounted == true { counted += 1 }
        }
        #expect(counted > 100)
    }

    @Test("a rater's second rating of a note takes the place of the first")
    func replaced() throws {
        let archive = try NoteTables.simulated(seed: 2).archive()
        var update = NoteUpdate(archive)
        let raters = NoteModel(archive, NoteScoringParameters()).raters
        let name = try #require(
            (0..<60).map { "rater \($0)" }.first { name in
                ParticipantID(NoteTables.id(name)).flatMap { archive.raterIDs.firstIndex(of: $0) }.flatMap { raters[$0] } != nil
            })
        let first = NoteTables.Rating(note: 3, rater: name, level: "HELPFUL")
        var second = first
        second.level = "NOT_HELPFUL"
        let answers = try stream([first, second, first]).map { update.add($0) }
        #expect(answers[0]?.ratingCount == answers[2]?.ratingCount)
        let (one, other) = (try #require(answers[0]?.final), try #require(answers[2]?.final))
        #expect(abs(one.intercept - other.intercept) < 1e-12)
        #expect(try #require(answers[1]?.final).intercept < one.intercept)
    }

    @Test("unknown notes and ratings that say nothing have no answer")
    func unknown() throws {
        var update = NoteUpdate(try NoteTables.simulated(seed: 2).archive())
        let ratings = [
            NoteTables.Rating(note: 999, rater: "rater 1", level: "HELPFUL"), .init(note: 1, rater: "rater 1", level: ""),
        ]
        #expect(try stream(ratings).allSatisfy { update.add($0) == nil })
        let newcomer = try stream([.init(note: 1, rater: "nobody knows", level: "HELPFUL")])
        let added = update.add(newcomer[0])
        let answer = try #require(added)
        #expect(answer.isCounted == false)
        #expect(!CanonicalJSON.line(answer.json).contains(NoteTables.id("nobody knows")))
    }

    @Test("a note that newly becomes helpful is held for an hour, or half an hour when nothing speaks against it")
    func held() {
        var note = Stabilisation(published: .needsMoreRatings, wasHelpful: false, isLocked: false)
        func update(_ core: NoteStatus, _ minutes: Int64, mayFlip: Bool = true) -> NoteStatus {
            note.update(core: core, isExplained: true, mayFlip: mayFlip, now: minutes * Self.minute, created: 0)
            return note.published
        }
        #expect(update(.helpful, 0) == .needsMoreRatings)
        #expect(update(.helpful, 29, mayFlip: false) == .needsMoreRatings)
        #expect(update(.helpful, 59) == .needsMoreRatings)
        #expect(update(.helpful, 60) == .helpful)
        #expect(update(.needsYourHelp, 61) == .helpful)
        #expect(update(.firmReject, 62) == .needsMoreRatings)
        // It was helpful before: now the whole hour passes, whatever is foreseen.
        #expect(update(.helpful, 63, mayFlip: false) == .needsMoreRatings)
        #expect(update(.helpful, 100, mayFlip: false) == .needsMoreRatings)
        #expect(update(.helpful, 123, mayFlip: false) == .helpful)
    }

    @Test("half an hour is enough for a note that was never helpful and cannot flip")
    func heldBriefly() {
        var note = Stabilisation(published: .needsMoreRatings, wasHelpful: false, isLocked: false)
        for (minutes, status) in [(0, NoteStatus.needsMoreRatings), (30, .helpful)] as [(Int64, NoteStatus)] {
            note.update(core: .helpful, isExplained: true, mayFlip: false, now: minutes * Self.minute, created: 0)
            #expect(note.published == status)
        }
    }

    @Test("a note that asks for raters is held six hours at most, and begins anew after it")
    func waiting() {
        var note = Stabilisation(published: .needsMoreRatings, wasHelpful: false, isLocked: false)
        func update(_ core: NoteStatus, _ minutes: Int64) -> Bool {
            note.update(core: core, isExplained: true, mayFlip: true, now: minutes * Self.minute, created: 0)
            return note.heldSince != nil
        }
        #expect(update(.needsYourHelp, 0))
        #expect(update(.needsYourHelp, 359))
        #expect(!update(.needsYourHelp, 360))
        #expect(!update(.needsYourHelp, 400))
        #expect(update(.helpful, 401))
        #expect(note.published == .needsMoreRatings)
        #expect(!update(.helpful, 461))
        #expect(note.published == .helpful)
    }

    @Test("after fourteen days nothing changes any more")
    func locked() {
        var note = Stabilisation(published: .helpful, wasHelpful: true, isLocked: false)
        let day = 24 * 60 * Self.minute
        note.update(core: .notHelpful, isExplained: true, mayFlip: true, now: 14 * day, created: 0)
        #expect(note.isLocked && note.published == .helpful)
        var open = Stabilisation(published: .helpful, wasHelpful: true, isLocked: false)
        open.update(core: .notHelpful, isExplained: true, mayFlip: true, now: 14 * day - 1, created: 0)
        #expect(!open.isLocked && open.published == .notHelpful)
        open.update(core: .helpful, isExplained: true, mayFlip: true, now: .max, created: .min)
        #expect(open.isLocked)
    }

    @Test("nothing is published that too few raters give reasons for")
    func unexplained() {
        for core in [NoteStatus.helpful, .notHelpful, .needsYourHelp] {
            var note = Stabilisation(published: .helpful, wasHelpful: true, isLocked: false)
            note.update(core: core, isExplained: false, mayFlip: false, now: 0, created: 0)
            #expect(note.published == .needsMoreRatings)
            #expect(note.heldSince == nil)
        }
    }

    @Test("a sample of the population that does not share the praise takes it back")
    func sample() throws {
        let raters = FrozenRaters(
            mu: 0.1, ratingsPerNote: 20,
            parameters: (0..<20).map { BridgingParameters(intercept: 0, factor: $0 % 2 == 0 ? -0.5 : 0.5) })
        let note = BridgingParameters(intercept: 0.45, factor: 0)
        func ratings(_ count: Int, _ label: RatingLabel) -> [NoteRating] {
            (0..<count).map { NoteRating(rater: $0, marks: RatingMarks(label, [], isSampled: true)) }
        }
        #expect(PopulationSample(ratings(8, .notHelpful), raters).refuses(note))
        #expect(!PopulationSample(ratings(7, .notHelpful), raters).refuses(note))
        #expect(!PopulationSample(ratings(20, .helpful), raters).refuses(note))
        #expect(!PopulationSample(ratings(16, .notHelpful).filter { $0.rater % 2 == 0 }, raters).refuses(note))
    }
}
