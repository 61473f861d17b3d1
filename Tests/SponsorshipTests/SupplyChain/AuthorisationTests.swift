import Daylight
import Sponsorship
import Testing

@Suite struct AuthorisationTests {
    private let system = Host("x.example")!

    private func file(_ text: String) throws -> Authorisation.Declaration { .file(try AdsTxt(parsing: Array(text.utf8))) }

    private func verdict(_ owner: Authorisation.Declaration, _ partner: Authorisation.Declaration? = nil) -> Authorisation {
        Authorisation(
            of: "1", at: system, owner: owner, partner: partner.map { .init(domain: Host("p.example")!, declaration: $0) })
    }

    @Test func withoutAPartnerTheOwnersFileDecides() throws {
        #expect(verdict(try file("x.example,1,DIRECT")) == .authorized(.direct))
        #expect(verdict(try file("x.example,1,RESELLER\nx.example,1,DIRECT")) == .authorized([.direct, .reseller]))
        #expect(verdict(try file("x.example,2,DIRECT")) == .unauthorized)
        #expect(verdict(try file("placeholder.example.com, placeholder, DIRECT, placeholder")) == .unauthorized)
        #expect(verdict(try file("<html>")) == .nonparticipating)
        #expect(verdict(.absent) == .nonparticipating)
        #expect(verdict(.unavailable) == .inconclusive)
    }

    @Test func aPartnerSellsUnderItsOwnFileIfTheOwnerSaysSo() throws {
        let owner = try file("y.example,1,DIRECT\nINVENTORYPARTNERDOMAIN=p.example")
        #expect(verdict(try file("x.example,1,DIRECT"), .absent) == .authorized(.direct))
        #expect(verdict(try file("y.example,1,DIRECT"), try file("x.example,1,DIRECT")) == .unauthorized)
        #expect(verdict(owner, .absent) == .inconclusive)
        #expect(verdict(owner, .unavailable) == .inconclusive)
        #expect(verdict(owner, try file("x.example,1,RESELLER")) == .authorized(.reseller))
        #expect(verdict(owner, try file("x.example,2,DIRECT")) == .unauthorized)
        #expect(verdict(.absent, try file("x.example,1,DIRECT")) == .inconclusive)
    }
}

@Suite struct DeclarationFetchTests {
    /// Asks as long as there is something to ask; `answers` by address.
    private func run(_ answers: [String: DeclarationFetch.Answer], kind: DeclarationFetch.Kind = .adsTxt) -> String {
        var fetch = DeclarationFetch(kind, of: Host("www.site.co.uk")!, suffixes: .wellKnown)
        var address = fetch.start
        var asked: [String] = []
        while asked.count < 20 {
            asked.append(address)
            switch fetch.take(answers[address] ?? .init(status: nil)) {
            case .ask(let next): address = next
            case .use(let hasWrongType): return "\(asked.count) used" + (hasWrongType ? " wrong type" : "")
            case .absent: return "\(asked.count) absent"
            case .unavailable: return "\(asked.count) unavailable"
            }
        }
        return "no end"
    }

    private let secure = "https://site.co.uk/ads.txt"
    private let plain = "http://site.co.uk/ads.txt"

    private func to(_ address: String) -> DeclarationFetch.Answer { .init(status: 302, redirect: address) }
    private let text = DeclarationFetch.Answer(status: 200, contentType: "text/plain; charset=utf-8")

    @Test func encryptedFirstThenPlain() {
        #expect(run([secure: text]) == "1 used")
        #expect(run([plain: text]) == "2 used")
        #expect(run([secure: .init(status: 404)]) == "1 absent")
        #expect(run([secure: .init(status: 503), plain: .init(status: 503)]) == "2 unavailable")
        #expect(run([:]) == "2 unavailable")
        #expect(run([secure: .init(status: 200, contentType: "text/html")]) == "1 used wrong type")
    }

    @Test func redirectsStayInTheDomainOrLeaveItOnce() {
        #expect(run([secure: to("https://www.site.co.uk/a"), "https://www.site.co.uk/a": text]) == "2 used")
        #expect(run([secure: to("https://cdn.example/a"), "https://cdn.example/a": text]) == "2 used")
        #expect(
            run([secure: to("https://cdn.example/a"), "https://cdn.example/a": to("https://cdn.example/b")]) == "3 unavailable")
        #expect(run([secure: to("https://cdn.example/a"), "https://cdn.example/a": to(secure)]) == "3 unavailable")
        #expect(run([secure: to("https://u:p@cdn.example/a"), plain: text]) == "2 used")
        #expect(run([secure: to("file:///etc/passwd")]) == "2 unavailable")
        let chain = (0..<6).map { ($0 == 0 ? secure : "https://site.co.uk/\($0)", to("https://site.co.uk/\($0 + 1)")) }
        #expect(run(Dictionary(uniqueKeysWithValues: chain.prefix(5) + [("https://site.co.uk/5", text)])) == "6 used")
        #expect(run(Dictionary(uniqueKeysWithValues: chain)) == "7 unavailable")
    }

    @Test func anAppsFileIsAtItsDevelopersHost() {
        func hosts(_ address: String) -> [String] {
            DeclarationFetch.developerHosts(address, suffixes: .wellKnown).map(\.text)
        }
        #expect(hosts("https://www.games.example/app?x=1") == ["games.example"])
        #expect(hosts("http://m.studio.games.example:8080/") == ["studio.games.example", "games.example"])
        #expect(hosts("games.example") == [])
    }
}
