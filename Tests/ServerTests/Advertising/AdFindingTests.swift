import Daylight
import HTTPTypes
import Sponsorship
import Storage
import Testing

@testable import Server

@Suite struct AdFindingTests {
    /// Four variants for four groups of people, as in the worked example of section 7.3 of the reference.
    static let tailored: [[Int64]] = [
        [4000, 300, 200, 100], [250, 3600, 300, 150], [150, 250, 3900, 200], [100, 200, 250, 4050],
    ]
    static let atRandom: [[Int64]] = [[1500, 1500, 1500, 1500], [1490, 1510, 1500, 1500]]

    static func delivery(_ table: [[Int64]], isPublishable: Bool = true, baseline: [Double]? = nil) -> JSONValue {
        let cells = (0..<table[0].count).map { index -> JSONValue in
            var cell: JSONObject = ["name": .string("cell \(index)"), "baseline": .real(baseline?[index] ?? 1)]
            if isPublishable {
                cell["country"] = "SE"
                cell["youngest"] = .integer(18 + 10 * index)
                cell["oldest"] = .integer(27 + 10 * index)
                cell["gender"] = "f"
            }
            return .object(cell)
        }
        let variants = table.enumerated().map { index, reached -> JSONValue in
            ["name": .string("variant \(index)"), "reached": .array(reached.map { .integer($0) })]
        }
        return ["eligible": 7_000_000, "addressed": 500_000, "cells": .array(cells), "variants": .array(variants)]
    }

    private func site() async throws -> (TestSite, Client) {
        let site = try await TestSite()
        try await site.advertise()
        return (site, try await site.program(.publisher, scopes: [.read, .publish]))
    }

    private static let address = "/api/v1/ads/\(NoticeSample.code)/delivery"

    @Test("variants that depend on the person become a finding, once, and a test at random does not")
    func tailoring() async throws {
        let (site, client) = try await site()
        let random = try await client.post(Self.address, json: Self.delivery(Self.atRandom))
        #expect(random.status == 201)
        #expect(random.json["findings"] == [])
        let first = try await client.post(Self.address, json: Self.delivery(Self.tailored))
        let second = try await client.post(Self.address, json: Self.delivery(Self.tailored))
        #expect(first.json["findings"]?.arrayValue?.count == 1)
        #expect(second.json == first.json)
        #expect(try await site.store.adRecordVersions(.delivery, NoticeSample.code.text).count == 2)
        let id = try #require(first.json["findings"]?.arrayValue?.first?.stringValue.flatMap { Finding.ID($0) })
        let record = try #require(try await site.store.finding(id))
        let evidence = try #require(AdEvidence(JSONParser.parse(record.finding.evidence)))
        let dependence = try #require(evidence.figures.first { $0.measure == .dependence })
        #expect(abs(dependence.value.double - 0.611) < 0.001)
        #expect(dependence.asks == .block)
        #expect(evidence.reasons.map(\.rule) == ["T07", "N26"])
        #expect(record.finding.question == .whyAmISeeingIt)
    }

    @Test("the worked divergence of section 7.2 asks the sponsor who says that nobody was chosen")
    func divergence() async throws {
        let (site, client) = try await site()
        let counts: [Int64] = [90, 310, 180, 640, 7420, 1360]
        let baseline = [0.12, 0.16, 0.24, 0.12, 0.16, 0.20]
        let answer = try await client.post(Self.address, json: Self.delivery([counts], baseline: baseline))
        let id = try #require(answer.json["findings"]?.arrayValue?.first?.stringValue.flatMap { Finding.ID($0) })
        let record = try #require(try await site.store.finding(id))
        let evidence = try #require(AdEvidence(JSONParser.parse(record.finding.evidence)))
        let figure = try #require(evidence.figures.first { $0.measure == .divergence })
        #expect(abs(figure.value.double - 0.3148) < 0.0001)
        #expect(figure.asks == .block)
    }

