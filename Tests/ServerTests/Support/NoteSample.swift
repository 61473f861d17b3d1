import Credibility
import Daylight
import Storage

@testable import Server

/// Notes and how two camps rate them.
enum NoteSample {
    static func draft(_ name: String, summary: String = "The figure is from 2019.") throws -> NoteDesk.Draft {
        NoteDesk.Draft(
            subject: try Subject(.post, name), classification: .misleading, reasons: [.misleadingOutdatedInformation],
            hasTrustworthySources: true, summary: summary)
    }

    static func tags(_ label: RatingLabel) -> [ExplanationTag] {
        label == .notHelpful ? [.notHelpfulIncorrect, .notHelpfulMissingKeyPoints] : [.helpfulClear, .helpfulGoodSources]
    }
}

extension TestSite {
    /// Writes a note as the person of a role.
    @discardableResult
    func writeNote(
        on name: String = "p-1", summary: String = "The figure is from 2019.", by role: Role = .publisher
    ) async throws -> WrittenNote {
        guard let user = try await store.user(named: role.rawValue) else { throw Missing.user }
        return try await site.notes.write(try NoteSample.draft(name, summary: summary), by: user, now: clock.now)
    }

    @discardableResult
    func rate(_ note: WrittenNote, _ label: RatingLabel, by user: User) async throws -> NoteDesk.Standing {
        try await site.notes.rate(note.id, label, NoteSample.tags(label), by: user, now: clock.now)
    }

    /// Twelve raters, six of each camp, who have rated sixteen notes: a quarter each that both camps like, that neither likes,
    /// and that one of them likes.
    func camps() async throws -> [User] {
        var raters: [User] = []
        for number in 0..<12 {
            let name = "rater-\(number)"
            _ = try await observatory.addPerson(
                name: name, password: Self.password, role: .reader, cost: Self.cost, now: clock.now, entropy: .seeded(4))
            guard let user = try await store.user(named: name) else { throw Missing.user }
            raters.append(user)
        }
        for number in 0..<16 {
            let note = try await writeNote(on: "early-\(number)")
            for (rater, user) in raters.enumerated() {
                let likes = [true, false, rater < 6, rater >= 6]
                try await rate(note, likes[number % 4] ? .helpful : .notHelpful, by: user)
            }
        }
        _ = try await site.notes.scoreNow(clock.now)
        return raters
    }
}
