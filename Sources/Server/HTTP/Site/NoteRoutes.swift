import Credibility
import Daylight
import HTTPTypes
import Storage

/// Notes that people write and rate.
struct NoteRoutes: Sendable {
    let site: Site

    private static let pageLimit = 50
    private static let before = QueryParameter(
        "before", "Only notes older than the one of this id.", example: "1866250000000000001")
    private static let about = QueryParameter("subject", "What the note is about, as KIND:ID.", example: "post:p-1")

    var routes: [Route] {
        [
            Route(.get, SitePath.notes, query: [Self.before], handle: list),
            Route(.get, SitePath.notesCSV) { _ in try await table().csv },
            Route(.get, SitePath.notesJSON) { _ in try await table().json },
            Route(.get, SitePath.newNote, access: .person(.reader), query: [Self.about], handle: form),
            Route(.post, SitePath.newNote, access: .person(.reader), body: .form, handle: write),
            Route(.post, SitePath.scoreNotes, access: .person(.reviewer), body: .form) { call in
                _ = try await site.notes.scoreNow(call.now)
                return .seeOther(SitePath.notes)
            },
            Route(.post, SitePath.takeBackRatings, access: .person(.reader), body: .form) { call in
                guard let user = call.visitor.user else { throw Problem.signInNeeded }
                _ = try await site.notes.takeBackAll(by: user, now: call.now)
                return .seeOther(SitePath.notes)
            },
            Route(.get, "/notes/runs/{number}", isShared: true, handle: run),
            Route(.get, "/notes/tables/{table}", access: .role(.reviewer, scope: .read), handle: table),
            Route(.get, "/notes/{note}", handle: note),
            Route(.post, "/notes/{note}/rating", access: .person(.reader), body: .form, handle: rate),
            Route(.post, "/notes/{note}/rating/take-back", access: .person(.reader), body: .form, handle: takeBack),
            Route(.post, "/notes/{note}/withdraw", access: .person(.reader), body: .form, handle: withdraw),
            Route(.get, "/notes/{note}/statuses/{number}", isShared: true, handle: status),
        ]
    }

    private func list(_ call: Call) async throws -> Reply {
        let before = call.query["before"].flatMap { Int64($0) }
        let (found, total) = try await site.notes.reading { book in
            let ids = book.newestFirst.drop { id in before.map { id >= $0 } ?? false }
            return (ids.prefix(Self.pageLimit + 1).compactMap { book.standing($0) }, book.notes.count)
        }
        let shown = found.prefix(Self.pageLimit).map(\.item)
        let paging = Paging(
            total: .exactly(total), first: before == nil ? nil : SitePath.notes,
            next: found.count > shown.count ? shown.last.map { "\(SitePath.notes)?before=\($0.id)" } : nil)
        var runs: [NotesPage.RunItem] = []
        for run in try await site.notes.runs() {
            runs.append(
                NotesPage.RunItem(
                    number: run.number, created: run.created, statement: try await site.number(of: run.statement)))
        }
        let isReviewer = call.visitor.user.map { $0.role >= .reviewer } ?? false
        let tables = isReviewer ? try await site.notes.tableNames() : []
        return try await site.page(
            NotesPage(
                items: shown, paging: paging, runs: runs, isSignedIn: call.visitor.user != nil, tables: tables,
                mayScore: isReviewer), for: call)
    }

    /// Every note with what readers are shown.
    private func table() async throws -> DutyTable {
        let all = try await site.notes.reading { book in book.newestFirst.compactMap { book.standing($0) } }
        return DutyTable(
            name: "notes",
            columns: ["id", "subject", "status", "coreStatus", "ratings", "created", "classification", "summary"],
            rows: all.map { standing in
                [
                    .string(String(standing.note.id)), .string(standing.note.subject.description),
                    .string(standing.life.status.rawValue), .string(standing.life.coreStatus.rawValue),
                    .integer(standing.ratingCount),
                    .string(Timestamp(milliseconds: standing.note.created).description),
                    .string(standing.note.classification.rawValue), .string(standing.note.summary),
                ]
            })
    }

