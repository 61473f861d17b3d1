import Daylight
import HTTPTypes
import Storage
import Testing

@testable import Server

@Suite struct AccessTests {
    private enum Who: String, CaseIterable { case anonymous, reader, reviewer }

    private func client(_ who: Who, _ site: TestSite) async throws -> Client {
        switch who {
        case .anonymous: site.anonymous
        case .reader: try await site.person(.reader)
        case .reviewer: try await site.person(.reviewer)
        }
    }

    /// The status a GET must have, from the route's rule alone.
    private func expected(_ route: Route, _ who: Who) -> Int {
        switch (route.access, who) {
        case (.person, .anonymous), (.role, .anonymous): 401
        case (.person(let role), .reader) where role > .reader: 403
        case (.role(let role, _), .reader) where role > .reader: 403
        default: route.path.hasPrefix("/style") || route.path.hasPrefix("/favicon") ? 308 : 200
        }
    }

    @Test("every address answers anonymous visitors, readers and reviewers as its rule says", arguments: Who.allCases)
    private func everyRoute(who: Who) async throws {
        let site = try await TestSite()
        try await site.decide()
        let client = try await client(who, site)
        for route in site.table.routes where route.method == .get {
            let address = try await site.address(of: route)
            let answer = try await client.get(address)
            #expect(answer.status == expected(route, who), "\(address) for \(who): \(answer.text.prefix(300))")
        }
    }

    @Test("a form sent without the token of the session is refused at every address that takes one")
    func forgery() async throws {
        let site = try await TestSite()
        for role in [Role.reader, .reviewer] {
            var client = try await site.person(role)
            client.formToken = "made up"
            for route in site.table.routes where [.form, .keptForm, .formWithFiles].contains(route.body) {
                let answer = try await client.post(
                    site.address(of: route),
                    form: [("verdict", "organic"), ("reasons", "because"), ("name", "x"), ("password", "x"), ("scope", "read")])
                #expect([403, 422].contains(answer.status), "\(route.path): \(answer.status)")
            }
        }
        #expect(try await site.store.decisions(of: site.finding.id).isEmpty)
    }

    @Test("a form that another site makes a browser send is refused even with the token")
    func crossSite() async throws {
        let site = try await TestSite()
        let client = try await site.person(.reviewer)
        let address = "/findings/\(site.finding.id)/decisions"
        for headers in [[.secFetchSite: "cross-site"], [.origin: "https://evil.example"]] as [HTTPFields] {
            let answer = try await client.post(address, form: [("verdict", "organic"), ("reasons", "because")], headers: headers)
            #expect(answer.status == 403)
        }
        #expect(try await site.store.decisions(of: site.finding.id).isEmpty)
    }

    @Test("where readers must sign in, pages and API are closed and the log stays open")
    func closedReading() async throws {
        let site = try await TestSite { $0.readers = .signedIn }
        for path in ["/", "/findings", "/api/v1/findings", "/findings/\(site.finding.id)/evidence.json", "/account/ann"] {
            #expect(try await site.anonymous.get(path).status == 401, "\(path)")
            #expect(try await site.person(.reader).get(path).status == 200, "\(path)")
        }
        for path in ["/log/checkpoint", "/sign-in", "/assets/daylight.css", "/health/live"] {
            #expect(try await site.anonymous.get(path).status == 200, "\(path)")
        }
    }

    @Test("a browser that must sign in is led to the sign-in page and back")
    func redirect() async throws {
        let site = try await TestSite()
        let answer = try await site.anonymous.get("/tokens", accept: Client.browser)
        #expect(answer.status == 303)
        #expect(answer.headers[.location] == "/sign-in?return=%2Ftokens")
    }

    @Test("a token without the scope, or of somebody without the role, decides nothing")
    func scopes() async throws {
        let site = try await TestSite()
        let address = "/api/v1/findings/\(site.finding.id)/decisions"
        let decision: JSONValue = ["verdict": "organic", "reasons": "because"]
        #expect(try await site.program(.reviewer, scopes: [.read]).post(address, json: decision).status == 403)
        #expect(try await site.program(.reader, scopes: [.decide]).post(address, json: decision).status == 403)
        #expect(try await site.anonymous.post(address, json: decision).status == 401)
        #expect(try await site.person(.reviewer).post(address, json: decision).status == 401)
        #expect(try await site.program(.reviewer, scopes: [.decide]).post(address, json: decision).status == 201)
    }

    @Test("a token without the scope to read reads nothing that a person may be shown more of")
    func readScope() async throws {
        let site = try await TestSite()
        let program = try await site.program(.reviewer, scopes: [.decide])
        for path in ["/api/v1/findings", "/findings", "/api/v1/ask?subject=account%3Aann"] {
            #expect(try await program.get(path).status == 403, "\(path)")
        }
        #expect(try await program.get("/log/checkpoint").status == 200)
    }

    @Test("an unknown token is an error and never an anonymous visit")
    func unknownToken() async throws {
        let site = try await TestSite()
        var client = site.anonymous
        for token in [APIToken(from: .seeded(77)).text, "dl_short", ""] {
            client.token = token
            let answer = try await client.get("/api/v1/findings")
            #expect(answer.status == 401)
            #expect(answer.headers[.wwwAuthenticate]?.contains("Bearer") == true)
        }
    }

    @Test("a disabled person's session and token open nothing")
    func disabled() async throws {
        let site = try await TestSite()
        let person = try await site.person(.reviewer)
        let program = try await site.program(.reviewer, scopes: [.decide])
        let user = try #require(try await site.store.user(named: "reviewer"))
        try await site.store.updateUser(user.id, isDisabled: true)
        #expect(try await person.get("/tokens").status == 401)
        #expect(try await program.get("/api/v1/findings").status == 401)
    }
}
