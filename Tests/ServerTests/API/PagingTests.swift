import Daylight
import HTTPTypes
import Storage
import Testing

@testable import Server

@Suite struct PagingTests {
    private func add(_ numbers: ClosedRange<Int>, to site: TestSite) async throws {
        for number in numbers {
            let finding = try Sample.finding(number, created: Timestamp(seconds: TestClock.start.seconds + Int64(number)))
            _ = try await site.store.importDataset(
                Sample.dataset(number), shares: { nil }, findings: [finding], statement: nil)
        }
    }

    @Test("pages follow each other without gap or repeat while new findings arrive")
    func stable() async throws {
        let site = try await TestSite()
        try await add(2...9, to: site)
        var seen: [String] = []
        var target: String? = "/api/v1/findings?limit=3"
        var arrivals = 10
        while let current = target {
            let answer = try await site.anonymous.get(current)
            #expect(answer.status == 200)
            seen += answer.json["items"]?.arrayValue?.compactMap { $0["id"]?.stringValue } ?? []
            let link = answer.headers[.link]
            #expect((link == nil) == (answer.json["next"] == .null))
            target = link.map { String($0.dropFirst().prefix { $0 != ">" }) }
            try await add(arrivals...arrivals, to: site)
            arrivals += 1
        }
        #expect(seen.count == 9)
        #expect(Set(seen).count == 9)
    }

    @Test("a filter stays in the address of the next page")
    func filter() async throws {
        let site = try await TestSite()
        try await add(2...4, to: site)
        let answer = try await site.anonymous.get("/api/v1/findings?verdict=undecided&limit=2")
        let link = try #require(answer.headers[.link])
        #expect(link.contains("verdict=undecided"))
        #expect(link.contains("limit=2"))
        #expect(link.hasSuffix("; rel=\"next\""))
    }

    @Test("findings are filtered by verdict, question and subject")
    func filters() async throws {
        let site = try await TestSite()
        try await add(2...3, to: site)
        try await site.decide()
        func count(_ query: String) async throws -> Int? {
            try await site.anonymous.get("/api/v1/findings?\(query)").json["items"]?.arrayValue?.count
        }
        #expect(try await count("verdict=organic") == 1)
        #expect(try await count("verdict=undecided") == 2)
        #expect(try await count("question=is-it-a-real-person") == 3)
        #expect(try await count("question=who-paid") == 0)
        #expect(try await count("subject=account%3Aann") == 3)
        #expect(try await count("subject=account%3Adora") == 0)
    }
}