    /// The canonical bytes, whose digest is on the log.
    private func run(_ call: Call) async throws -> Reply {
        guard let number = Int(try call.parameter("number")), let run = try await site.notes.run(number) else {
            throw Problem.notFound("This scoring")
        }
        return Reply(type: MediaTypeText.json, body: try CanonicalJSON.bytes(of: run.manifest), caching: .immutable)
    }

    private func table(_ call: Call) async throws -> Reply {
        let name = try call.parameter("table")
        guard try await site.notes.tableNames().contains(name), let bytes = try await site.notes.table(name) else {
            throw Problem.notFound("This table")
        }
        return DutyTable.personal(.download(bytes, type: MediaTypeText.tsv, name: name))
    }

    private func note(_ call: Call) async throws -> Reply {
        let standing = try await site.standing(call)
        return try await page(standing, call, form: nil)
    }

    private func page(
        _ standing: NoteDesk.Standing, _ call: Call, form: NoteRatingForm?, status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        var changes: [NotePage.Change] = []
        for (version, change) in try await site.notes.statuses(standing.note.id).enumerated() {
            changes.append(
                NotePage.Change(
                    version: version + 1, status: change.status, created: change.created,
                    statement: try await site.number(of: change.statement)))
        }
        let page = NotePage(
            item: standing.item, classification: standing.note.classification, reasons: standing.note.reasons,
            hasTrustworthySources: standing.note.hasTrustworthySources,
            heldUntil: standing.life.coreStatus == .helpful
                ? standing.life.heldSince.map { Timestamp(milliseconds: $0 + 3_600_000) } : nil,
            isLocked: standing.life.locked != nil, found: standing.found,
            scored: standing.found.map { Timestamp(milliseconds: $0.time) }, changes: changes,
            rating: try await rating(standing, call, form), removal: try await removal(standing, call))
        return try await site.page(page, for: call, status: status)
    }

    private func rating(
        _ standing: NoteDesk.Standing, _ call: Call, _ form: NoteRatingForm?
    ) async throws -> NotePage.Rating {
        guard let user = call.visitor.user else { return .signInFirst }
        if try await site.notes.participant(of: user) == standing.note.author { return .own }
        if let form { return .open(form) }
        let known = try await site.notes.rating(of: standing.note.id, by: user)
        return .open(NoteRatingForm(label: known?.label, tags: Set(known?.tags ?? []), isRated: known != nil))
    }

    /// The author may, and whoever decides here.
    private func removal(_ standing: NoteDesk.Standing, _ call: Call) async throws -> NotePage.Removal {
        guard let user = call.visitor.user else { return .none }
        if try await site.notes.participant(of: user) == standing.note.author { return .own }
        return user.role >= .reviewer ? .withReason : .none
    }

    private func status(_ call: Call) async throws -> Reply {
        // Also of a note that was removed: the statement about it stays.
        guard let number = Int(try call.parameter("number")),
            let record = try await site.store.record(.noteStatus, key: call.parameter("note"), version: number)
        else { throw Problem.notFound("This status") }
        return Reply(type: MediaTypeText.json, body: record.body, caching: .immutable)
    }

    private func form(_ call: Call) async throws -> Reply {
        try await site.page(NoteFormPage(subject: call.query["subject"] ?? ""), for: call)
    }

    private func write(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        var page = NoteFormPage(call.form)
        if page.problems.isEmpty, let classification = page.classification, let subject = try? Subject(parsing: page.subject) {
            let draft = NoteDesk.Draft(
                subject: subject, classification: classification, reasons: Array(page.reasons),
                hasTrustworthySources: page.hasTrustworthySources, summary: page.summary)
            do {
                let note = try await site.notes.write(draft, by: user, now: call.now)
                return .seeOther(SitePath.note(note.id))
            } catch NoteDesk.Refusal.tooMany {
                page.problems = [.tooMany]
            } catch NoteDesk.Refusal.malformed {
                page.problems = [.badSummary]
            }
        }
        return try await site.page(page, for: call, status: .unprocessableContent)
    }

