import Daylight
import HTTPTypes
import Testing

@testable import Server

@Suite struct SecretTests {
    @Test("a secret is 43 base64url characters and reads back")
    func roundTrip() throws {
        for seed in UInt64(1)...50 {
            let secret = Secret(from: .seeded(seed))
            #expect(secret.text.utf8.count == 43)
            #expect(!secret.text.utf8.contains { "+/=".utf8.contains($0) })
            #expect(try #require(Secret(secret.text)) == secret)
        }
    }

    @Test(
        "a text of another length, alphabet or with spare bits is no secret",
        arguments: [
            "", "a", String(repeating: "A", count: 42), String(repeating: "A", count: 44), String(repeating: "+", count: 43),
            String(repeating: "A", count: 42) + "B", String(repeating: "A", count: 42) + "=",
        ])
    func refused(text: String) { #expect(Secret(text) == nil) }

    @Test("an API token starts with dl_ and is stored by its digest")
    func token() throws {
        let token = APIToken(from: .seeded(1))
        #expect(token.text.hasPrefix("dl_"))
        #expect(token.text.utf8.count == 46)
        #expect(try #require(APIToken(token.text)) == token)
        #expect(token.digest == Digest(of: Array(token.text.utf8)))
        #expect(APIToken(String(token.text.dropFirst(3))) == nil)
    }

    @Test("comparison of secrets looks at every byte")
    func constantTime() {
        #expect(ConstantTime.equal([1, 2, 3], [1, 2, 3]))
        #expect(!ConstantTime.equal([1, 2, 3], [1, 2, 4]))
        #expect(!ConstantTime.equal([1, 2, 3], [1, 2]))
        #expect(ConstantTime.equal([UInt8](), [UInt8]()))
    }

    @Test("the session cookie can only be set by this host, over HTTPS, and is not for scripts")
    func cookie() {
        let text = SessionCookie.set(SessionCookie.name, to: Secret(from: .seeded(1)), seconds: 43_200)
        #expect(text.hasPrefix("__Host-daylight="))
        for attribute in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age=43200"] {
            #expect(text.contains(attribute))
        }
        #expect(!text.contains("Domain"))
    }

    @Test("a cookie is found among others, and one that stands there twice is not believed")
    func reading() {
        let secret = Secret(from: .seeded(1))
        let name = SessionCookie.name
        #expect(SessionCookie.secret(named: name, in: "a=b; \(name)=\(secret.text); c=d") == secret)
        #expect(SessionCookie.secret(named: name, in: "x\(name)=\(secret.text)") == nil)
        #expect(SessionCookie.secret(named: name, in: "\(name)=\(secret.text); \(name)=\(secret.text)") == nil)
        #expect(SessionCookie.secret(named: name, in: "\(name)=short") == nil)
        #expect(SessionCookie.secret(named: name, in: nil) == nil)
    }
}
