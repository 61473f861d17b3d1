import Daylight
import HTTPTypes
import Storage
import Testing

@testable import Server

@Suite struct TokenTests {
    @Test("a token is shown once, works, and stops working when it is revoked")
    func life() async throws {
        let site = try await TestSite()
        let person = try await site.person(.reviewer)
        let page = try await person.post("/tokens", form: [("name", "script"), ("scope", "read"), ("scope", "decide")])
        #expect(page.status == 200)
        #expect(page.headers[.cacheControl] == "no-store")
        let text = try #require(
            page.text.split(whereSeparator: { "<>\" \n".contains($0) }).first { $0.hasPrefix(APIToken.prefix) }.map(String.init))
        let token = try #require(APIToken(text))
        #expect(try await !person.get("/tokens").text.contains(text))

        var program = site.anonymous
        program.token = token.text
        #expect(try await program.get("/api/v1/findings").status == 200)

        let stored = try #require(try await site.store.token(token.digest, now: site.clock.now))
        #expect(stored.scopes == [.read, .decide])
        #expect(try await person.post(SitePath.revokeToken(String(stored.id.rawValue)), form: []).status == 200)
        #expect(try await program.get("/api/v1/findings").status == 401)
    }

    @Test("nobody revokes another person's token")
    func foreign() async throws {
        let site = try await TestSite()
        _ = try await site.program(.reviewer, scopes: [.read])
        let user = try #require(try await site.store.user(named: "reviewer"))
        let token = try #require(try await site.store.tokens(of: user.id).first)
        let other = try await site.person(.reader)
        #expect(try await other.post(SitePath.revokeToken(String(token.id.rawValue)), form: []).status == 404)
        #expect(try await site.store.tokens(of: user.id).count == 1)
    }

    @Test("nobody hands out a scope beyond the own role")
    func beyond() async throws {
        let site = try await TestSite()
        let answer = try await site.person(.reader).post("/tokens", form: [("name", "x"), ("scope", "decide")])
        #expect(answer.status == 422)
    }

    @Test("a token needs a name of its own and a scope")
    func incomplete() async throws {
        let site = try await TestSite()
        let person = try await site.person(.reader)
        #expect(try await person.post("/tokens", form: [("name", " "), ("scope", "read")]).status == 422)
        #expect(try await person.post("/tokens", form: [("name", "x")]).status == 422)
        #expect(try await person.post("/tokens", form: [("name", "x"), ("scope", "read")]).status == 200)
        #expect(try await person.post("/tokens", form: [("name", "x"), ("scope", "read")]).status == 422)
    }

    @Test("a program cannot make tokens")
    func program() async throws {
        let site = try await TestSite()
        #expect(try await site.program(.reviewer, scopes: Set(Scope.allCases)).get("/tokens").status == 401)
    }
}
