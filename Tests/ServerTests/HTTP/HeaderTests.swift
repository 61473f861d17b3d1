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
        let client = try await site.person(.reviewer)
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
        // A file from outside may not even send a form.
        let own =
            path.hasPrefix("/creatives/") ? ["form-action 'none'", "; sandbox"] : ["style-src 'self'", "form-action 'self'"]
        for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"] + own {
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

    @Test("only pages with the verifier run a script, from its own file, which may write nothing but text")
    func scripts() async throws {
        let site = try await TestSite()
        try await site.decide()
        for (path, runs) in [("/", false), ("/receipts", false), ("/verify", true), ("/statements/0", true)] {
            let answer = try await site.anonymous.get(path, accept: Client.browser)
            let policy = try #require(answer.headers[.contentSecurityPolicy])
            #expect(policy.contains(runs ? "script-src 'self'; " : "script-src 'none'; "), "\(path)")
            #expect(policy.contains("require-trusted-types-for 'script'; trusted-types 'none'") == runs, "\(path)")
            #expect(answer.text.contains("<script") == runs, "\(path)")
            #expect(answer.text.split(separator: "<script").count - 1 == (runs ? 1 : 0), "\(path)")
        }
        let script = try await site.anonymous.get(SitePath.verifier)
        #expect(script.headers[.contentType] == "text/javascript; charset=utf-8")
    }

    @Test("the file to keep names its own script and style by digest and allows nothing else")
    func savedFile() async throws {
        let site = try await TestSite()
        try await site.decide()
        for path in ["/statements/0/receipt.html", "/verify/daylight-verify.html"] {
            let answer = try await site.anonymous.get(path)
            #expect(answer.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            for source in [InlineSource.verifier, .stylesheet] {
                #expect(answer.text.contains(">\(source.text)</"))
                #expect(answer.text.contains(HTMLText.escape(source.policyHash)))
            }
            #expect(answer.text.contains("default-src &#39;none&#39;"))
            #expect(!answer.text.contains("unsafe"))
        }
        #expect(try await site.anonymous.get("/statements/1/receipt.html").status == 404)
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
