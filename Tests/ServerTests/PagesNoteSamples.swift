import Credibility
import Daylight

@testable import Server

extension PageSample {
    /// The pages about notes, in every state that their templates know.
    static func notePages() throws -> [PageSample] {
        let full = try page(
            rating: .open(NoteRatingForm(label: .helpful, tags: [.helpfulClear, .notHelpfulIncorrect], isRated: true)))
        var bare = try page(rating: .signInFirst)
        bare.found = nil
        bare.scored = nil
        bare.heldUntil = nil
        bare.isLocked = false
        bare.changes = []
        bare.hasTrustworthySources = false
        bare.removal = .none
        var faults = bare
        faults.removal = .own
        faults.rating = .open(NoteRatingForm(problem: .noLabel))
        let wrong = NoteFormPage(
            subject: hostile, classification: .misleading, reasons: [.misleadingSatire, .notMisleadingOther],
            hasTrustworthySources: true,
            summary: hostile,
            problems: [.noSubject, .noClassification, .noReason, .noSummary, .longSummary, .badSummary, .tooMany])
        let runs = [
            NotesPage.RunItem(number: 2, created: .sample, statement: nil), .init(number: 1, created: .sample, statement: 4),
        ]
        return [
            PageSample(
                name: "notes",
                page: NotesPage(
                    items: [try item(.helpful), try item(.needsMoreRatings)], paging: Samples.paging, runs: runs,
                    isSignedIn: true,
                    tables: ["notes-00000.tsv"], mayScore: true)),
            PageSample(
                name: "notes-none",
                page: NotesPage(items: [], paging: .single(0), runs: [], isSignedIn: false, tables: [], mayScore: false),
                chrome: .anonymous),
            PageSample(name: "note", page: full),
            PageSample(name: "note-own", page: try page(rating: .own)),
            PageSample(name: "note-bare", page: bare, chrome: .anonymous),
            PageSample(name: "note-faults", page: faults),
            PageSample(name: "note-form", page: NoteFormPage()),
            PageSample(name: "note-form-faults", page: wrong),
        ]
    }

    static func item(_ status: NoteStatus) throws -> NoteItem {
        NoteItem(
            id: 1_866_250_000_000_000_001, summary: hostile, subject: try Subject(.post, hostile), status: status,
            ratingCount: 12, created: .sample)
    }

    private static func page(rating: NotePage.Rating) throws -> NotePage {
        let item = try item(.helpful)
        let author = ParticipantID(String(repeating: "0F", count: 32))!
        let note = try WrittenNote(
            id: item.id, subject: item.subject, author: author, created: item.created.milliseconds, classification: .misleading,
            reasons: [.misleadingSatire], hasTrustworthySources: true, summary: item.summary)
        var update = NoteUpdate(try WrittenNoteTables([(note, NoteLife())], ratings: []).archive())
        return NotePage(
            item: item, classification: note.classification, reasons: note.reasons, hasTrustworthySources: true,
            heldUntil: .sample, isLocked: true, found: update.standings(at: item.created.milliseconds).first, scored: .sample,
            changes: [
                .init(version: 1, status: .helpful, created: .sample, statement: 4),
                .init(version: 2, status: .needsMoreRatings, created: .sample, statement: nil),
            ], rating: rating, removal: .withReason)
    }
}