    private func rate(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let standing = try await site.standing(call)
        var form = NoteRatingForm(call.form)
        if let label = form.label {
            do {
                _ = try await site.notes.rate(standing.note.id, label, Array(form.tags), by: user, now: call.now)
                return .seeOther(SitePath.note(standing.note.id))
            } catch NoteDesk.Refusal.malformed {
                form.problem = form.tags.isEmpty ? .noReason : .wrongReason
            } catch let refusal as NoteDesk.Refusal {
                throw Problem(refusal)
            }
        } else {
            form.problem = .noLabel
        }
        return try await page(standing, call, form: form, status: .unprocessableContent)
    }

    private func takeBack(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let id = try await site.standing(call).note.id
        _ = try await site.notes.takeBack(id, by: user, now: call.now)
        return .seeOther(SitePath.note(id))
    }

    /// Longest reason for a removal, in Unicode scalars.
    private static let reasonLimit = 1000

    private func withdraw(_ call: Call) async throws -> Reply {
        let standing = try await site.standing(call)
        let removal: NoteDesk.Removal
        switch try await self.removal(standing, call) {
        case .none: throw Problem(.notAllowed, "A note is removed by its author or by a reviewer.")
        case .own: removal = .author
        case .withReason:
            var reading = FormReading(call.form)
            let reason = reading.text("reason", limit: Self.reasonLimit, mayBreak: true)
            guard reading.isRight else {
                throw Problem(.invalidContent, "Say in at most \(Self.reasonLimit) characters why the note is removed.")
            }
            removal = .reviewer(reason: reason)
        }
        try await site.notes.withdraw(standing.note.id, removal, now: call.now)
        return .seeOther(SitePath.notes)
    }
}

extension Site {
    /// - Throws: ``Problem`` not-found.
    func standing(_ call: Call) async throws -> NoteDesk.Standing {
        guard let standing = try await notes.standing(call.parameter("note")) else { throw Problem.notFound("This note") }
        return standing
    }
}

extension Problem {
    init(_ refusal: NoteDesk.Refusal) {
        self =
            switch refusal {
            case .noSuchNote: .notFound("This note")
            case .ownNote: Problem(.notAllowed, "Nobody rates a note of their own.")
            case .tooMany: Problem(.invalidContent, "There are as many notes or ratings as there may be.")
            case .malformed(let error): Problem(error, pointer: "/\(error.field)")
            }
    }
}

extension NoteDesk.Standing {
    var item: NoteItem {
        NoteItem(
            id: note.id, summary: note.summary, subject: note.subject, status: life.status, ratingCount: ratingCount,
            created: Timestamp(milliseconds: note.created))
    }
}

extension NoteRatingForm {
    /// What was ticked.
    fileprivate init(_ form: FormFields) {
        label = form["level"].flatMap { RatingLabel(level: $0) }
        tags = Set(ExplanationTag.allCases.filter { form[$0.rawValue] != nil })
    }
}

extension NoteFormPage {
    /// What was typed, and what is missing.
    fileprivate init(_ form: FormFields) {
        var reading = FormReading(form)
        subject = form["subject"] ?? ""
        classification = form["classification"].flatMap { WrittenNote.Classification(rawValue: $0) }
        reasons = Set(WrittenNote.Reason.allCases.filter { form[$0.rawValue] != nil })
        hasTrustworthySources = form["trustworthySources"] != nil
        summary = reading.optional("summary", limit: .max, mayBreak: true) ?? ""
        if (try? Subject(parsing: subject)) == nil { problems.append(.noSubject) }
        if classification == nil { problems.append(.noClassification) }
        let fitting = Set(classification?.reasons ?? WrittenNote.Reason.allCases)
        if reasons.isEmpty || !reasons.isSubset(of: fitting) { problems.append(.noReason) }
        if summary.isEmpty { problems.append(.noSummary) }
        if summary.unicodeScalars.count > WrittenNote.summaryLimit { problems.append(.longSummary) }
    }
}
