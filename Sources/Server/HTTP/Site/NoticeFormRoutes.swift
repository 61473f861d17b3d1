import Daylight
import HTTPTypes
import Sponsorship
import Storage

/// Making a transparency notice: eight questions, one a page, saved as they are answered.
struct NoticeFormRoutes: Sendable {
    let site: Site

    private static let language = QueryParameter(
        "lang", "Language of the form.", schema: .choice(FormWords.languages), example: "en")
    private static let languageField = "form-language"
    private static let codeField = "code"

    var routes: [Route] {
        [
            Route(.get, SitePath.newNotice, access: .person(.publisher), query: [Self.language], handle: new),
            Route(.post, SitePath.newNotice, access: .person(.publisher), body: .form, handle: begin),
            Route(.get, "/ads/drafts/{draft}", access: .person(.publisher), handle: check),
            Route(.get, "/ads/drafts/{draft}/{question}", access: .person(.publisher), handle: question),
            Route(.post, "/ads/drafts/{draft}/{question}", access: .person(.publisher), body: .formWithFiles, handle: answer),
            Route(.post, "/ads/drafts/{draft}/publish", access: .person(.publisher), body: .form, handle: publish),
            Route(.post, "/ads/drafts/{draft}/discard", access: .person(.publisher), body: .form, handle: discard),
            Route(.post, "/t/{code}/revise", access: .person(.publisher), body: .form, handle: revise),
        ]
    }

    /// A draft with its answers taken out.
    private struct OpenDraft {
        let stored: StoredDraft
        var answers: NoticeAnswers
        var code: ShortCode

        var words: FormWords { FormWords(answers[NoticeFormRoutes.languageField] ?? "en") }
        var revises: ShortCode? { stored.revises.flatMap { ShortCode($0) } }
    }

    private func draft(_ call: Call) async throws -> OpenDraft {
        guard let user = call.visitor.user, let stored = try await site.store.draft(try call.parameter("draft"), of: user.id)
        else {
            throw Problem.notFound("This draft")
        }
        let answers = try NoticeAnswers(json: stored.answers)
        guard let code = answers[Self.codeField].flatMap({ ShortCode($0) }) else {
            throw StoreError.damaged("draft \(stored.id) has no code")
        }
        return OpenDraft(stored: stored, answers: answers, code: code)
    }

    private func save(_ draft: OpenDraft, _ call: Call) async throws {
        try await site.store.save(
            StoredDraft(
                id: draft.stored.id, user: draft.stored.user, revises: draft.stored.revises, answers: draft.answers.json,
                changed: call.now))
    }

    private func new(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let tag = call.query["lang"] ?? FormWords.preferred(call.headers[.acceptLanguage])
        let drafts = try await site.store.drafts(of: user.id).map { draft in
            NewNoticePage.Draft(
                id: draft.id, title: (try? NoticeAnswers(json: draft.answers))?["title"], changed: draft.changed)
        }
        return try await site.page(NewNoticePage(drafts: drafts, words: FormWords(tag)), for: call)
    }

    private func begin(_ call: Call) async throws -> Reply {
        var answers = NoticeAnswers()
        answers[Self.languageField] = FormWords(call.form["lang"] ?? "en").tag
        answers[Self.codeField] = try await site.freshCode().text
        return try await begin(answers, revising: nil, call)
    }

    /// A correction starts from the answers that made the newest version.
    private func revise(_ call: Call) async throws -> Reply {
        let published = try await site.notice(of: call)
        var answers = NoticeAnswers(notice: published.notice)
        answers[Self.languageField] = FormWords(published.notice.language.language).tag
        answers[Self.codeField] = published.code.text
        return try await begin(answers, revising: published.code, call)
    }

    private func begin(_ answers: NoticeAnswers, revising code: ShortCode?, _ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let id = Base64URL.encode(site.entropy.bytes(16))
        try await site.store.save(
            StoredDraft(id: id, user: user.id, revises: code?.text, answers: answers.json, changed: call.now))
        return .seeOther(code == nil ? SitePath.draft(id, .sponsor) : SitePath.checkDraft(id))
    }

    private func question(_ call: Call) async throws -> Reply {
        let draft = try await draft(call)
        let question = try Self.question(of: call)
        // A page that was never answered shows no faults; one that was shows what is still wrong.
        let problems = draft.answers.isBlank(question) ? [] : problems(of: draft).faults.filter { question.asks(for: $0.field) }
        return try await page(draft, question, problems, call)
    }

    private static func question(of call: Call) throws(Problem) -> NoticeQuestion {
        guard let question = NoticeQuestion(slug: try call.parameter("question")) else { throw .notFound("This question") }
        return question
    }

    private func page(
        _ draft: OpenDraft, _ question: NoticeQuestion, _ problems: [NoticeProblem], _ call: Call,
        status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        let page = NoticeQuestionPage(
            draft: draft.stored.id, question: question, answers: draft.answers, problems: problems, words: draft.words,
            revises: draft.revises)
        return try await site.page(page, for: call, status: status)
    }

