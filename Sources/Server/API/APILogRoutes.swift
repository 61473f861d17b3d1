import Daylight
import EvidenceLog
import HTTPTypes
import Storage

/// Statements and the log as JSON.
struct APILogRoutes: Sendable {
    let site: Site

    var routes: [Route] { [statements, statement, log, logs] }

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
            .get, "/api/v1/statements/{number}", access: .everyone,
            operation: Operation(
                id: "getStatement", summary: "The statement of a number.", tag: "Log",
                schema: .named(.statement), example: Examples.statement, problems: [.notFound],
                parameters: ["number": "The number, from 0; it runs on through all logs."]),
            isShared: true
        ) { call in
            .json(try await site.json([site.statement(of: call)])[0])
        }
    }

    private var log: Route {
        Route(
            .get, "/api/v1/log", access: .everyone,
            operation: Operation(
                id: "getLog", summary: "The log that statements go into: name, size, published checkpoint.", tag: "Log",
                schema: .named(.logState), example: Examples.logState),
            isShared: true
        ) { _ in .json(site.observatory.current.json) }
    }

    private var logs: Route {
        Route(
            .get, "/api/v1/logs", access: .everyone,
            operation: Operation(
                id: "listLogs", summary: "Every log, the earliest first; statements go into the last.", tag: "Log",
                schema: ComponentSchema.page(of: .logState), example: Examples.page(of: Examples.logState)),
            isShared: true
        ) { _ in .json(["items": .array(site.observatory.logs.map(\.json)), "next": .null]) }
    }
}
