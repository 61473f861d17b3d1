import Credibility
import Daylight
import Server
import Simulation

/// The notes of the demo election: two camps of raters, a brigade, and notes that please one of them or all.
enum DemoNotes {
    private static let seed: UInt64 = 2026

    /// Publishes them as if they had been written in the two weeks before, unless there are notes already.
    static func publish(by office: NoteImport, now: Timestamp) async throws {
        let notes = ClaimsSimulation(parameters(now), seed: seed).notes
        try await office.take(
            try notes.notes.map { note in
                try WrittenNote(
                    id: note.id, subject: try Subject(.post, String(note.post)), author: try id(notes.raters[note.author]),
                    created: note.createdAt, classification: .misleading, reasons: [.misleadingMissingImportantContext],
                    hasTrustworthySources: true, summary: note.summary)
            },
            try notes.ratings.map { rating in
                try WrittenRating(
                    note: notes.notes[rating.note].id, rater: try id(notes.raters[rating.rater]), created: rating.createdAt,
                    label: RatingLabel(level: rating.level.rawValue) ?? .somewhatHelpful,
                    tags: rating.tags.compactMap(ExplanationTag.init))
            }, now: now)
    }

    /// A small office, and nothing but notes.
    private static func parameters(_ now: Timestamp) -> ClaimsParameters {
        var parameters = ClaimsParameters.demo
        (parameters.raters, parameters.brigade) = (120, 4)
        (parameters.bridging, parameters.partisan, parameters.bad) = (24, 20, 12)
        (parameters.fewRatings, parameters.brigaded) = (3, 2)
        (parameters.claims, parameters.posts, parameters.checks) = (1, 0, 0)
        (parameters.pictures, parameters.mails, parameters.feeds) = (0, 0, 0)
        parameters.start = (now.day.daysSinceEpoch - 13) * 86_400
        return parameters
    }

    private static func id(_ rater: SimulatedRater) throws(InputError) -> ParticipantID {
        guard let id = ParticipantID(rater.id) else {
            throw InputError(field: "rater", expected: "64 upper-case hexadecimal digits", found: rater.id)
        }
        return id
    }
}
