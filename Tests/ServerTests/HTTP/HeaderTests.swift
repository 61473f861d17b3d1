import Daylight
import HTTPTypes
import Storage
import Testing

@testable import Server

@Suite struct HeaderTests {
    @Test("every answer of every route carries the security fields, a request id and its limits")
    func everyRoute() async throws {
        let site = try await TestSite()
        try await site.decide()
        let client = try await site.person(.admin)
        var ids: Set<String> = []
        for route in site.table.routes {
            let answer = try await client.send(route.method, site.address(of: route))
            try check(answer, route.path)
            ids.insert(answer.headers[.xRequestID] ?? "")
        }
        #expect(ids.count == site.table.routes.count)
    }

    @Test("so does every error", arguments: ["/nothing-here", "/findings/0000000000000000", "/findings?bad=1", "/tokens"])
    func errors(path: String) async throws {
        let site = try await TestSite()
        for accept in [Client.browser, "application/json"] {
            try check(await site.anonymous.get(path, accept: accept), path)
        }
    }

    private func check(_ answer: Client.Answer, _ path: String) throws {
        let policy = try #require(answer.headers[.contentSecurityPolicy], "\(path)")
        for part in ["default-src 'none'", "style-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"]
        {
            #expect(policy.contains(part), "\(path)")
        }
        #expect(answer.headers[.xContentTypeOptions] == "nosniff", "\(path)")
        #expect(answer.headers[.referrerPolicy] == "same-origin", "\(path)")
        #expect(answer.headers[.permissionsPolicy] == "interest-cohort=()", "\(path)")
        #expect(answer.headers[.cacheControl] != nil, "\(path)")
        #expect(answer.headers[.xRequestID]?.utf8.count == 16, "\(path)")
        #expect(answer.headers[.rateLimit] != nil, "\(path)")
        #expect(answer.headers[.rateLimitPolicy] != nil, "\(path)")
    }

    @Test("HSTS is sent only where readers come by HTTPS")
    func strictTransport() async throws {
        let plain = try await TestSite()
        #expect(try await plain.anonymous.get("/method").headers[.strictTransportSecurity] == nil)
        let secure = try await TestSite { $0.publicURL = "https://daylight.example" }
        #expect(try await secure.anonymous.get("/method").headers[.strictTransportSecurity] != nil)
    }

    @Test("what is made for one person is never kept, what is public has an ETag")
    func caching() async throws {
        let site = try await TestSite()
        #expect(try await site.person(.reader).get("/findings").headers[.cacheControl] == "no-store")
        let open = try await site.anonymous.get("/findings")
        #expect(open.headers[.cacheControl] == "no-cache")
        let tag = try #require(open.headers[.eTag])
        let again = try await site.anonymous.get("/findings", headers: [.ifNoneMatch: tag])
        #expect(again.status == 304)
        #expect(again.body.isEmpty)
        #expect(again.headers[.eTag] == tag)
        #expect(try await site.anonymous.get("/findings", headers: [.ifNoneMatch: "\"other\", W/\(tag)"]).status == 304)
        #expect(try await site.anonymous.get("/findings", headers: [.ifNoneMatch: "\"other\""]).status == 200)
    }

    @Test("what a program reads in somebody's name is for that program alone")
    func personal() async throws {
        let site = try await TestSite()
        let answer = try await site.program(.reader, scopes: [.read]).get("/api/v1/findings")
        #expect(answer.headers[.cacheControl] == "private, no-cache")
        #expect(try await site.anonymous.get("/api/v1/findings").headers[.cacheControl] == "no-cache")
    }

    @Test("an answer's ETag changes when the answer changes")
    func changingTag() async throws {
        let site = try await TestSite()
        let path = "/api/v1/findings/\(site.finding.id)"
        let before = try await site.anonymous.get(path)
        #expect(try await site.anonymous.get(path).headers[.eTag] == before.headers[.eTag])
        try await site.decide()
        let tag = try #require(before.headers[.eTag])
        #expect(try await site.anonymous.get(path, headers: [.ifNoneMatch: tag]).status == 200)
    }

    @Test("HEAD answers as GET without a body")
    func head() async throws {
        let site = try await TestSite()
        let get = try await site.anonymous.get("/method")
        let head = try await site.anonymous.send(.head, "/method")
        #expect(head.status == 200)
        #expect(head.body.isEmpty)
        #expect(head.headers[.eTag] == get.headers[.eTag])
    }
}
