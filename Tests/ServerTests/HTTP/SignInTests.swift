import Daylight
import HTTPTypes
import Storage
import Testing

@testable import Server

@Suite struct SignInTests {
    /// Opens the form as a browser does and sends it back.
    private func signIn(
        _ site: TestSite, name: String, password: String, back: String = "/findings", cookie: String? = nil
    ) async throws -> Client.Answer {
        let form = try await site.anonymous.get("/sign-in", accept: Client.browser)
        let pair = try #require(form.cookies.first { $0.hasPrefix(SessionCookie.formName) }?.split(separator: ";").first)
        let secret = try #require(Secret(pair.split(separator: "=")[1]))
        var client = site.anonymous
        client.cookie = cookie.map { "\($0); \(pair)" } ?? String(pair)
        #expect(form.text.contains(FormToken.token(for: secret)))
        return try await client.post(
            "/sign-in",
            form: [("name", name), ("password", password), ("return", back), (FormToken.field, FormToken.token(for: secret))])
    }

    private func session(_ answer: Client.Answer) -> String? {
        answer.cookies.first { $0.hasPrefix("\(SessionCookie.name)=") }
    }

    @Test("name and password open a session, and the browser goes where it wanted to go")
    func success() async throws {
        let site = try await TestSite()
        let answer = try await signIn(site, name: "reviewer", password: TestSite.password)
        #expect(answer.status == 303)
        #expect(answer.headers[.location] == "/findings")
        let cookie = try #require(session(answer))
        for attribute in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age=43200"] {
            #expect(cookie.contains(attribute))
        }
        var client = site.anonymous
        client.cookie = cookie.split(separator: ";").first.map(String.init)
        #expect(try await client.get("/tokens").status == 200)
    }

    @Test(
        "a wrong password, an unknown name and a disabled person are refused in the same words",
        arguments: ["reviewer", "nobody", "reader"])
    func refused(name: String) async throws {
        let site = try await TestSite()
        let editor = try #require(try await site.store.user(named: "reader"))
        try await site.store.updateUser(editor.id, isDisabled: true)
        let password = name == "reader" ? TestSite.password : "wrong password"
        let answer = try await signIn(site, name: name, password: password)
        #expect(answer.status == 422)
        #expect(session(answer) == nil)
    }

    @Test("a session planted before signing in is not the one that opens")
    func fixation() async throws {
        let site = try await TestSite()
        let planted = Secret(from: .seeded(99))
        let answer = try await signIn(
            site, name: "reviewer", password: TestSite.password, cookie: "\(SessionCookie.name)=\(planted.text)")
        let cookie = try #require(session(answer))
        #expect(!cookie.contains(planted.text))
        var client = site.anonymous
        client.cookie = "\(SessionCookie.name)=\(planted.text)"
        #expect(try await client.get("/tokens").status == 401)
    }

    @Test("signing in again ends the session before")
    func rotation() async throws {
        let site = try await TestSite()
        let first = try await site.person(.reviewer)
        let fields = [(name: "name", value: "reviewer"), (name: "password", value: TestSite.password)]
        let answer = try await first.post("/sign-in", form: fields)
        #expect(answer.status == 303)
        #expect(try await first.get("/tokens").status == 401)
    }

    @Test("signing out ends the session on the server and in the browser")
    func signOut() async throws {
        let site = try await TestSite()
        let client = try await site.person(.reviewer)
        let answer = try await client.post("/sign-out", form: [])
        #expect(answer.status == 303)
        #expect(try #require(session(answer)).contains("Max-Age=0"))
        #expect(try await client.get("/tokens").status == 401)
    }

    @Test("a session ends after its time")
    func expiry() async throws {
        let site = try await TestSite()
        let client = try await site.person(.reviewer)
        site.clock.advance(seconds: 3599)
        #expect(try await client.get("/tokens").status == 200)
        site.clock.advance(seconds: 2)
        #expect(try await client.get("/tokens").status == 401)
    }

    @Test("the store keeps no secret of a session, only its digest")
    func digestOnly() async throws {
        let site = try await TestSite()
        let answer = try await signIn(site, name: "reviewer", password: TestSite.password)
        let pair = try #require(session(answer)?.split(separator: ";").first)
        let secret = try #require(Secret(pair.split(separator: "=")[1]))
        let found = try await site.store.session(Digest(of: secret.bytes), now: site.clock.now)
        #expect(found?.user.name == "reviewer")
    }

    @Test("guessing is stopped for the address and for the name, with the time to wait")
    func limited() async throws {
        let site = try await TestSite { $0.limits.signIn = RateLimit(name: "sign-in", quota: 3, window: 300) }
        for _ in 0..<3 { #expect(try await signIn(site, name: "reviewer", password: "wrong").status == 422) }
        let answer = try await signIn(site, name: "reviewer", password: TestSite.password)
        #expect(answer.status == 429)
        #expect(answer.headers[.retryAfter] == "100")
        #expect(answer.headers[.rateLimitPolicy] == "\"sign-in\";q=3;w=300")
        site.clock.advance(seconds: 100)
        #expect(try await signIn(site, name: "reviewer", password: TestSite.password).status == 303)
    }

    @Test(
        "signing in never leads to another site",
        arguments: [
            "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", "/a\r\nSet-Cookie: x=y",
        ])
    func openRedirect(back: String) async throws {
        let site = try await TestSite()
        let answer = try await signIn(site, name: "reviewer", password: TestSite.password, back: back)
        #expect(answer.headers[.location] == "/")
    }

    @Test("the form keeps the name and says what is missing")
    func missing() async throws {
        let site = try await TestSite()
        let answer = try await signIn(site, name: "reviewer", password: "")
        #expect(answer.status == 422)
        #expect(answer.text.contains("value=\"reviewer\""))
    }
}
