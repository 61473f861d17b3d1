import Daylight
import EvidenceLog
import HTTPTypes
import Sponsorship
import Storage
import Testing

@testable import Server

@Suite struct GateDeskTests {
    private func decide(_ client: Client, _ json: JSONValue) async throws -> [String: String] {
        let answer = try await client.post("/openrtb/2.6/gate", json: json)
        #expect(answer.status == 200)
        let decision = try #require(answer.json["decisions"]?.arrayValue?.first)
        var rules: [String: String] = ["verdict": decision["verdict"]?.stringValue ?? ""]
        for reason in decision["reasons"]?.arrayValue ?? [] {
            rules[reason["rule"]?.stringValue ?? ""] = reason["effect"]?.stringValue ?? ""
        }
        return rules
    }

    private func bid(notice: String, hash: String) -> JSONValue {
        [
            "request": [
                "id": "r1", "imp": [["id": "1"]], "site": ["domain": "norrviken.example"], "cur": ["SEK"],
                "regs": ["ext": ["ttpa": ["scope": 1, "political": 1, "consent": 0]]],
            ],
            "response": [
                "id": "r1", "cur": "SEK",
                "seatbid": [
                    [
                        "bid": [
                            [
                                "id": "b1", "impid": "1", "price": 2, "adomain": ["kustpartiet.example"],
                                "ext": [
                                    "ttpa": [
                                        "political": 1, "notice": .string(notice), "noticehash": .string(hash), "targeting": 0,
                                    ]
                                ],
                            ]
                        ]
                    ]
                ],
            ],
        ]
    }

    @Test("without a context the server's own notices hold, and the policy in force is logged once")
    func ownPolicy() async throws {
        let site = try await TestSite()
        // While the ad runs: notices of ads that have ended are not in the policy.
        site.clock.advance(seconds: -84 * 86_400)
        try await site.advertise()
        let client = try await site.program(.publisher, scopes: [.publish])
        let published = try #require(try await site.site.notices.notice(NoticeSample.code))
        let address = NoticeDesk(site.site).address(NoticeSample.code)
        let known = try await decide(client, bid(notice: address, hash: published.notice.contentHash.hex))
        #expect(known["B07"] == nil)
        #expect(known["B11"] == nil)
        #expect(known["B09"] == nil, "the form names the advertiser's site")
        let stranger = try await decide(client, bid(notice: "https://elsewhere.example/t/1", hash: "0"))
        #expect(stranger["B07"] == "block")
        let statements = try await site.store.statements(limit: 50).items
        #expect(statements.count { $0.predicateType == PredicateType.gatePolicySet.uri } == 1)
    }

    @Test("a gate that starts again logs its policy only when it has changed, and names the one before")
    func restart() async throws {
        let site = try await TestSite()
        site.clock.advance(seconds: -84 * 86_400)
        try await site.advertise()
        var configuration = site.site.configuration
        func decideAgain() async throws -> [StatementRecord] {
            let gate = GateDesk(
                observatory: site.site.observatory, configuration: configuration, library: site.site.library)
            _ = try await gate.decide(Array(CanonicalJSON.line(bid(notice: "x", hash: "0")).utf8), now: site.clock.now)
            return try await site.store.statements(limit: 50).items.filter {
                $0.predicateType == PredicateType.gatePolicySet.uri
            }
        }
        let first = try #require(try await decideAgain().first)
        #expect(try await decideAgain().count == 1)
        site.clock.advance(seconds: 120)
        configuration.advertising.acceptsPolitical.toggle()
        let statements = try await decideAgain()
        #expect(statements.count == 2)
        let statement = try JSONParser.parse(Envelope(parsing: try #require(statements.first).envelope).payload)
        #expect(statement["predicate"]?["supersedes"]?["index"]?.integerValue == (first.logged?.index).map { Int64($0) })
    }

    @Test("a context that is given is used, and bytes that are no JSON are a decision that names the byte")
    func givenContext() async throws {
        let site = try await TestSite()
        let client = try await site.program(.publisher, scopes: [.publish])
        var json = bid(notice: "https://elsewhere.example/t/1", hash: "0").objectValue ?? [:]
        json["context"] = ["now": "2026-09-01T10:00:00Z", "policy": ["publisherAcceptsPolitical": false]]
        #expect(try await decide(client, .object(json))["B06"] == "block")
        let answer = try await client.send(
            .post, "/openrtb/2.6/gate", headers: [.contentType: "application/json"], body: Array("{\"request\":".utf8))
        #expect(answer.status == 200)
        #expect(answer.text.contains("J01"))
        #expect(try await site.anonymous.post("/openrtb/2.6/gate", json: [:]).status == 401)
    }
}
