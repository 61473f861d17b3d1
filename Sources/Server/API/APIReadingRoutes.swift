import Daylight
import HTTPTypes
import Storage

/// The reading half of `/api/v1`.
struct APIReadingRoutes: Sendable {
    let site: Site

    var routes: [Route] { [ask, search, findings, finding, datasets, dataset] }

    private var ask: Route {
        Route(
            .get, "/api/v1/ask", query: [.subject],
            operation: Operation(
                id: "ask", summary: "The seven answers about a subject.", tag: "Asking", schema: .named(.answerCard),
                example: Examples.answerCard, problems: [.invalidParameter]),
            isShared: true
        ) { call in
            let subject: Subject
            do {
                subject = try Subject(parsing: call.query["subject"] ?? "")
            } catch let error as InputError { throw Problem.invalidParameter("subject", error.description) }
            return .json(try await site.answers.ask(subject).json)
        }
    }

    private var search: Route {
        Route(
            .get, "/api/v1/search", query: [.words, .limit, .after],
            operation: Operation(
                id: "search", summary: "Accounts, objects, findings and decisions that contain words.", tag: "Asking",
                schema: ComponentSchema.page(of: .searchHit), example: Examples.page(of: Examples.searchHit),
                problems: [.invalidParameter]),
            isShared: true
        ) { call in
            let found = try await site.store.search(
                call.query["q"] ?? "", kinds: SearchHit.Kind.shown(to: call.visitor), after: call.cursor(), limit: call.limit)
            return Self.page(found, call) { $0.json }
        }
    }

    private var findings: Route {
        Route(
            .get, "/api/v1/findings", query: [.question, .verdict, .filterSubject, .limit, .after],
            operation: Operation(
                id: "listFindings", summary: "Findings, newest first.", tag: "Findings",
                schema: ComponentSchema.page(of: .finding), example: Examples.page(of: Examples.finding),
                problems: [.invalidParameter]),
            isShared: true
        ) { call in
            let query = try Self.query(call)
            return try Self.page(await site.store.findings(query, after: call.cursor(), limit: call.limit), call) {
                $0.json(for: call.visitor)
            }
        }
    }

    private static func query(_ call: Call) throws(Problem) -> FindingQuery {
        var subject: Subject?
        if let text = call.query["subject"] {
            do { subject = try Subject(parsing: text) } catch { throw .invalidParameter("subject", error.description) }
        }
        let state: FindingQuery.State? = call.query["verdict"].flatMap { text in
            text == "undecided" ? .undecided : Verdict(rawValue: text).map { .verdict($0) }
        }
        return FindingQuery(question: call.query["question"].flatMap { Question(slug: $0) }, state: state, subject: subject)
    }

    private var finding: Route {
        Route(
            .get, "/api/v1/findings/{id}",
            operation: Operation(
                id: "getFinding", summary: "A finding with its evidence and every decision.", tag: "Findings",
                schema: .named(.findingWithEvidence), example: Examples.findingWithEvidence, problems: [.notFound],
                parameters: ["id": "The finding's id."]),
            isShared: true
        ) { call in
            let record = try await site.finding(of: call)
            var object = record.json(for: call.visitor).objectValue ?? [:]
            object["evidence"] = try JSONParser.parse(record.finding.evidence)
            object["decisions"] = .array(
                try await site.store.decisions(of: record.finding.id).map { $0.json(for: call.visitor) })
            return .json(.object(object))
        }
    }

    private var datasets: Route {
        Route(
            .get, "/api/v1/datasets",
            operation: Operation(
                id: "listDataSets", summary: "Every data set that was read, newest first.", tag: "Data",
                schema: ComponentSchema.page(of: .dataSet), example: Examples.page(of: Examples.dataSet)),
            isShared: true
        ) { _ in
            .json(["items": .array(try await site.store.datasets().map(\.json)), "next": .null])
        }
    }

    private var dataset: Route {
        Route(
            .get, "/api/v1/datasets/{id}",
            operation: Operation(
                id: "getDataSet", summary: "One data set.", tag: "Data", schema: .named(.dataSet), example: Examples.dataSet,
                problems: [.notFound], parameters: ["id": "The data set's id."]),
            isShared: true
        ) { call in
            guard let id = Dataset.ID(try call.parameter("id")), let dataset = try await site.store.dataset(id) else {
                throw Problem.notFound("This data set")
            }
            return .json(dataset.json)
        }
    }

    /// A page of a list, with the address of the next one in the `Link` field (RFC 8288).
    static func page<Item: Sendable>(
        _ page: Storage.Page<Item>, _ call: Call, json: (Item) -> JSONValue
    ) -> Reply {
        Self.page(page.items.map(json), next: page.next, call)
    }

    /// The same for items that are JSON already.
    static func page(_ items: [JSONValue], next: Cursor?, _ call: Call) -> Reply {
        var reply = Reply.json(["items": .array(items), "next": next.map { .string($0.text) } ?? .null])
        if let next {
            reply.headers[.link] = "<\(call.path)?\(call.query.query(setting: "after", to: next.text))>; rel=\"next\""
        }
        return reply
    }
}

extension QueryParameter {
    static let filterSubject = QueryParameter("subject", "Only findings about this KIND:ID.", example: "account:example")
}
