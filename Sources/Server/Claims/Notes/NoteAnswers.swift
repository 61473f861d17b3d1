import Credibility
import Daylight
import Storage

/// What notes say about a subject, when somebody asks.
struct NoteAnswers: Sendable {
    let store: Store

    /// Most notes that an answer names.
    private static let limit = 5

    /// The answer to "can I trust it?"; `nil` when nobody has written a note on the subject.
    func answer(about subject: Subject) async throws -> Answer? {
        var helpful: [WrittenNote] = []
        var shown: [Int64] = []
        var all: [WrittenNote] = []
        for record in try await store.records(.note, scope: subject.description, limit: NoteDesk.subjectLimit) {
            let note = try Self.note(in: record)
            all.append(note)
            guard let life = try await life(of: note), life.status == .helpful else { continue }
            helpful.append(note)
            shown.append(life.changed ?? note.created)
        }
        guard let last = all.last else { return nil }
        let evidence = (helpful.isEmpty ? all : helpful).prefix(Self.limit).map { note in
            Answer.Evidence(label: "Note \(note.id)", path: SitePath.note(note.id))
        }
        let sentence =
            helpful.isEmpty
            ? "\(all.count == 1 ? "A note was" : "\(all.count) notes were") written on it; none is found helpful by people who usually disagree."
            : helpful.prefix(Self.limit).map { "People who usually disagree find this note helpful: “\($0.summary)”" }
                .joined(separator: " ")
        return Answer(
            .canITrustIt, standing: helpful.isEmpty ? .nothingFound : .stated, sentence: sentence, evidence: evidence,
            date: Timestamp(milliseconds: shown.max() ?? last.created))
    }

    private func life(of note: WrittenNote) async throws -> NoteLife? {
        try await store.record(.noteLife, key: String(note.id)).map { record throws(InputError) in try Self.life(in: record) }
    }

    @inline(never)
    private static func note(in record: StoredRecord) throws(InputError) -> WrittenNote {
        try WrittenNote(try JSONParser.parse(record.body))
    }

    @inline(never)
    private static func life(in record: StoredRecord) throws(InputError) -> NoteLife {
        try NoteLife(try JSONParser.parse(record.body))
    }
}
