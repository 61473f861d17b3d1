import Credibility
import Daylight
import HTTPTypes
import Storage

/// Asking and searching.
struct SubjectRoutes: Sendable {
    let site: Site

    private static let dataset = QueryParameter("dataset", "Which data set's shares are listed.", example: "0123456789abcdef")
    private static let asked = QueryParameter("subject", "What to ask about, as KIND:ID.", example: "account:example")

    var routes: [Route] {
        [
            Route(.get, SitePath.ask, query: [Self.asked, Self.dataset, .after], handle: ask),
            Route(.get, "/account/{id}", query: [Self.dataset, .after], handle: account),
            Route(.get, "/account/{id}/shares.csv", query: [Self.dataset], handle: sharesCSV),
            Route(.get, "/account/{id}/shares.json", query: [Self.dataset], handle: sharesJSON),
        ]
    }

    private func ask(_ call: Call) async throws -> Reply {
        guard let text = call.query["subject"], !text.isEmpty else {
            return try await site.page(AskPage(typed: "", problem: nil), for: call)
        }
        do {
            return try await subject(Subject(parsing: text), call)
        } catch let error as InputError {
            return try await site.page(AskPage(typed: text, problem: error.description), for: call, status: .badRequest)
        }
    }

    private func account(_ call: Call) async throws -> Reply {
        try await subject(Self.account(of: call), call)
    }

    private static func account(of call: Call) throws(Problem) -> Subject {
        let id = try call.parameter("id")
        do { return try Subject(.account, id) } catch { throw Problem(error, pointer: "#id") }
    }

    private func subject(_ subject: Subject, _ call: Call) async throws -> Reply {
        let rows = try await site.store.findings(about: subject).prefix(50).map { try FindingRow($0) }
        let page = SubjectPage(
            card: try await site.answers.ask(subject), activity: try await activity(of: subject, call), findings: rows,
            notes: try await notes(on: subject, call), isSignedIn: call.visitor.user != nil)
        return try await site.page(page, for: call)
    }

    /// What nobody has found helpful yet is for those who can rate it.
    private func notes(on subject: Subject, _ call: Call) async throws -> [NoteItem] {
        let maySeeAll = call.visitor.user != nil
        return try await site.notes.standings(on: subject).filter { maySeeAll || $0.life.status == .helpful }.map(\.item)
    }

    /// Shares of the account in one data set: the one asked for, or the newest that has any.
    private func activity(of subject: Subject, _ call: Call) async throws -> SubjectPage.Activity {
        guard subject.kind == .account else { return .notShown }
        guard let activity = try await chosenActivity(of: subject, call) else { return .notShown }
        let page = try await site.store.shares(
            ofAccount: subject.identifier, in: activity.dataset, after: call.cursor(), limit: call.limit)
        let base = "/account/\(PercentEncoding.query(subject.identifier))"
        let set = "dataset=\(activity.dataset.text)"
        let paging = Paging(
            total: .exactly(activity.rows), first: call.query["after"] == nil ? nil : "\(base)?\(set)",
            next: page.next.map { "\(base)?\(set)&after=\(PercentEncoding.query($0.text))" })
        let rows = try page.items.map { share in
            SubjectPage.ActivityRow(time: share.time, object: try Subject(.object, share.object), content: share.content)
        }
        return .rows(rows, paging, ListDownloads(csv: "\(base)/shares.csv?\(set)", json: "\(base)/shares.json?\(set)"))
    }

    private func chosenActivity(of subject: Subject, _ call: Call) async throws -> AccountActivity? {
        let all = try await site.store.activity(ofAccount: subject.identifier)
        guard let text = call.query["dataset"] else { return all.first }
        guard let found = all.first(where: { $0.dataset.text == text }) else { throw Problem.notFound("This data set") }
        return found
    }

    /// Every share of the account in the data set, bounded.
    private func shares(_ call: Call) async throws -> [Share] {
        let subject = try Self.account(of: call)
        guard let activity = try await chosenActivity(of: subject, call) else { throw Problem.notFound("This account") }
        return try await Listing.all { cursor, limit in
            try await site.store.shares(ofAccount: subject.identifier, in: activity.dataset, after: cursor, limit: limit)
        }
    }

    private func sharesCSV(_ call: Call) async throws -> Reply {
        var table = CommaSeparated(columns: ["timestamp_share", "object_id", "content_id", "account_id"])
        for share in try await shares(call) {
            table.append([share.time.description, share.object, share.content, share.account])
        }
        return .download(table.bytes, type: MediaTypeText.csv, name: "shares.csv")
    }

    private func sharesJSON(_ call: Call) async throws -> Reply {
        .json(
            .array(
                try await shares(call).map { share in
                    [
                        "timestamp_share": .string(share.time.description), "object_id": .string(share.object),
                        "content_id": .string(share.content), "account_id": .string(share.account),
                    ]
                }))
    }
}
