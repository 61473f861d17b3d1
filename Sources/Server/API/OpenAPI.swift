import Daylight
import HTTPTypes
import Storage

/// The OpenAPI 3.1 document, written from the routes that serve.
struct OpenAPI {
    let routes: [Route]
    let publicURL: String

    var document: JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Daylight", "version": "1",
                "summary": "Seven questions about an election, answered with evidence.",
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": .string(publicURL)]],
            "paths": .object(paths),
            "components": .object(components),
        ]
    }

    private var paths: JSONObject {
        var paths = JSONObject()
        for route in routes {
            guard let operation = route.operation else { continue }
            var methods = paths[route.path]?.objectValue ?? [:]
            methods[route.method.rawValue.lowercased()] = Self.json(of: operation, route: route)
            paths[route.path] = .object(methods)
        }
        return paths
    }

    private var components: JSONObject {
        var schemas = JSONObject()
        for component in ComponentSchema.allCases { schemas[component.rawValue] = component.schema.json }
        return [
            "schemas": .object(schemas),
            "securitySchemes": ["token": ["type": "http", "scheme": "bearer", "bearerFormat": "dl_…"]],
        ]
    }

    private static func json(of operation: Operation, route: Route) -> JSONValue {
        var object: JSONObject = [
            "operationId": .string(operation.id), "summary": .string(operation.summary),
            "tags": [.string(operation.tag)],
        ]
        let parameters = pathParameters(operation) + queryParameters(route) + headerParameters(operation)
        if !parameters.isEmpty { object["parameters"] = .array(parameters) }
        if let body = operation.body {
            var content = JSONObject()
            for type in route.body.types {
                // What is no JSON is described where its file is.
                content[type] =
                    type == "application/json"
                    ? ["schema": body.schema.json, "example": body.example] : ["schema": ["type": "string"]]
            }
            object["requestBody"] = ["required": true, "content": .object(content)]
        }
        object["responses"] = .object(responses(of: operation, route: route))
        if case .role(_, let scope) = route.access {
            object["security"] = [["token": []]]
            object["description"] = .string("Needs a token with the scope `\(scope.rawValue)`.")
        }
        return .object(object)
    }

    private static func pathParameters(_ operation: Operation) -> [JSONValue] {
        operation.parameters.sorted { $0.key < $1.key }.map { name, meaning in
            [
                "name": .string(name), "in": "path", "required": true, "description": .string(meaning),
                "schema": ["type": "string"],
            ]
        }
    }

    private static func queryParameters(_ route: Route) -> [JSONValue] {
        route.query.map { parameter in
            [
                "name": .string(parameter.name), "in": "query", "required": .bool(parameter.isRequired),
                "description": .string(parameter.meaning), "schema": parameter.schema.json,
                "example": .string(parameter.example),
            ]
        }
    }

    private static func headerParameters(_ operation: Operation) -> [JSONValue] {
        guard operation.body != nil else { return [] }
        return [
            [
                "name": "Idempotency-Key", "in": "header", "required": false,
                "description": "Chosen by you; the same key with the same body is answered again with the first answer.",
                "schema": ["type": "string", "maxLength": .integer(IdempotencyKey.lengthLimit)],
            ]
        ]
    }

    private static func responses(of operation: Operation, route: Route) -> JSONObject {
        var responses: JSONObject = [
            String(operation.status.code): [
                "description": .string(operation.summary),
                "content": ["application/json": ["schema": operation.schema.json, "example": operation.example]],
            ]
        ]
        let common: [Problem.Kind] = [.unknownParameter, .tooManyRequests, .unavailable]
        for kind in common + operation.problems {
            responses[String(kind.status.code)] = [
                "description": .string(kind.title),
                "content": ["application/problem+json": ["schema": Schema.named(.problem).json]],
            ]
        }
        return responses
    }
}
