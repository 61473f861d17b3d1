import Testing

@testable import Simulation

@Suite struct SimulatedNotesTests {
    private let notes = ClaimsSimulation(seed: 5).notes

    /// Ratings of a note, as 1, 0.5 or 0, by the camp of the rater.
    private func opinions(_ note: Int, camp: Double, brigade: Bool = false) -> [Double] {
        notes.ratings.filter { rating in
            let rater = notes.raters[rating.rater]
            return rating.note == note && rater.camp == camp && rater.isBrigade == brigade
        }
        .map { $0.level == .helpful ? 1 : $0.level == .somewhatHelpful ? 0.5 : 0 }
    }

    private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }

    @Test func theBrigadeIsThreePercentOnOneSide() {
        let members = notes.raters.filter(\.isBrigade)
        #expect(members.count * 100 == notes.raters.count * 3)
        #expect(Set(members.map(\.camp)).count == 1)
        #expect(Set(notes.raters.map(\.camp)) == [-1, 1])
        #expect(Set(notes.raters.map(\.id)).count == notes.raters.count)
        #expect(notes.raters.allSatisfy { $0.id.utf8.count == 64 && $0.id == $0.id.uppercased() })
    }

    @Test func campsAgreeOnBridgingAndBadNotesAndNotOnPartisanOnes() {
        for (index, note) in notes.notes.enumerated() {
            let (left, right) = (mean(opinions(index, camp: -1)), mean(opinions(index, camp: 1)))
            switch note.kind {
            case .bridging: #expect(min(left, right) > 0.85)
            case .bad: #expect(max(left, right) < 0.2)
            case .partisan: #expect(abs(left - right) > 0.5)
            case .fewRatings, .brigaded, .brigadedAlone: break
            }
        }
    }

    @Test func everyMemberOfTheBrigadeCallsItsNotesHelpful() {
        let camp = notes.raters.first(where: \.isBrigade)?.camp ?? 0
        for (index, note) in notes.notes.enumerated() where note.kind.isBrigaded {
            #expect(opinions(index, camp: camp, brigade: true) == [Double](repeating: 1, count: 12))
            #expect(notes.raters[note.author].isBrigade)
        }
    }

    @Test func newNotesHaveFewRatingsAndNobodyRatesTwice() {
        for (index, note) in notes.notes.enumerated() where note.kind == .fewRatings {
            #expect(notes.ratings.count { $0.note == index } <= SimulatedNotes.few)
        }
        #expect(Set(notes.ratings.map { [$0.note, $0.rater] }).count == notes.ratings.count)
        #expect(notes.ratings.allSatisfy { $0.createdAt > notes.notes[$0.note].createdAt })
        #expect(Set(notes.notes.map(\.id)).count == notes.notes.count)
    }

    @Test func tablesHaveAFieldForEveryColumn() {
        for (path, bytes) in notes.files {
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
                $0.split(separator: "\t", omittingEmptySubsequences: false).count
            }
            #expect(Set(lines).count == 1, "\(path)")
            let rows =
                path.hasPrefix("ratings")
                ? notes.ratings.count
                : path.hasPrefix("user") ? notes.raters.count : notes.notes.count
            #expect(lines.count == rows + 1)
        }
    }
}
