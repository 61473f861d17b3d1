import Credibility
import Daylight
import HTTPTypes
import Storage

/// Case files of leaks: for readers what was released, for reviewers the desk on which they are written.
struct LeakRoutes: Sendable {
    let site: Site

    private static let pageNumber = QueryParameter(
        "page", "Which page of the items, from 1.", schema: .integer(1...Int64(LeakCase.itemLimit)), example: "1")

    var routes: [Route] {
        [
            Route(.get, SitePath.leaks, handle: list),
            Route(.get, SitePath.leaksCSV) { try await table($0).csv },
            Route(.get, SitePath.leaksJSON) { try await table($0).json },
            Route(.get, SitePath.newLeak, access: .person(.reviewer), handle: form),
            Route(.post, SitePath.newLeak, access: .person(.reviewer), body: .form, handle: open),
            Route(.get, "/leaks/{leak}", query: [Self.pageNumber], handle: leak),
            Route(.get, "/leaks/{leak}/case.json", isShared: true, handle: file),
            Route(.get, "/leaks/{leak}/versions/{number}", isShared: true, handle: version),
            Route(.get, "/leaks/{leak}/demotions/{number}", isShared: true, handle: demotion),
            Route(.get, "/leaks/{leak}/details", access: .person(.reviewer), handle: details),
            Route(.post, "/leaks/{leak}/details", access: .person(.reviewer), body: .form, handle: change),
            Route(.post, "/leaks/{leak}/decisions", access: .person(.reviewer), body: .form, handle: decide),
        ] + LeakWorkRoutes(site: site).routes
    }

    private func list(_ call: Call) async throws -> Reply {
        let isReviewer = call.visitor.user.map { $0.role >= .reviewer } ?? false
        let released = try await site.leaks.rows(LeakDesk.Scope.released)
        let written = isReviewer ? try await site.leaks.rows("") : nil
        let demoted = try await site.leaks.demotions.running(at: call.now)
        return try await site.page(LeaksPage(released: released, written: written, demoted: demoted), for: call)
    }