    @Test("groups of few people, and groups that are none of place, age and gender, stand in no evidence")
    func hidden() async throws {
        let (site, client) = try await site()
        var table: [[Int64]] = [[4000, 4000, 4000, 37], [10, 10, 10, 4]]
        table[1] = [3, 5000, 4, 2]
        for isPublishable in [true, false] {
            let json = Self.delivery(table, isPublishable: isPublishable)
            let answer = try await client.post(Self.address, json: json)
            let id = try #require(answer.json["findings"]?.arrayValue?.first?.stringValue)
            let text = try await site.anonymous.get("/findings/\(id)/evidence.json").text
            #expect(!text.contains("\"reach\":39"))
            #expect(!text.contains("4003"))
            if !isPublishable { #expect(text.contains("\"reach\":[]")) }
        }
    }

    @Test("a decision on a finding about an ad takes the verdicts that fit, and is committed to under a type of its own")
    func deciding() async throws {
        let (site, client) = try await site()
        let answer = try await client.post(Self.address, json: Self.delivery(Self.tailored))
        let id = try #require(answer.json["findings"]?.arrayValue?.first?.stringValue)
        let reviewer = try await site.person(.reviewer)
        let page = try await reviewer.get("/findings/\(id)", accept: Client.browser)
        #expect(page.status == 200)
        #expect(page.text.contains("value=\"breach\""))
        #expect(!page.text.contains("value=\"organic\""))
        let unfit = try await reviewer.post("/findings/\(id)/decisions", form: [("verdict", "organic"), ("reasons", "because")])
        #expect(unfit.status == 422)
        let program = try await site.program(.reviewer, scopes: [.read, .decide])
        let refused = try await program.post(
            "/api/v1/findings/\(id)/decisions", json: ["verdict": "organic", "reasons": "because"])
        #expect(refused.status == 422)
        let made = try await program.post(
            "/api/v1/findings/\(id)/decisions", json: ["verdict": "breach", "reasons": "The notice is wrong."])
        #expect(made.status == 201)
        let finding = try #require(Finding.ID(id))
        let decision = try #require(try await site.store.decisions(of: finding).first)
        #expect(decision.statement.predicateType == PredicateType.adDecision.uri)
        let wrong = try await program.post(
            "/api/v1/findings/\(site.finding.id)/decisions", json: ["verdict": "breach", "reasons": "because"])
        #expect(wrong.status == 422)
    }

    @Test("asked about the ad, notice and finding both speak, whatever way the code is written")
    func asking() async throws {
        let (site, client) = try await site()
        _ = try await client.post(Self.address, json: Self.delivery(Self.tailored))
        for name in [NoticeSample.code.text, "ad-\(NoticeSample.code)", NoticeSample.code.text.lowercased()] {
            let card = try await site.observatory.ask(Subject(.ad, name))
            let why = card.answers[Question.whyAmISeeingIt.rawValue - 1]
            #expect(why.standing == .proposed)
            #expect(why.sentence.contains("no person has decided yet"))
            #expect(why.evidence.first?.path == SitePath.notice(NoticeSample.code))
            #expect(card.answers[Question.whoPaid.rawValue - 1].sentence.contains("Kustpartiet"))
        }
    }

    @Test("counts that cannot be are refused with the member, and nothing is kept")
    func refusing() async throws {
        let (site, client) = try await site()
        var json = Self.delivery(Self.tailored).objectValue ?? [:]
        json["addressed"] = 8_000_000
        let answer = try await client.post(Self.address, json: .object(json))
        #expect(answer.status == 422)
        #expect(answer.text.contains("addressed"))
        #expect(try await site.store.adRecord(.delivery, NoticeSample.code.text) == nil)
        let reader = try await site.program(.reader, scopes: [.read])
        #expect(try await reader.post(Self.address, json: Self.delivery(Self.tailored)).status == 403)
    }

    @Test("the deliveries of a large campaign are taken, and a body beyond the limit is refused")
    func large() async throws {
        let (site, client) = try await site()
        let counts = (0..<DeliveryReport.limit).map { Int64(100_000 + $0) }
        let report = Self.delivery([[Int64]](repeating: counts, count: 100), isPublishable: false)
        #expect(CanonicalJSON.line(report).utf8.count > site.site.configuration.limits.body)
        #expect(try await client.post(Self.address, json: report).status == 201)
        let blank = [UInt8](repeating: 0x20, count: Route.Body.tableLimit + 1)
        let refused = try await client.send(
            .post, Self.address, headers: [.contentType: "application/json"], body: blank)
        #expect(refused.status == 413)
    }

    @Test("money on a listed site becomes a finding with the list, its date and where to object, as an interval")
    func money() async throws {
        let (site, _) = try await site()
        let found = try await site.store.findings(about: Subject(.ad, NoticeSample.code.text))
        let record = try #require(found.first { $0.finding.kind == AdFindingKind.moneyToListed.rawValue })
        #expect(record.finding.summary.contains("900.00 to 1200.00 SEK"))
        let page = try await site.anonymous.get(SitePath.finding(record.finding.id), accept: Client.browser)
        for text in ["List of rated sources", "2026-09-01", "https://institute.example/appeal", "rated.example"] {
            #expect(page.text.contains(text), "\(text)")
        }
        let money = try await site.anonymous.get("/ads/money", accept: Client.browser)
        #expect(money.text.contains("900.00–1200.00"))
        #expect(!money.text.contains("1000.00"))
        #expect(money.text.contains("<path class=\"picture-flow-listed\""))
    }

    @Test("the money of days counts what is known to be of them, on the page and in every file of it")
    func moneyOfDays() async throws {
        let (site, client) = try await site()
        let file = #"""
            {"currency":"SEK","advertisers":["Kustpartiet"],"lists":[],"payments":[
             {"from":"Kustpartiet","to":"a.example","amount":"70.00","evidence":"invoice","period":{"start":"2026-08-01","end":"2026-08-31"}},
             {"from":"Kustpartiet","to":"b.example","amount":"5.00","evidence":"crawl"}]}
            """#
        #expect(try await client.post("/api/v1/ads/money", json: JSONParser.parse(Array(file.utf8))).status == 201)
        let everything = try await site.anonymous.get("/ads/money/edges.csv").text
        #expect(everything.contains("Kustpartiet,a.example,70.00,70.00,SEK,2026-08-01,2026-08-31,invoice,1"))
        #expect(everything.contains("Kustpartiet,b.example,5.00,5.00,SEK,,,crawl,1"))
        let august = "?from=2026-08-01&to=2026-08-31"
        #expect(try await !site.anonymous.get("/ads/money/edges.csv\(august)").text.contains("b.example"))
        let page = try await site.anonymous.get("/ads/money\(august)", accept: Client.browser)
        #expect(page.text.contains("left out (1)") && page.text.contains("an invoice"))
        #expect(page.text.contains("/ads/money.csv?from=2026-08-01&amp;to=2026-08-31"))
        let july = try await site.anonymous.get("/ads/money.json?to=2026-07-31").json
        #expect(july["edges"]?.arrayValue?.isEmpty == true && july["undated"] == 1)
        for query in ["?from=soon", "?from=2026-08-02&to=2026-08-01"] {
            #expect(try await site.anonymous.get("/ads/money.json\(query)").status == 422)
        }
    }
}
