import Daylight
import HTTPTypes

/// The API's description of itself.
struct APIDocumentRoutes: Sendable {
    let site: Site

    /// The document describes the given routes and itself.
    func route(describing routes: [Route]) -> Route {
        let path = "/api/v1/openapi.json"
        let operation = Operation(
            id: "getDescription", summary: "This description (OpenAPI 3.1).", tag: "Description",
            schema: .object([Schema.property("openapi", .text(), "The version of OpenAPI.")], isOpen: true),
            example: ["openapi": "3.1.0"])
        let publicURL = site.configuration.publicURL
        let own = Route(.get, path, access: .everyone, operation: operation, isShared: true) { _ in .json(.null) }
        let document = OpenAPI(routes: routes + [own] + problems, publicURL: publicURL).document
        return Route(.get, path, access: .everyone, operation: operation, isShared: true) { _ in .json(document) }
    }

    /// What each kind of problem means.
    var problems: [Route] {
        [
            Route(
                .get, "/api/v1/problems", access: .everyone,
                operation: Operation(
                    id: "listProblems", summary: "Every kind of problem an answer can be.", tag: "Description",
                    schema: ComponentSchema.page(of: .problemKind),
                    example: Examples.page(of: Problem.Kind.notFound.json)),
                isShared: true
            ) { _ in .json(["items": .array(Problem.Kind.allCases.map(\.json)), "next": .null]) },
            Route(
                .get, "/api/v1/problems/{code}", access: .everyone,
                operation: Operation(
                    id: "getProblem", summary: "What a kind of problem means and what to do.", tag: "Description",
                    schema: .named(.problemKind), example: Problem.Kind.notFound.json, problems: [.notFound],
                    parameters: ["code": "The problem's code."]),
                isShared: true
            ) { call in
                guard let kind = Problem.Kind(rawValue: try call.parameter("code")) else { throw Problem.notFound("This code") }
                return .json(kind.json)
            },
        ]
    }
}
