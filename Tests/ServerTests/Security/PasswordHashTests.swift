import Daylight
import Testing

@testable import Server

@Suite struct PasswordHashTests {
    private let cost = TestSite.cost

    @Test(
        "a stored hash matches its password and no other",
        arguments: ["short", "päßwörd ✓", String(repeating: "x", count: 1024)])
    func matches(password: String) throws {
        let hash = try PasswordHash(of: password, cost: cost, entropy: .seeded(1))
        let read = try #require(PasswordHash(hash.text))
        #expect(read.matches(password))
        #expect(!read.matches(password + "x"))
        #expect(!read.matches(""))
    }

    @Test("the text names its parameters, so that the cost can be raised later")
    func text() throws {
        let hash = try PasswordHash(of: "password", cost: cost, entropy: .seeded(1))
        #expect(hash.text.hasPrefix("$scrypt$ln=4,r=8,p=1$"))
        #expect(hash.text.split(separator: "$").count == 4)
    }

    @Test("the test vector of RFC 7914 §12 verifies")
    func vector() throws {
        // scrypt("pleaseletmein", "SodiumChloride", N=16384, r=8, p=1), first 32 bytes.
        let bytes = try #require(Hex.decode("7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"))
        let salt = Base64.encode(Array("SodiumChloride".utf8)).filter { $0 != "=" }
        let text = "$scrypt$ln=14,r=8,p=1$\(salt)$\(Base64.encode(bytes).filter { $0 != "=" })"
        #expect(try #require(PasswordHash(text)).matches("pleaseletmein"))
    }

    @Test("two hashes of one password differ, because each has its salt")
    func salted() throws {
        let entropy = Entropy.seeded(1)
        let first = try PasswordHash(of: "password", cost: cost, entropy: entropy)
        #expect(try PasswordHash(of: "password", cost: cost, entropy: entropy).text != first.text)
    }

    @Test(
        "other spellings and costs out of bounds are refused",
        arguments: [
            "", "$", "$scrypt$", "$scrypt$ln=4,r=8,p=1$$", "$argon2$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
            "$scrypt$ln=30,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$ln=4,r=-8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$r=8,ln=4,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        ])
    func refused(text: String) { #expect(PasswordHash(text) == nil) }

    @Test("an empty or oversized password is refused", arguments: [0, 1025])
    func length(count: Int) {
        #expect(throws: InputError.self) {
            try PasswordHash(of: String(repeating: "x", count: count), cost: cost, entropy: .seeded(1))
        }
    }

    @Test("a name that does not exist is refused like a wrong password")
    func stranger() async throws {
        let desk = PasswordDesk(cost: cost, entropy: .seeded(1))
        let stored = try PasswordHash(of: "password", cost: cost, entropy: .seeded(2)).text
        #expect(await desk.check("password", against: stored))
        #expect(await !desk.check("passwort", against: stored))
        #expect(await !desk.check("password", against: nil))
        #expect(await !desk.check("password", against: "no hash"))
    }
}
