import Daylight
import EvidenceLog
import HTTPTypes
import Storage

/// Statements and the log as JSON.
struct APILogRoutes: Sendable {
    let site: Site

    var routes: [Route] { [statements, statement, log] }

    private var statements: Route {
        Route(
            .get, "/api/v1/statements", access: .everyone, query: [.limit, .after],
            operation: Operation(
                id: "listStatements", summary: "Signed statements, newest first.", tag: "Log",
                schema: ComponentSchema.page(of: .statement), example: Examples.page(of: Examples.statement),
                problems: [.invalidParameter]),
            isShared: true
        ) { call in
            let found = try await site.store.statements(after: call.cursor(), limit: call.limit)
            return APIReadingRoutes.page(try await site.json(found.items), next: found.next, call)
        }
    }

    private var statement: Route {
        Route(
            .get, "/api/v1/statements/{index}", access: .everyone,
            operation: Operation(
                id: "getStatement", summary: "The statement at an index of the log.", tag: "Log",
                schema: .named(.statement), example: Examples.statement, problems: [.notFound],
                parameters: ["index": "The index in the log, from 0."]),
            isShared: true
        ) { call in
            let index = try StatementRoutes.index(of: call)
            guard let record = try await site.store.statement(atIndex: index) else { throw Problem.notFound("This statement") }
            let standings = try await site.store.standings(ofStatementsAt: [index])
            return .json(record.json(standings))
        }
    }

    private var log: Route {
        Route(
            .get, "/api/v1/log", access: .everyone,
            operation: Operation(
                id: "getLog", summary: "The log's name, size and published checkpoint.", tag: "Log",
                schema: .named(.logState), example: Examples.logState),
            isShared: true
        ) { _ in .json(site.observatory.log.json) }
    }
}
