import Daylight
import HTTPTypes
import Sponsorship
import Storage

/// What is due, and the queue for the European repository.
struct DueRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, SitePath.due, access: .person(.publisher), handle: due),
            Route(.get, SitePath.dueCSV, access: .person(.publisher)) { try await table($0).csv },
            Route(.get, SitePath.dueJSON, access: .person(.publisher)) { try await table($0).json },
            Route(.get, SitePath.repository, access: .person(.publisher), handle: repository),
            Route(.get, SitePath.repositoryLines, access: .person(.publisher), handle: bundle),
            Route(.get, SitePath.repositoryXML, access: .person(.publisher), handle: xml),
            Route(.post, "/ads/repository/{code}/accept", access: .person(.publisher), body: .form, handle: accept),
        ]
    }

    private var configuration: AdvertisingConfiguration { site.configuration.advertising }

    private func lines(_ call: Call) async throws -> [DueLine] {
        try await DutyDesk(store: site.store, configuration: configuration).due(now: call.now)
    }

    private func due(_ call: Call) async throws -> Reply {
        let page = DuePage(lines: try await lines(call), zone: configuration.zone, country: configuration.country)
        return try await site.page(page, for: call)
    }

    private func table(_ call: Call) async throws -> DutyTable {
        let objects = try await lines(call).map { $0.json(configuration.zone) }
        let columns = [
            "rule", "basis", "task", "message", "actor", "subject", "ad", "target", "latest", "late", "effect", "path",
        ]
        return DutyTable(name: "due", columns: columns, rows: objects.map { line in columns.map { line[$0] ?? .null } })
    }

    private func repository(_ call: Call) async throws -> Reply { try await repository(call, problem: nil) }

    private func repository(
        _ call: Call, problem: ShortCode?, status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        let clock = configuration.clock(at: call.now)
        let rows = try await RepositoryDesk(site).entries().map { entry in
            RepositoryPage.Row(
                code: entry.published.code, title: entry.published.notice.displayTitle,
                submission: entry.submission.content, time: entry.submission.content.time(clock), hasChanged: entry.hasChanged)
        }
        let waiting = rows.filter { $0.submission.acceptance == nil || $0.hasChanged }
        let done = rows.filter { $0.submission.acceptance != nil && !$0.hasChanged }
        let urgent = waiting.sorted { ($0.time.target.milliseconds, $0.code.bits) < ($1.time.target.milliseconds, $1.code.bits) }
        return try await site.page(
            RepositoryPage(rows: urgent + done, problem: problem, zone: configuration.zone), for: call, status: status)
    }

    private func accept(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        guard let code = ShortCode(try call.parameter("code")) else { throw Problem.notFound("This notice") }
        var reading = FormReading(call.form)
        let identifier = reading.text("repository", limit: 200)
        guard reading.isRight else { return try await repository(call, problem: code, status: .unprocessableContent) }
        guard try await RepositoryDesk(site).accept(code, repositoryID: identifier, by: user.name, now: call.now) else {
            throw Problem.notFound("This submission")
        }
        return .seeOther(SitePath.repository)
    }

    /// What waits to be sent, in the order in which it was published.
    private func waiting() async throws -> (RepositoryDesk, [RepositoryDesk.Entry]) {
        let desk = RepositoryDesk(site)
        let entries = try await desk.entries().filter(\.isWaiting)
            .sorted { $0.submission.content.firstAt < $1.submission.content.firstAt }
        return (desk, entries)
    }

    private func bundle(_ call: Call) async throws -> Reply {
        let (desk, entries) = try await waiting()
        let lines = entries.map { CanonicalJSON.line(.object(desk.bundle($0))) + "\n" }
        return .download(Array(lines.joined().utf8), type: MediaTypeText.jsonLines, name: "repository.jsonl")
    }

    private func xml(_ call: Call) async throws -> Reply {
        let (desk, entries) = try await waiting()
        return .download(Array(desk.xml(entries).utf8), type: MediaTypeText.xml, name: "repository.xml")
    }
}
