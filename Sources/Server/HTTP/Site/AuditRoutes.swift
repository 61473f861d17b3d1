import Daylight
import HTTPTypes
import Storage
import Tally

/// Risk-limiting audits: the public page of each, and the forms of those who run it.
struct AuditRoutes: Sendable {
    let site: Site

    private static let batch = QueryParameter(
        "batch", "Of the paper.", isRequired: true, schema: .text(limit: 1000), example: "B1")
    private static let position = QueryParameter("position", "Of the ballot in it.", schema: .text(limit: 9), example: "1")

    var routes: [Route] {
        [
            Route(.get, "/elections/{election}/audits/new", access: .person(.reviewer), handle: new),
            Route(.post, "/elections/{election}/audits/new", access: .person(.reviewer), body: .form, handle: begin),
            Route(.get, "/elections/{election}/audits/{audit}") { try await page($0, audit($0), problem: nil) },
            Route(.post, "/elections/{election}/audits/{audit}", access: .person(.reviewer), body: .form, handle: act),
            Route(.get, "/elections/{election}/audits/{audit}/record.json", isShared: true, handle: record),
            Route(.get, "/elections/{election}/audits/{audit}/rounds/{round}", handle: list),
            Route(.get, "/elections/{election}/audits/{audit}/rounds/{round}/papers.csv", handle: listCSV),
            Route(
                .get, "/elections/{election}/audits/{audit}/reading", access: .person(.clerk),
                query: [Self.batch, Self.position],
                handle: reading),
            Route(
                .post, "/elections/{election}/audits/{audit}/reading", access: .person(.clerk),
                query: [Self.batch, Self.position], body: .form, handle: read),
        ]
    }

    /// What an address names.
    private struct Place {
        let state: ElectionState
        let key: String
        let process: AuditProcess
    }

    private func audit(_ call: Call) async throws -> Place {
        let state = try await site.election(call)
        let key = try call.parameter("audit")
        guard let process = try await site.audits.audit(state.id, key) else { throw Problem.notFound("This audit") }
        return Place(state: state, key: key, process: process)
    }

    private func new(_ call: Call) async throws -> Reply {
        let state = try await site.election(call)
        return try await site.page(
            NewAuditPage(election: state.id, title: state.definition.title, text: "", fault: nil), for: call)
    }

    private func begin(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let state = try await site.election(call)
        let text = call.form["setup"] ?? ""
        let fault: String
        do {
            let value = try JSONParser.parse(Array(text.utf8), limits: CountDesk.limits)
            let key = try await site.audits.begin(value, of: state.id, by: user.name, now: call.now)
            return .seeOther(SitePath.audit(state.id, key))
        } catch let error as InputError {
            fault = error.description
        } catch AuditDesk.Refusal.malformed(let error) {
            fault = error.description
        } catch AuditDesk.Refusal.exists {
            fault = site.pages.words(CountPhrase.auditExists)
        }
        let page = NewAuditPage(election: state.id, title: state.definition.title, text: text, fault: fault)
        return try await site.page(page, for: call, status: .unprocessableContent)
    }

    private func page(_ call: Call, _ place: Place, problem: String?) async throws -> Reply {
        let role = call.visitor.user?.role
        let page = AuditPage(
            election: place.state.id, electionTitle: place.state.definition.title, key: place.key, process: place.process,
            isClerk: role.map { $0 >= .clerk } ?? false, isCoordinator: role.map { $0 >= .reviewer } ?? false, problem: problem)
        return try await site.page(page, for: call, status: problem == nil ? .ok : .conflict)
    }

    private func act(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let place = try await audit(call)
        guard let action = action(call.form, place.process.setup) else {
            return try await page(call, place, problem: site.pages.words(CountPhrase.auditUnclear))
        }
        do {
            try await site.audits.apply(action, to: place.key, of: place.state.id, by: user.name, now: call.now)
        } catch AuditDesk.Refusal.rule(let refusal) {
            return try await page(call, place, problem: refusal.description)
        } catch AuditDesk.Refusal.samePerson {
            return try await page(call, place, problem: site.pages.words(CountPhrase.handCountAlone))
        }
        return .seeOther(SitePath.audit(place.state.id, place.key))
    }

