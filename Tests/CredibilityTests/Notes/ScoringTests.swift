import Daylight
import Testing

@testable import Credibility

/// What a run promises: the same data give the same bytes, and nobody can vote a note up alone.
@Suite("Scoring notes")
struct ScoringTests {
    private func table(_ tables: NoteTables, _ parameters: NoteScoringParameters = NoteScoringParameters()) throws -> [UInt8] {
        NoteScoreTable.bytes(NoteScores(try tables.archive(), parameters))
    }

    @Test("the order of rows and files changes no byte", arguments: 1...4 as ClosedRange<UInt64>)
    func order(seed: UInt64) throws {
        let tables = NoteTables.simulated(seed: seed)
        let first = try table(tables)
        var generator = SeededGenerator(seed: seed)
        var shuffled = tables
        shuffled.ratings.shuffle(using: &generator)
        shuffled.notes.shuffle(using: &generator)
        #expect(try table(shuffled) == first)
        let rows = shuffled.ratingsText.split(separator: "\n").map(String.init)
        let parts = stride(from: 1, to: rows.count, by: 97).map { start in
            (NoteTable.ratings, ([rows[0]] + rows[start..<min(start + 97, rows.count)]).joined(separator: "\r\n"))
        }
        let split = try NoteTables.read(parts + [(.statusHistory, tables.historyText), (.notes, shuffled.notesText)])
        #expect(split.faults.isEmpty)
        #expect(NoteScoreTable.bytes(NoteScores(split.archive)) == first)
    }

    @Test("the order in which parts of the work are done changes no byte", arguments: 1...2 as ClosedRange<UInt64>)
    func workers(seed: UInt64) throws {
        let archive = try NoteTables.simulated(seed: seed).archive()
        var one = Workers.one
        one.blockSize = 5
        var backwards = Workers { count, body in for part in (0..<count).reversed() { body(part) } }
        (backwards.blockSize, backwards.fewestRatings) = (5, 0)
        let (first, second) = (NoteScores(archive, workers: one), NoteScores(archive, workers: backwards))
        #expect(NoteScoreTable.bytes(first) == NoteScoreTable.bytes(second))
        #expect(RaterScoreTable.bytes(first, archive) == RaterScoreTable.bytes(second, archive))
        #expect(first.firstFit.loss == second.firstFit.loss)
    }

    @Test("data without a rater are scored as if the rater had never been there")
    func erasure() throws {
        var tables = NoteTables.simulated(seed: 6)
        let whole = try table(tables)
        tables.ratings.removeAll { $0.rater == "rater 7" }
        let erased = try table(tables)
        #expect(erased != whole)
        var fresh = NoteTables.simulated(seed: 6)
        fresh.ratings = fresh.ratings.reversed().filter { $0.rater != "rater 7" }
        #expect(try table(fresh) == erased)
    }

    @Test("a brigade of one side cannot make its notes helpful", arguments: 1...3 as ClosedRange<UInt64>)
    func brigade(seed: UInt64) throws {
        var tables = NoteTables.simulated(seed: seed, raters: 300, notes: 120, share: 0.25)
        let planted = Array(Int64(1)...8)
        // Three in a hundred raters, all of one camp, and one in five of everybody else, who find the notes wanting.
        var generator = SeededGenerator(seed: seed)
        tables.ratings.removeAll { planted.contains($0.note) }
        for note in planted {
            for rater in 0..<300 {
                let isBrigade = rater % 5 == 4 && rater < 45
                guard isBrigade || Double.random(in: 0..<1, using: &generator) < 0.2 else { continue }
                let level = isBrigade ? "HELPFUL" : (rater % 5 < 3 ? "NOT_HELPFUL" : "SOMEWHAT_HELPFUL")
                var rating = NoteTables.Rating(note: note, rater: "rater \(rater)", level: level)
                if isBrigade { rating.tags = [.helpfulClear, .helpfulGoodSources] }
                tables.ratings.append(rating)
            }
        }
        let scores = NoteScores(try tables.archive())
        for note in scores.notes where planted.contains(note.id) {
            #expect(try #require(note.final).intercept < 0.30)
            #expect(note.coreStatus != .helpful)
        }
        #expect(scores.notes.contains { $0.coreStatus == .helpful })
    }

    @Test("no published file names a participant")
    func privacy() throws {
        let tables = NoteTables.simulated(seed: 2)
        let archive = try tables.archive()
        let scores = NoteScores(archive)
        let record = NoteRunRecord(scores, inputs: [], outputs: [])
        let text = String(decoding: NoteScoreTable.bytes(scores), as: UTF8.self) + CanonicalJSON.line(record.json)
        for id in archive.raterIDs { #expect(!text.contains(id.text)) }
        #expect(!text.contains(NoteTables.id("author")))
        let own = String(decoding: RaterScoreTable.bytes(scores, archive), as: UTF8.self)
        #expect(archive.raterIDs.allSatisfy { own.contains($0.text) })
    }

    @Test("flagged raters count in no intercept without them, and none flagged leaves the main one")
    func correlated() throws {
        let archive = try NoteTables.simulated(seed: 8).archive()
        let plain = NoteScores(archive)
        #expect(plain.notes.allSatisfy { $0.withoutCorrelated == $0.final?.intercept })
        let flagged = Set(archive.raterIDs.prefix(20))
        let scores = NoteScores(archive, NoteScoringParameters(correlatedRaters: flagged))
        #expect(zip(scores.notes, plain.notes).allSatisfy { $0.final == $1.final })
        #expect(scores.notes.contains { $0.withoutCorrelated != $0.final?.intercept })
        #expect(
            NoteScores(archive, NoteScoringParameters(correlatedRaters: Set(archive.raterIDs))).notes
                .allSatisfy { $0.withoutCorrelated == nil })
    }

    @Test("ratings of deleted notes count where the status history knows the note")
    func deleted() throws {
        var tables = NoteTables.simulated(seed: 1)
        tables.notes.removeAll { $0.id == 5 }
        let without = NoteScores(try tables.archive())
        tables.history.append((5, ""))
        let with = NoteScores(try tables.archive())
        #expect(with.firstFit.noteCount == without.firstFit.noteCount + 1)
        #expect(with.notes.count == 39)
        tables.notes.append((5, "author", ""))
        #expect(NoteScores(try tables.archive()).firstFit.noteCount == with.firstFit.noteCount)
        tables.history = []
        #expect(NoteScores(try tables.archive()).firstFit.noteCount == without.firstFit.noteCount)
    }
}