    /// What was typed is saved even when something is wrong with it.
    private func answer(_ call: Call) async throws -> Reply {
        var draft = try await draft(call)
        let question = try Self.question(of: call)
        let cut = draft.answers.take(call.form, for: question)
        let refused = question == .ad ? try await takeFiles(into: &draft.answers, call) : false
        try await save(draft, call)
        let problems =
            (refused ? [NoticeProblem(field: NoticeField.creatives, message: draft.words("fault.file"))] : [])
            + cut.map { NoticeProblem(field: $0.name, message: draft.words("form.too-long")) }
            + self.problems(of: draft).faults.filter { question.asks(for: $0.field) }
        guard problems.isEmpty else { return try await page(draft, question, problems, call, status: .unprocessableContent) }
        return .seeOther(question.next.map { SitePath.draft(draft.stored.id, $0) } ?? SitePath.checkDraft(draft.stored.id))
    }

    /// Keeps the files that were sent, and adds their digests to the answer.
    ///
    /// - Returns: whether one was no creative; the others are kept.
    private func takeFiles(into answers: inout NoticeAnswers, _ call: Call) async throws -> Bool {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        var refused = false
        for file in call.files where file.name == NoticeField.creativeFile {
            guard let creative = Self.creative(file.bytes) else {
                refused = true
                continue
            }
            _ = try await site.creatives.keep(creative, file.bytes, by: user.name, now: call.now)
            answers.add(creative.sha256)
        }
        return refused
    }

    // Never inlined, see ``NoticeShelf/published(_:)``.
    @inline(never)
    private static func creative(_ bytes: [UInt8]) -> Creative? { try? Creative(bytes) }

    private func problems(of draft: OpenDraft) -> (
        faults: [NoticeProblem], warnings: [NoticeProblem], notice: TransparencyNotice?
    ) {
        let desk = NoticeDesk(site)
        let review = NoticeReview(draft.answers.members(desk.systemFields(draft.code)), context: desk.context())
        let text = NoticeFaultText(answers: draft.answers, words: draft.words)
        func problems(_ findings: [NoticeFinding]) -> [NoticeProblem] {
            findings.flatMap(text.problems).reduce(into: []) { list, problem in
                if !list.contains(where: { $0.field == problem.field }) { list.append(problem) }
            }
        }
        return (
            text.ownProblems + problems(review.findings.filter { $0.effect != .warn }),
            problems(review.findings.filter { $0.effect == .warn }),
            review.notice
        )
    }

    private func check(_ call: Call) async throws -> Reply {
        try await checkPage(try await draft(call), call)
    }

    private func checkPage(_ draft: OpenDraft, _ call: Call, also fault: NoticeProblem? = nil) async throws -> Reply {
        let (faults, warnings, _) = problems(of: draft)
        let page = NoticeCheckPage(
            draft: draft.stored.id, key: Base64URL.encode(site.entropy.bytes(16)), answers: draft.answers,
            problems: faults + (fault.map { [$0] } ?? []), warnings: warnings, words: draft.words, revises: draft.revises)
        return try await site.page(page, for: call, status: fault == nil ? .ok : .unprocessableContent)
    }

    private func publish(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        // The second click of two finds the draft gone and is led to the same page as the first.
        if let draft = try? await draft(call) {
            let (faults, _, notice) = problems(of: draft)
            guard faults.isEmpty, let notice else { return try await checkPage(draft, call) }
            do {
                return try await site.replays.onceForForm(call.form["key"] ?? "", call, user: user) { [site] in
                    _ = try await NoticeDesk(site).publish(notice, code: draft.code, by: user.name, now: call.now)
                    try await site.store.discardDraft(draft.stored.id, of: user.id)
                    return SitePath.noticeLabel(draft.code)
                }
            } catch let fault as NoticeHistoryFault {
                return try await checkPage(draft, call, also: NoticeProblem(field: "title", message: fault.description))
            }
        }
        return try await site.replays.onceForForm(call.form["key"] ?? "", call, user: user) {
            throw Problem.notFound("This draft")
        }
    }

    private func discard(_ call: Call) async throws -> Reply {
        let draft = try await draft(call)
        try await site.store.discardDraft(draft.stored.id, of: draft.stored.user)
        return .seeOther(SitePath.newNotice)
    }
}

extension NoticeQuestion {
    fileprivate func asks(for field: String) -> Bool { fields.contains { $0.name == field } }
}

extension Site {
    /// A code that no notice has.
    fileprivate func freshCode() async throws -> ShortCode {
        while true {
            let bits = entropy.bytes(5).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard let code = ShortCode(bits: bits) else { continue }
            if try await store.adRecord(.notice, code.text) == nil { return code }
        }
    }
}
