import Daylight
import HTTPTypes
import Storage
import Testing

@testable import Server

@Suite struct IdempotencyTests {
    private let decision: JSONValue = ["verdict": "organic", "reasons": "A fan club."]

    private func path(_ site: TestSite) -> String { "/api/v1/findings/\(site.finding.id)/decisions" }

    @Test("the same key with the same body decides once and answers the same")
    func replay() async throws {
        let site = try await TestSite()
        let client = try await site.program(.reviewer, scopes: [.decide])
        let headers: HTTPFields = [.idempotencyKey: "key-1"]
        let first = try await client.post(path(site), json: decision, headers: headers)
        let second = try await client.post(path(site), json: decision, headers: headers)
        #expect(first.status == 201)
        #expect(second.status == 201)
        #expect(first.body == second.body)
        #expect(second.headers[.idempotencyReplayed] == "true")
        #expect(try await site.store.decisions(of: site.finding.id).count == 1)
    }

    @Test("the same key with another body is refused")
    func mismatch() async throws {
        let site = try await TestSite()
        let client = try await site.program(.reviewer, scopes: [.decide])
        let headers: HTTPFields = [.idempotencyKey: "key-1"]
        _ = try await client.post(path(site), json: decision, headers: headers)
        let other = try await client.post(path(site), json: ["verdict": "need more", "reasons": "x"], headers: headers)
        #expect(other.status == 422)
        #expect(other.json["code"] == "key-reused")
    }

    @Test("another key, another person or no key is another request")
    func others() async throws {
        let site = try await TestSite()
        let client = try await site.program(.reviewer, scopes: [.decide])
        _ = try await site.observatory.addPerson(
            name: "second", password: TestSite.password, role: .reviewer, cost: TestSite.cost, now: site.clock.now)
        let second = try await site.program(named: "second", scopes: [.decide])
        _ = try await client.post(path(site), json: decision, headers: [.idempotencyKey: "a"])
        _ = try await client.post(path(site), json: decision, headers: [.idempotencyKey: "b"])
        _ = try await second.post(path(site), json: decision, headers: [.idempotencyKey: "a"])
        _ = try await client.post(path(site), json: decision)
        #expect(try await site.store.decisions(of: site.finding.id).count == 4)
    }

    @Test("a refused request may be corrected under the same key")
    func corrected() async throws {
        let site = try await TestSite()
        let client = try await site.program(.reviewer, scopes: [.decide])
        let headers: HTTPFields = [.idempotencyKey: "key-1"]
        #expect(try await client.post(path(site), json: ["verdict": "organic"], headers: headers).status == 422)
        #expect(try await client.post(path(site), json: decision, headers: headers).status == 201)
    }

    @Test("many requests with one key at once decide once")
    func concurrent() async throws {
        let site = try await TestSite()
        let client = try await site.program(.reviewer, scopes: [.decide])
        let path = path(site)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask { try await client.post(path, json: decision, headers: [.idempotencyKey: "key-1"]).status }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.allSatisfy { [201, 409].contains($0) })
        #expect(statuses.contains(201))
        #expect(try await site.store.decisions(of: site.finding.id).count == 1)
    }

    @Test("a key that is empty, long or not printable is refused", arguments: ["", "a b", String(repeating: "k", count: 256)])
    func badKey(key: String) async throws {
        #expect(IdempotencyKey(key) == nil)
    }
}
