import Credibility
import Daylight
import Testing

/// The shape of `claims:search` (section 4.4 of the credibility reference).
@Suite struct FactCheckSearchTests {
    private static func records(_ count: Int = 25) throws -> [FactCheck] {
        let reviews = (0..<count).map { index -> JSONValue in
            let day = 1 + index % 28
            return .object(
                Imported.review([
                    "url": .string("#\(index)"), "claimReviewed": .string("Ballots were burnt, no. \(index)"),
                    "datePublished": .string("2026-10-\(day < 10 ? "0" : "")\(day)"), "itemReviewed": nil,
                    "inLanguage": .string(index % 2 == 0 ? "en-GB" : "de"),
                ]))
        }
        return try Imported.document(CanonicalJSON.line(.array(reviews))).records
    }

    private static let today = CivilDate(iso8601: "2026-10-30") ?? Imported.today

    private static func texts(_ answer: JSONValue) -> [String] {
        answer["claims"]?.arrayValue?.compactMap { $0["text"]?.stringValue } ?? []
    }

    @Test func pagesFollowEachOther() throws {
        let records = try Self.records()
        var (found, token): ([String], String?) = ([], nil)
        repeat {
            let search = try FactCheckSearch(query: "BÁLLOTS burnt", pageSize: "7", pageToken: token)
            let answer = search.answer(from: records, today: Self.today)
            found += Self.texts(answer)
            token = answer["nextPageToken"]?.stringValue
        } while token != nil
        #expect(found.count == 25 && Set(found).count == 25)
        #expect(found.first == "Ballots were burnt, no. 24")
        let skipping = try FactCheckSearch(query: "ballots burnt", pageSize: "7", offset: "20").answer(
            from: records, today: Self.today)
        #expect(Self.texts(skipping) == Array(found[20...]) && skipping["nextPageToken"] == nil)
    }

    @Test func tokensBelongToTheirQuestion() throws {
        let records = try Self.records()
        let first = try FactCheckSearch(query: "ballots").answer(from: records, today: Self.today)
        #expect(Self.texts(first).count == 10)
        let token = try #require(first["nextPageToken"]?.stringValue)
        #expect(throws: Never.self) { try FactCheckSearch(query: "Ballots", pageToken: token) }
        #expect(throws: InputError.self) { try FactCheckSearch(query: "other", pageToken: token) }
        #expect(throws: InputError.self) { try FactCheckSearch(query: "ballots", pageSize: "11", pageToken: token) }
        #expect(throws: InputError.self) { try FactCheckSearch(query: "ballots", languageCode: "en", pageToken: token) }
        #expect(throws: InputError.self) { try FactCheckSearch(query: "ballots", pageToken: token, offset: "3") }
        #expect(throws: InputError.self) { try FactCheckSearch(query: "ballots", pageToken: "20-0000000000000000") }
    }

    @Test func filters() throws {
        let records = try Self.records()
        func count(_ search: FactCheckSearch) -> Int { Self.texts(search.answer(from: records, today: Self.today)).count }
        #expect(count(try FactCheckSearch(query: "ballots", languageCode: "en", pageSize: "100")) == 13)
        #expect(count(try FactCheckSearch(query: "ballots", languageCode: "EN-gb", pageSize: "100")) == 13)
        #expect(count(try FactCheckSearch(query: "ballots", languageCode: "e", pageSize: "100")) == 0)
        #expect(count(try FactCheckSearch(query: nil, reviewPublisherSiteFilter: "Check.example", pageSize: "100")) == 25)
        #expect(count(try FactCheckSearch(query: nil, reviewPublisherSiteFilter: "heck.example", pageSize: "100")) == 0)
        #expect(count(try FactCheckSearch(query: "ballots", maxAgeDays: "10", pageSize: "100")) == 6)
        #expect(throws: InputError.self) { try FactCheckSearch(query: " ?! ") }
        #expect(throws: InputError.self) { try FactCheckSearch(query: "x", maxAgeDays: "-1") }
        #expect(throws: InputError.self) { try FactCheckSearch(query: "x", pageSize: "1e9") }
    }

    @Test func absentFieldsAreLeftOut() throws {
        let records = [
            try Imported.record(), try Imported.record(["author": nil, "datePublished": nil, "inLanguage": nil, "url": "#b"]),
        ]
        let answer = try FactCheckSearch(query: "server").answer(from: records, today: Imported.today)
        let claims = try #require(answer["claims"]?.arrayValue)
        #expect(claims.count == 1 && answer["nextPageToken"] == nil)
        #expect(claims[0]["claimDate"] == "2026-11-02T00:00:00Z" && claims[0]["claimant"] == "Mara Nagy")
        let reviews = try #require(claims[0]["claimReview"]?.arrayValue)
        #expect(reviews[0]["publisher"] == ["name": "Check", "site": "check.example"])
        #expect(reviews[0]["textualRating"] == "False" && reviews[0]["languageCode"] == "en")
        #expect(reviews[1].objectValue?.members.map(\.name) == ["publisher", "url", "textualRating"])
        #expect(try FactCheckSearch(query: "nothing").answer(from: records, today: Imported.today) == [:])
    }
}
