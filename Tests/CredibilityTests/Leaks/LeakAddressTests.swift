import Daylight
import Testing

@testable import Credibility

@Suite struct LeakAddressTests {
    private static let address = "https://dump.example/Mails/7"

    private static func leak(_ address: String = address) throws -> LeakCase {
        var leak = try LeakSample.assessed([.verifiedPart])
        leak.firstSeen = LeakCase.Sighting(time: LeakSample.now, address: WebAddress(address)!, archive: nil)
        return leak
    }

    @Test(
        "spellings that lead to the same place count as one",
        arguments: [
            "HTTPS://DUMP.example/Mails/7", "http://dump.example/Mails/7", "https://www.dump.example/Mails/7",
            "https://dump.example:443/Mails/7", "http://dump.example:80/Mails/7", "https://dump.example/Mails/7/",
            "https://dump.example/Mails/7#top", "https://dump.example./Mails/7",
        ])
    func spellings(text: String) throws {
        #expect(try #require(WebAddress(text)).place == "dump.example/Mails/7")
        #expect(try Self.leak(text).firstSeen?.place.digest == Self.leak().firstSeen?.place.digest)
    }

    @Test(
        "other paths, queries, ports and hosts are other places",
        arguments: [
            "https://dump.example/mails/7", "https://dump.example/Mails/7?a", "https://dump.example:8443/Mails/7",
            "https://a.dump.example/Mails/7", "https://dump.example/Mails",
        ])
    func places(text: String) throws { #expect(try #require(WebAddress(text)).place != "dump.example/Mails/7") }

    @Test(
        "a place without a path is its host",
        arguments: ["https://www.dump.example", "http://dump.example/", "http://dump.example:#a"])
    func hosts(text: String) throws { #expect(try #require(WebAddress(text)).place == "dump.example") }

    @Test("a file that was kept with the digest of the address as written is still read")
    func earlierFiles() throws {
        var object = try #require(try Self.leak("https://www.dump.example/").json.objectValue)
        var seen = try #require(object["firstSeen"]?.objectValue)
        seen["addressSha256"] = .string(Digest(of: Array("https://www.dump.example/".utf8)).hex)
        object["firstSeen"] = .object(seen)
        #expect(try LeakCase(.object(object)) == Self.leak("https://www.dump.example/"))
        seen["addressSha256"] = .string(Digest(of: [1]).hex)
        object["firstSeen"] = .object(seen)
        #expect(throws: InputError.self) { try LeakCase(.object(object)) }
    }

    @Test(
        "a text names the address in whatever spelling, and one below it",
        arguments: [
            "See HTTP://WWW.Dump.Example/mails/7.", "dump.example/Mails/7", "(dump.example/Mails/7/a.eml)",
            "dump.example:443/Mails/7", "https://dump.example/%4dails/7", "dump.\u{200B}example/Mails/7",
            "https://dump.example./Mails/7", "https://dump.example/./Mails/7", "https://dump.example/x/../Mails/7",
            "https://dump.example//Mails/7", "https:\\\\dump.example\\Mails\\7", "https://\u{FF44}ump.example/Mails/7",
            "https://dump\u{3002}example/Mails/7", "hxxps://dump[.]example/Mails/7", "https://dump.example/a/./b/../../Mails/7",
            "https://dump.example.:443/Mails/7/",
        ])
    func found(text: String) throws {
        let search = LeakAddressSearch(try #require(WebAddress(Self.address)))
        #expect(search.isFound(in: text))
    }

    @Test(
        "what only begins or ends alike is another address",
        arguments: [
            "dump.example/Mails/77", "notdump.example/Mails/7", "dump.example", "dump.example/Mails/8", "", "7", "../..",
            "dump.example/../Mail", "/./../", "dump.example/Mails/7/../8",
        ])
    func notFound(text: String) throws {
        let search = LeakAddressSearch(try #require(WebAddress(Self.address)))
        #expect(!search.isFound(in: text))
    }

    @Test("while any text or link leads to the files the case is neither proposed nor approved, and the part is named")
    func release() throws {
        let told = "It is at www.DUMP.example/Mails/7/all.zip"
        let changes: [(LeakPart, (inout LeakCase) throws -> Void)] = [
            (.title, { $0.title = told }), (.holders, { $0.holders = [told] }), (.origin, { $0.purportedOrigin = told }),
            (.claims, { $0.claims = ["Votes.", told] }), (.advice, { $0.advice = told }),
            (.campaign, { $0.campaign = [try Subject(.object, Self.address)] }),
            (
                .findings,
                {
                    let link = WebAddress("\(Self.address)/a.eml")!
                    $0.items[0].findings[.gain] = try LeakFinding(
                        .unknown, sentence: "So.", evidence: [link], by: "ada", at: LeakSample.now)
                }
            ),
            (
                .redaction,
                { $0.redaction[.minors] = try LeakRedaction(.notApplicable(reason: told), by: "ada", at: LeakSample.now) }
            ),
            (.decisions, { $0.decisions = [try .init(.conclude, by: "ada", at: LeakSample.now, reason: told)] }),
            (.demotions, { $0.demotions = [try LeakDemotion(reason: told, by: "ada", since: LeakSample.now)] }),
        ]
        for (part, change) in changes {
            var leak = try Self.leak()
            try change(&leak)
            leak.state = .assessed
            #expect(leak.gaps(at: LeakSample.now).contains(.address(part)))
            #expect(throws: LeakRefusal.missing([.address(part)])) {
                try leak.propose(by: "ada", reason: "Now.", at: LeakSample.now)
            }
            leak.state = .proposed
            #expect(throws: LeakRefusal.missing([.address(part)])) {
                try leak.approve(by: "bo", isSenior: true, reason: "Yes.", at: LeakSample.now)
            }
        }
    }

    @Test("no reason of a decision or of a demotion, which may be public at once, leads to the files")
    func reasons() throws {
        var leak = try Self.leak()
        #expect(throws: LeakRefusal.namesAddress) {
            try leak.demote(by: "ada", reason: "dump.example/mails/7 spreads.", at: LeakSample.now)
        }
        #expect(throws: LeakRefusal.namesAddress) {
            try leak.conclude(by: "ada", reason: "See \(Self.address).", at: LeakSample.now)
        }
        #expect(leak.state == .assessing && leak.decisions.isEmpty && leak.demotions.isEmpty)
    }
}
