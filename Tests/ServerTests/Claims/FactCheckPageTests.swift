import Credibility
import Daylight
import EvidenceLog
import HTTPTypes
import Storage
import Testing

@testable import Server

@Suite struct FactCheckPageTests {
    private static let url = "https://checks.example/7"

    private func site() async throws -> TestSite {
        let signatories = try SignatoryList(parsing: FactCheckSample.signatories)
        return try await TestSite { $0.factChecks.signatories = signatories }
    }

    private func markup(_ claim: String, verdict: String = "False") -> JSONValue {
        [
            "url": "https://checks.example/7#one", "claimReviewed": .string(claim), "claimDate": "2026-11-20",
            "claimLocation": "On the market", "claimFirstAppearance": "https://posts.example/1",
            "claimAppearances": ["https://posts.example/2"], "claimAuthor": ["name": "A trader", "jobTitle": "Trader"],
            "rating": ["textualRating": .string(verdict), "ratingValue": 1, "worstRating": 1, "bestRating": 5],
        ]
    }

    private func page(_ markups: [JSONValue]) -> JSONValue {
        [
            "pageUrl": .string(Self.url), "publishDate": "2026-11-21T08:00:00Z", "claimReviewAuthor": ["name": "Checks"],
            "claimReviewMarkups": .array(markups),
        ]
    }

    private func put(_ client: Client, _ name: String, _ page: JSONValue) async throws -> Client.Answer {
        try await client.send(
            .put, "/v1alpha1/\(name)", headers: [.contentType: "application/json"], body: Array(CanonicalJSON.line(page).utf8))
    }

    @Test("a page is published check by check; what it drops is withdrawn, and what it leaves alone gets no new version")
    func life() async throws {
        let site = try await site()
        let client = try await site.program(.reviewer, scopes: [.read, .publish])
        let made = try await client.post(
            "/v1alpha1/pages", json: page([markup("Voter cards were sold."), markup("Ballots were burnt.")]))
        #expect(made.status == 200, "\(made.text)")
        let name = try #require(made.json["name"]?.stringValue)
        #expect(made.json["publishDate"] == "2026-11-21")
        #expect(made.json["claimReviewMarkups"]?.arrayValue?.first == markup("Voter cards were sold."))
        var all = try await site.site.factChecks.all()
        #expect(all.count == 2 && all.allSatisfy { $0.counts && $0.check.verdict == .false && $0.check.score == 0 })

        let version = try #require(made.json["versionId"])
        var changed = try #require(page([markup("Voter cards were sold.")]).objectValue)
        changed["versionId"] = version
        let updated = try await put(client, name, .object(changed))
        #expect(updated.status == 200 && updated.json["claimReviewMarkups"]?.arrayValue?.count == 1, "\(updated.text)")
        all = try await site.site.factChecks.all()
        let standing = Dictionary(uniqueKeysWithValues: all.map { ($0.check.claim, ($0.version, $0.isWithdrawn)) })
        #expect(standing["Voter cards were sold."]! == (1, false) && standing["Ballots were burnt."]! == (2, true))

        let late = try await put(client, name, .object(changed))
        #expect(late.status == 409 && late.json["error"]?["status"] == "ABORTED")
        #expect(try await client.send(.delete, "/v1alpha1/\(name)").status == 200)
        #expect(try await client.get("/v1alpha1/\(name)").json["error"]?["status"] == "NOT_FOUND")
        #expect(try await site.site.factChecks.all().allSatisfy(\.isWithdrawn))
        let statements = try await site.site.factChecks.versions(all[0].check.id.hex).compactMap(\.statement)
        #expect(Set(statements).count == statements.count && !statements.isEmpty)
        #expect(try await client.post("/v1alpha1/pages", json: page([markup("Ballots were burnt.")])).status == 200)
    }

    @Test(
        "a page says what the form says: a correction and a withdrawal there show here, and a page of the form can be changed here"
    )
    func oneSource() async throws {
        let site = try await site()
        try await site.checkClaim()
        let client = try await site.program(.reviewer, scopes: [.read, .publish])
        let list = try await site.anonymous.get("/v1alpha1/pages?organization=checks.example")
        let pages = try #require(list.json["claimReviewMarkupPages"]?.arrayValue)
        #expect(pages.count == 1 && pages[0]["claimReviewMarkups"]?.arrayValue?[0]["rating"]?["textualRating"] == "Mostly false")
        let name = try #require(pages[0]["name"]?.stringValue)
        let same = try await put(client, name, pages[0])
        #expect(same.json["versionId"] == pages[0]["versionId"])
        #expect(try await site.site.factChecks.all().map(\.version) == [1])
        try await site.checkClaim(FactCheckSample.written(verdict: "True"))
        let corrected = try await site.anonymous.get("/v1alpha1/\(name)")
        #expect(corrected.json["claimReviewMarkups"]?.arrayValue?[0]["rating"]?["textualRating"] == "True")
        #expect(corrected.json["versionId"] != pages[0]["versionId"])
        let id = try #require(try await site.site.factChecks.all().first).check.id.hex
        _ = try await site.site.factChecks.withdraw(id, by: "ada", now: site.clock.now)
        #expect(try await site.anonymous.get("/v1alpha1/\(name)").status == 404)
        #expect(try await site.anonymous.get("/v1alpha1/pages?url=https%3A%2F%2Fchecks.example%2F7").json == [:])
    }