    /// What is released, to be taken away.
    private func table(_ call: Call) async throws -> DutyTable {
        let running = try await site.leaks.demotions.running(at: call.now)
        let demoted = Dictionary(running.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let rows = try await site.leaks.rows(LeakDesk.Scope.released).map { row -> [JSONValue] in
            [
                .string(row.id), .string(row.title), .string(row.state.rawValue), .string(row.label.rawValue),
                .string(row.sentence), .integer(row.items), .string(row.changed.description),
                .string(SitePath.leakFile(row.id)), demoted[row.id].map { .string($0.demotion.until.description) } ?? .null,
                demoted[row.id].map { .string($0.path) } ?? .null,
            ]
        }
        return DutyTable(
            name: "leaks",
            columns: ["id", "title", "state", "label", "sentence", "items", "released", "file", "demotedUntil", "demotion"],
            rows: rows)
    }

    private func leak(_ call: Call) async throws -> Reply { try await page(call, refused: nil) }

    /// The case as the visitor may see it, with what was refused.
    private func page(_ call: Call, refused: (step: LeakStep?, reason: String, problem: LeakProblem)?) async throws -> Reply {
        let id = try call.parameter("leak")
        let user = call.visitor.user.flatMap { $0.role >= .reviewer ? $0 : nil }
        let kept = try await user == nil ? site.leaks.released(id) : site.leaks.written(id)
        guard let kept else { throw Problem.notFound("This case file") }
        var page = LeakPage(
            leak: kept.leak, now: call.now, number: call.query["page"].flatMap { Int($0) } ?? 1,
            releases: try await releases(id, LeakDesk.Scope.released),
            demotions: try await releases(id, LeakDesk.Scope.demotions),
            demoted: try await site.leaks.demotions.running(id, at: call.now), office: nil)
        if let user {
            page.office = LeakPage.Office(
                version: kept.version, gaps: kept.leak.gaps(at: call.now), steps: kept.leak.steps(for: user, now: call.now),
                chosen: refused?.step, reason: refused?.reason ?? "", problem: refused?.problem,
                isReleased: !page.releases.isEmpty,
                mustWait: kept.leak.state.isWaiting && kept.leak.approvals.contains { $0.by == user.name })
        }
        return try await site.page(page, for: call, status: refused == nil ? .ok : .unprocessableContent)
    }

    private func releases(_ id: String, _ scope: String) async throws -> [LeakPage.Release] {
        var releases: [LeakPage.Release] = []
        for version in try await site.leaks.history(id, scope) {
            releases.append(
                LeakPage.Release(
                    version: version.version, created: version.created,
                    statement: try await site.number(of: version.statement)))
        }
        return releases
    }

    /// What is released; before that reviewers get what is written.
    private func file(_ call: Call) async throws -> Reply {
        let id = try call.parameter("leak")
        if let body = try await site.leaks.document(id, LeakDesk.Scope.released) {
            return Reply(type: MediaTypeText.json, body: body)
        }
        guard let user = call.visitor.user, user.role >= .reviewer, let body = try await site.leaks.document(id, "") else {
            throw Problem.notFound("This case file")
        }
        return Reply(type: MediaTypeText.json, body: body, caching: .never)
    }

    private func version(_ call: Call) async throws -> Reply { try await document(call, LeakDesk.Scope.released) }

    private func demotion(_ call: Call) async throws -> Reply { try await document(call, LeakDesk.Scope.demotions) }

    /// The canonical bytes, whose digest is on the log. They never change, but a release may have to be taken back.
    private func document(_ call: Call, _ scope: String) async throws -> Reply {
        guard let number = Int(try call.parameter("number")),
            let body = try await site.leaks.document(call.parameter("leak"), scope, version: number)
        else { throw Problem.notFound("This version") }
        return Reply(type: MediaTypeText.json, body: body)
    }

    private func form(_ call: Call) async throws -> Reply {
        try await site.page(LeakFormPage(changed: nil, filled: Filled(), inventory: "", fault: nil), for: call)
    }

    private func open(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        var reading = FormReading(call.form)
        let inventory = call.form["inventory"] ?? ""
        let details = LeakDetails(&reading, isNew: true)
        var fault: String?
        do {
            var leak = try LeakCase(parsing: Array(inventory.utf8))
            if reading.isRight {
                details.fill(&leak)
                let kept = try await site.leaks.open(leak, by: user.name, now: call.now)
                return .seeOther(SitePath.leak(kept.leak.id))
            }
        } catch let error as InputError {
            fault = error.description
        } catch LeakDesk.Refusal.refused(.malformed(let error)) {
            fault = error.description
        }
        return try await site.page(
            LeakFormPage(changed: nil, filled: reading.filled, inventory: inventory, fault: fault), for: call,
            status: .unprocessableContent)
    }

    private func details(_ call: Call) async throws -> Reply {
        let kept = try await site.writtenLeak(call)
        return try await site.page(
            LeakFormPage(
                changed: .init(kept.leak, version: kept.version), filled: Filled(kept.leak), inventory: "", fault: nil),
            for: call)
    }

    private func change(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let kept = try await site.writtenLeak(call)
        var reading = FormReading(call.form)
        let details = LeakDetails(&reading, isNew: false)
        guard reading.isRight else {
            return try await site.page(
                LeakFormPage(
                    changed: .init(kept.leak, version: call.seenVersion), filled: reading.filled, inventory: "", fault: nil),
                for: call, status: .unprocessableContent)
        }
        let now = call.now
        return try await site.changed(kept.leak.id, by: user.name, call) { leak throws(LeakRefusal) in
            try leak.edit(by: user.name, at: now) { details.fill(&$0) }
        }
    }

    private func decide(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let (id, reason, now) = (try call.parameter("leak"), call.form["reason"] ?? "", call.now)
        guard let step = call.form["step"].flatMap(LeakStep.init) else {
            return try await page(call, refused: (nil, reason, .noStep))
        }
        let isSenior = user.role >= .administrator
        do {
            let kept = try await site.leaks.change(
                id, seen: call.seenVersion, by: user.name, now: now
            ) { leak throws(LeakRefusal) in
                switch step {
                case .conclude: try leak.conclude(by: user.name, reason: reason, at: now)
                case .propose: try leak.propose(by: user.name, reason: reason, at: now)
                case .approve: try leak.approve(by: user.name, isSenior: isSenior, reason: reason, at: now)
                case .withdraw: try leak.withdraw(by: user.name, reason: reason, at: now)
                case .close: try leak.close(by: user.name, reason: reason, at: now)
                case .demote: try leak.demote(by: user.name, reason: reason, at: now)
                case .lift: try leak.liftDemotion(by: user.name, at: now)
                }
            }
            guard kept != nil else { throw Problem.notFound("This case file") }
            return .seeOther(SitePath.leak(id))
        } catch let refusal as LeakDesk.Refusal {
            return try await page(call, refused: (step, reason, LeakProblem(refusal)))
        }
    }
}

extension Site {
    /// - Throws: ``Problem`` not-found.
    func writtenLeak(_ call: Call) async throws -> LeakDesk.Kept {
        guard let kept = try await leaks.written(call.parameter("leak")) else { throw Problem.notFound("This case file") }
        return kept
    }

    /// Changes a case as the visitor saw it and leads to its page, or somewhere else.
    func changed(
        _ id: String, by author: String, _ call: Call, then location: String? = nil,
        _ change: @escaping @Sendable (inout LeakCase) throws(LeakRefusal) -> Void
    ) async throws -> Reply {
        do {
            guard try await leaks.change(id, seen: call.seenVersion, by: author, now: call.now, change) != nil else {
                throw Problem.notFound("This case file")
            }
        } catch LeakDesk.Refusal.refused(.malformed(let error)) {
            throw Problem(.invalidContent, error.description)
        } catch let refusal as LeakDesk.Refusal {
            throw Problem(.invalidContent, pages.words(LeakProblem(refusal)))
        }
        return .seeOther(location ?? SitePath.leak(id))
    }
}

extension Call {
    /// The version of the case that a form was filled in for; 0 when the form does not say.
    var seenVersion: Int { form["version"].flatMap { Int($0) } ?? 0 }
}

extension LeakCase {
    /// What a person may do now.
    func steps(for user: User, now: Timestamp) -> [LeakStep] {
        LeakStep.allCases.filter { step in
            switch step {
            case .conclude: state.after(.conclude) != nil
            case .propose: state.after(.propose) != nil
            case .approve:
                state.isWaiting && !approvals.contains { $0.by == user.name }
                    && (state != .seconded || user.role >= .administrator)
            case .withdraw: state.after(.withdraw) != nil
            case .close: state.after(.close) != nil
            case .demote: mayBeDemoted
            case .lift: demotion(at: now) != nil
            }
        }
    }
}
