import Daylight
import HTTPTypes
import Storage
import Testing

@testable import Server

@Suite struct OpenAPITests {
    @Test("every route of the API is described, and nothing else is")
    func complete() async throws {
        let site = try await TestSite()
        let document = try await site.anonymous.get("/api/v1/openapi.json").json
        #expect(document["openapi"] == "3.1.0")
        let described = (document["paths"]?.objectValue?.members ?? []).flatMap { path in
            (path.value.objectValue?.members ?? []).map { "\($0.name.uppercased()) \(path.name)" }
        }
        let registered = site.table.routes.filter(\.isAPI).map { "\($0.method.rawValue) \($0.path)" }
        #expect(Set(described) == Set(registered))
        #expect(site.table.routes.allSatisfy { $0.operation == nil || $0.isAPI })
    }

    @Test("every example fits its schema")
    func examples() async throws {
        for route in try await TestSite().table.routes {
            guard let operation = route.operation else { continue }
            #expect(operation.schema.faults(in: operation.example).isEmpty, "\(operation.id)")
            if let body = operation.body { #expect(body.schema.faults(in: body.example).isEmpty, "\(operation.id)") }
        }
    }

    @Test("every answer fits the schema its description promises")
    func answers() async throws {
        let site = try await TestSite()
        try await site.decide()
        let client = try await site.program(.reviewer, scopes: [.read])
        for route in site.table.routes where route.method == .get {
            guard let operation = route.operation else { continue }
            let answer = try await client.get(site.address(of: route))
            #expect(answer.status == operation.status.code, "\(route.path)")
            let faults = operation.schema.faults(in: answer.json)
            #expect(faults.isEmpty, "\(route.path): \(faults)")
        }
    }

    @Test("operations have different ids, path parameters are all described")
    func consistent() async throws {
        let routes = try await TestSite().table.routes.filter(\.isAPI)
        #expect(Set(routes.compactMap(\.operation?.id)).count == routes.count)
        for route in routes {
            let names = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
            #expect(Set(names) == Set(try #require(route.operation).parameters.keys))
        }
    }

    @Test("every named schema is used and defined")
    func components() async throws {
        let document = try await TestSite().anonymous.get("/api/v1/openapi.json")
        let names = document.json["components"]?["schemas"]?.objectValue?.members.map(\.name) ?? []
        #expect(names.count == ComponentSchema.allCases.count)
        for name in names { #expect(document.text.contains("\"#/components/schemas/\(name)\""), "\(name)") }
    }

    @Test("every kind of problem is explained at the address its answers name", arguments: Problem.Kind.allCases)
    func problems(kind: Problem.Kind) async throws {
        let answer = try await TestSite().anonymous.get("/api/v1/problems/\(kind.rawValue)")
        #expect(answer.status == 200)
        #expect(answer.json["status"]?.integerValue == Int64(kind.status.code))
    }
}
