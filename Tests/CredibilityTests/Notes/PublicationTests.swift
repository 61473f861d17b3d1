import Testing

@testable import Credibility

/// From one run's status history to the next (reference section 2.10).
@Suite("Publishing runs")
struct PublicationTests {
    private static let minute: Int64 = 60_000
    private static let start = NoteTables.created + 20_000_000

    private func churn(before: Int, gained: Int, lost: Int, isNew: Bool = false, isLocked: Bool = false) -> ChurnGuard {
        var churn = ChurnGuard()
        for note in 0..<before {
            let after = note < lost ? NoteStatus.needsMoreRatings : .helpful
            churn.take(before: .helpful, after: after, isLocked: isLocked, hasNewRatings: isNew)
        }
        for _ in 0..<gained {
            churn.take(before: .needsMoreRatings, after: .helpful, isLocked: isLocked, hasNewRatings: isNew)
        }
        return churn
    }

    @Test("a run in which too much changed is refused, by the share of what was helpful and a hundred more")
    func bounds() {
        #expect(churn(before: 300, gained: 48, lost: 0).isPassed)
        #expect(!churn(before: 300, gained: 49, lost: 0).isPassed)
        #expect(!churn(before: 300, gained: 0, lost: 49).isPassed)
        #expect(churn(before: 300, gained: 120, lost: 0, isNew: true).isPassed)
        #expect(!churn(before: 300, gained: 121, lost: 0, isNew: true).isPassed)
        #expect(churn(before: 300, gained: 300, lost: 200, isLocked: true).isPassed)
        #expect(churn(before: 0, gained: 1000, lost: 0).isPassed)
        #expect(churn(before: 5, gained: 12, lost: 4).isPassed)
        #expect(!churn(before: 5, gained: 0, lost: 5).isPassed && !churn(before: 15, gained: 3, lost: 15, isNew: true).isPassed)
        #expect(churn(before: 1, gained: 0, lost: 1).isPassed)
    }

    /// The same tables with the history that a run has left.
    private func next(_ tables: NoteTables, history: [UInt8]?, minutes: Int64) throws -> NotePublication {
        var files = tables.files.filter { $0.table != .statusHistory }
        if let history { files.append((.statusHistory, String(decoding: history, as: UTF8.self))) }
        let read = try NoteTables.read(files)
        #expect(read.faults.isEmpty)
        return NotePublication(
            read.archive, NoteScoringParameters(diligence: .none), now: Self.start + minutes * Self.minute)
    }

    private func tables() -> NoteTables {
        var tables = NoteTables.simulated(seed: 5, raters: 80, notes: 40)
        for index in tables.ratings.indices where tables.ratings[index].level == "HELPFUL" {
            tables.ratings[index].tags.formUnion([.helpfulClear, .helpfulGoodSources])
        }
        return tables
    }

    @Test("a note is held back over runs, shown after an hour, and stays as it is when nothing changes")
    func held() throws {
        let tables = tables()
        let first = try next(tables, history: nil, minutes: 0)
        let waiting = Set(first.answers.filter(\.isHeld).map(\.note))
        #expect(!waiting.isEmpty && first.answers.allSatisfy { $0.status != .helpful })
        let early = try next(tables, history: first.history, minutes: 29)
        #expect(early.answers.allSatisfy { $0.status != .helpful })
        let later = try next(tables, history: early.history, minutes: 60)
        let shown = Set(later.answers.filter { $0.status == .helpful }.map(\.note))
        #expect(!shown.isEmpty && shown.isSubset(of: waiting))
        #expect(later.churn.isPassed)
        let same = try next(tables, history: later.history, minutes: 61)
        #expect(same.changeCount == 0)
        // The moment of the run is all that changes in the history.
        let again = try next(tables, history: same.history, minutes: 61)
        #expect(again.history == same.history)
    }

    @Test("after fourteen days the history freezes what readers see")
    func locked() throws {
        let tables = tables()
        let first = try next(tables, history: nil, minutes: 0)
        let shown = try next(tables, history: first.history, minutes: 60)
        let frozen = try next(tables, history: shown.history, minutes: 15 * 24 * 60)
        #expect(frozen.answers.allSatisfy { $0.isLocked })
        var without = tables
        without.ratings.removeAll { $0.level == "HELPFUL" }
        let later = try next(without, history: frozen.history, minutes: 16 * 24 * 60)
        #expect(later.changeCount == 0)
        #expect(later.answers.contains { $0.status == .helpful })
    }

    @Test("publishing does not depend on the order of rows")
    func order() throws {
        let tables = tables()
        let first = try next(tables, history: nil, minutes: 0)
        var shuffled = tables
        var generator = SeededGenerator(seed: 3)
        shuffled.ratings.shuffle(using: &generator)
        shuffled.notes.shuffle(using: &generator)
        let second = try next(shuffled, history: nil, minutes: 0)
        #expect(second.history == first.history)
        #expect(first.history.count > 1000)
    }
}