    /// What a form of the audit's page asks for; `nil` when it cannot be read.
    private func action(_ form: FormFields, _ setup: AuditSetup) -> AuditEvent.Action? {
        switch form["do"] {
        case "commit": return .commit
        case "measure": return .measure
        case "seed":
            let people = (form["people"] ?? "").split(separator: ",").map { Self.trimmed($0) }.filter { !$0.isEmpty }
            return .seed(digits: (form["digits"] ?? "").filter { $0 != " " }, rolledBy: people)
        case "round": return form["size"].flatMap { Int(Self.trimmed($0[...])) }.map { .round(size: $0) }
        case "fullCount":
            let reason = Self.trimmed((form["reason"] ?? "")[...])
            return reason.isEmpty ? nil : .fullCount(reason: reason)
        case "handCount":
            var counts: [String: AuditEvent.HandCount] = [:]
            for contest in setup.contests {
                if contest.outcome == .irv {
                    counts[contest.id] = .winner(Self.trimmed((form[ReadingPage.winnerField(contest)] ?? "")[...]))
                } else {
                    guard let votes = Self.numbers(form, contest) else { return nil }
                    counts[contest.id] = .votes(votes)
                }
            }
            return .handCount(counts)
        default: return nil
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }

    /// A number for each name; an empty field is 0.
    private static func numbers(_ form: FormFields, _ contest: AuditedContest) -> [String: Int]? {
        var votes: [String: Int] = [:]
        for (index, name) in contest.contest.names.enumerated() {
            let text = trimmed((form[ReadingPage.field(contest, index)] ?? "")[...])
            guard let count = text.isEmpty ? 0 : Int(text), count >= 0 else { return nil }
            votes[name] = count
        }
        return votes
    }

    private func record(_ call: Call) async throws -> Reply { .json(try await audit(call).process.publicJSON) }

    private func retrieval(_ call: Call) async throws -> (Place, RetrievalList) {
        let place = try await audit(call)
        guard let round = Int(try call.parameter("round")), let list = place.process.retrievalList(round: round) else {
            throw Problem.notFound("This round")
        }
        return (place, list)
    }

    private func list(_ call: Call) async throws -> Reply {
        let (place, list) = try await retrieval(call)
        return try await site.page(RetrievalPage(election: place.state.id, key: place.key, list: list), for: call)
    }

    private func listCSV(_ call: Call) async throws -> Reply {
        let (_, list) = try await retrieval(call)
        return .download(Array(list.csv.utf8), type: MediaTypeText.csv, name: "papers-\(list.round).csv")
    }

    private func paper(_ call: Call, _ place: Place) throws -> (paper: AuditPaper, isResolving: Bool) {
        let position = call.query["position"]
        let paper = AuditPaper(batch: call.query["batch"] ?? "", position: position.flatMap { Int($0) })
        let papers = place.process.papers
        let isDiffering = papers.differing.contains { $0.paper == paper }
        guard (position == nil) == (paper.position == nil),
            isDiffering || papers.waiting.contains(paper) || papers.enteredOnce.contains(where: { $0.paper == paper })
        else { throw Problem.notFound("This paper, or anything left to read of it,") }
        return (paper, isDiffering)
    }

    private func reading(_ call: Call) async throws -> Reply {
        let place = try await audit(call)
        return try await reading(call, place, paper(call, place), problem: nil)
    }

    private func reading(
        _ call: Call, _ place: Place, _ paper: (paper: AuditPaper, isResolving: Bool), problem: String?
    ) async throws -> Reply {
        let page = ReadingPage(
            election: place.state.id, key: place.key, setup: place.process.setup, paper: paper.paper,
            isResolving: paper.isResolving, problem: problem)
        return try await site.page(page, for: call, status: problem == nil ? .ok : .unprocessableContent)
    }

    private func read(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let place = try await audit(call)
        let paper = try paper(call, place)
        guard let reading = Self.reading(call.form, of: paper.paper, place.process.setup) else {
            return try await self.reading(call, place, paper, problem: site.pages.words(CountPhrase.auditUnclear))
        }
        let action: AuditEvent.Action =
            paper.isResolving
            ? .resolve(paper.paper, reading, reason: Self.trimmed((call.form["reason"] ?? "")[...]))
            : .enter(paper.paper, reading)
        do {
            try await site.audits.apply(action, to: place.key, of: place.state.id, by: user.name, now: call.now)
        } catch AuditDesk.Refusal.rule(let refusal) {
            return try await self.reading(call, place, paper, problem: refusal.description)
        }
        return .seeOther(SitePath.audit(place.state.id, place.key) + "#papers")
    }

    /// What was typed of a paper; `nil` when a number is none, or ranks are not 1, 2, 3 and so on.
    static func reading(_ form: FormFields, of paper: AuditPaper, _ setup: AuditSetup) -> PaperReading? {
        if form["not-found"] != nil { return .notFound }
        guard paper.position != nil else {
            var votes: [String: [String: Int]] = [:]
            for contest in setup.contests {
                guard let counts = numbers(form, contest) else { return nil }
                votes[contest.id] = counts
            }
            return .batch(votes)
        }
        var marks: [String: [String]] = [:]
        for contest in setup.contests {
            if contest.outcome == .irv {
                guard let ranks = numbers(form, contest) else { return nil }
                let ranked = ranks.filter { $0.value > 0 }.sorted { $0.value < $1.value }
                guard ranked.enumerated().allSatisfy({ $1.value == $0 + 1 }) else { return nil }
                marks[contest.id] = ranked.map(\.key)
            } else {
                marks[contest.id] = contest.contest.names.enumerated()
                    .filter { form[ReadingPage.field(contest, $0.offset)] != nil }.map(\.element)
            }
        }
        return .ballot(marks)
    }
}