    @Test("only a reviewer's token of the scope writes, and errors have the shape of the interface")
    func access() async throws {
        let site = try await site()
        let sent = page([markup("Voter cards were sold.")])
        for (client, status, name) in [
            (site.anonymous, 401, "UNAUTHENTICATED"), (try await site.person(.reviewer), 401, "UNAUTHENTICATED"),
            (try await site.program(.publisher, scopes: [.publish]), 403, "PERMISSION_DENIED"),
            (try await site.program(.reviewer, scopes: [.read]), 403, "PERMISSION_DENIED"),
        ] {
            let answer = try await client.post("/v1alpha1/pages", json: sent)
            #expect(answer.status == status && answer.json["error"]?["status"] == .string(name), "\(answer.text)")
            #expect(answer.json["error"]?["code"] == .integer(status))
        }
        let client = try await site.program(.reviewer, scopes: [.read, .publish])
        #expect(try await client.post("/v1alpha1/pages", json: sent).status == 200)
        #expect(try await client.post("/v1alpha1/pages", json: sent).json["error"]?["status"] == "ALREADY_EXISTS")
        for (path, status) in [
            ("/v1alpha1/pages?colour=red", 400), ("/v1alpha1/pages/\(String(repeating: "0", count: 64))", 404),
            ("/v1alpha1/pages/..", 404), ("/v1alpha1/claims:imageSearch", 400), ("/v1alpha1/claims:imageSearch?imageUri=x", 400),
            ("/v1alpha1/pages?url=x", 400), ("/v1alpha1/pages?organization=a.example&url=https%3A%2F%2Fa.example", 400),
            ("/v1alpha1/pages?pageSize=51", 400), ("/v1alpha1/nothing", 404),
        ] {
            let answer = try await client.get(path)
            #expect(answer.status == status && answer.json["error"]?["code"] == .integer(status), "\(path): \(answer.text)")
        }
    }

    @Test("a page that cannot be read is refused whole, with the member that is wrong")
    func malformed() async throws {
        let site = try await site()
        let client = try await site.program(.reviewer, scopes: [.publish])
        let good = markup("Voter cards were sold.")
        func with(_ name: String, _ value: JSONValue) -> JSONValue {
            var object = good.objectValue ?? [:]
            object[name] = value
            return page([.object(object)])
        }
        func rated(_ value: Int, _ worst: Int, _ best: Int) -> JSONValue {
            with(
                "rating",
                [
                    "ratingValue": .integer(value), "worstRating": .integer(worst), "bestRating": .integer(best),
                    "textualRating": "x",
                ])
        }
        func published(_ day: String) -> JSONValue {
            var object = page([good]).objectValue ?? [:]
            object["publishDate"] = .string(day)
            return .object(object)
        }
        for (document, member) in [
            (with("url", "https://other.example/7"), "claimReviewMarkups[0].url"),
            (with("claimReviewed", " "), "claimReviewMarkups[0].claimReviewed"),
            (with("rating", [:]), "claimReviewMarkups[0].rating.textualRating"),
            (with("rating", ["ratingValue": .real(1.5)]), "claimReviewMarkups[0].rating.ratingValue"),
            (with("claimDate", "2026-02-30"), "claimReviewMarkups[0].claimDate"),
            (with("claimReveiwed", "x"), "claimReviewMarkups[0].claimReveiwed"),
            (with("claimAppearances", ["javascript:alert(1)"]), "claimReviewMarkups[0].claimAppearances[0]"),
            (rated(7, 1, 5), "claimReviewMarkups[0].rating.ratingValue"),
            (rated(0, 5, 1), "claimReviewMarkups[0].rating.ratingValue"),
            (rated(-1, 1, 5), "claimReviewMarkups[0].rating.ratingValue"),
            (rated(3, 3, 3), "claimReviewMarkups[0].rating.bestRating"),
            (published("2030-01-01"), "publishDate"), (page([good, good]), "claimReviewMarkups[1]"),
            (page([]), "claimReviewMarkups"),
            (["pageUrl": "https://checks.example/7#x"], "pageUrl"), ([], "an object"),
        ] as [(JSONValue, String)] {
            let answer = try await client.post("/v1alpha1/pages", json: document)
            let message = answer.json["error"]?["message"]?.stringValue ?? ""
            #expect(answer.status == 400 && message.contains(member), "\(member): \(answer.text)")
        }
        #expect(try await site.site.factChecks.all().isEmpty)
    }

    @Test("a check is found by the address of a picture, and by that of one that looks like it")
    func pictures() async throws {
        let near = String(repeating: "0f", count: 32)
        let table = """
            id\thash\tquality
            https://posts.example/1\t\(near)\t90
            https://copies.example/1.jpg\t\(near.dropLast(2))f0\t80
            https://others.example/2.jpg\t\(String(repeating: "f0", count: 32))\t80
            """
        let pictures = KnownPicturePlaces(try KnownPictures(parsing: Array(table.utf8)))
        let signatories = try SignatoryList(parsing: FactCheckSample.signatories)
        let site = try await TestSite {
            $0.factChecks.signatories = signatories
            $0.factChecks.pictures = pictures
        }
        try await site.checkClaim()
        func found(_ address: String) async throws -> [JSONValue]? {
            let answer = try await site.anonymous.get("/v1alpha1/claims:imageSearch?imageUri=\(PercentEncoding.query(address))")
            #expect(answer.status == 200)
            return answer.json["results"]?.arrayValue
        }
        let results = try #require(try await found("https://posts.example/1"))
        #expect(results.count == 1 && results[0]["claim"]?["claimReview"]?.arrayValue?[0]["url"] == "https://checks.example/7")
        #expect(try await found("http://POSTS.example/1#x")?.count == 1)
        #expect(try await found("https://copies.example/1.jpg")?.count == 1)
        #expect(try await found("https://others.example/2.jpg") == nil)
        #expect(try await found("https://posts.example/11") == nil)
    }
}
