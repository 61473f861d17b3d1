import Daylight
import Sponsorship
import Storage
import Testing

@testable import Server

@Suite struct LibraryDeskTests {
    private func ids(_ site: TestSite, state: String) async throws -> [String] {
        let library = try await site.site.library.current(now: site.clock.now)
        var query = LibraryQuery()
        query.fields[.state] = [.text(state)]
        return try library.references(query).map(\.id)
    }

    @Test("an ad ends with its last day, without the library being read anew, and runs again when the clock goes back")
    func days() async throws {
        let site = try await TestSite.publisher(at: "2026-09-13T12:00:00+02:00")
        try await site.advertise()
        let ad = "ad-\(NoticeSample.code)"
        #expect(try await ids(site, state: "running") == [ad])
        let sequence = try await site.site.library.current(now: site.clock.now).sequence
        site.clock.advance(seconds: 86_400)
        #expect(try await ids(site, state: "ended") == [ad])
        #expect(try await ids(site, state: "running").isEmpty)
        let library = try await site.site.library.current(now: site.clock.now)
        #expect(library.sequence == sequence + 1)
        #expect(library.count == 1)
        site.clock.advance(seconds: 86_400)
        #expect(try await site.site.library.current(now: site.clock.now).sequence == sequence + 1)
        site.clock.advance(seconds: -2 * 86_400)
        #expect(try await ids(site, state: "running") == [ad])
    }

    @Test("whoever asks while the library is being read gets all of it")
    func reading() async throws {
        let site = try await TestSite()
        let records = (0..<2000).map { number in
            let ad: JSONValue = ["id": .string("\(number)"), "start": "2026-05-01", "end": "2026-05-02", "advertiser": "A"]
            return NewAdRecord(
                kind: .imported, key: "google:\(number)",
                body: Array(CanonicalJSON.line(["source": "google", "ad": ad]).utf8), author: "a", created: site.clock.now)
        }
        try await site.store.add(records)
        let desk = LibraryDesk(store: site.store, configuration: AdvertisingConfiguration(), portion: 100)
        let now = site.clock.now
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 { group.addTask { try await desk.current(now: now).count } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts == [Int](repeating: 2000, count: 8))
    }

    @Test("the page after one that was read the day before is still the page after it")
    func cursors() async throws {
        let site = try await TestSite.publisher(at: "2026-09-13T12:00:00+02:00")
        for number in 0..<5 {
            let code = try #require(ShortCode("K7QX20Z\(number)"))
            let review = NoticeReview(
                NoticeSample.answers(["title": "Ad \(number)"]).members(NoticeDesk(site.site).systemFields(code)))
            let notice = try #require(review.notice)
            _ = try await NoticeDesk(site.site).publish(notice, code: code, by: "publisher", now: site.clock.now)
        }
        let first = try await site.anonymous.get("/api/repository?limit=2").json
        let next = try #require(first["next"]?.stringValue)
        site.clock.advance(seconds: 86_400)
        let second = try await site.anonymous.get("/api/repository?limit=2&cursor=\(next)").json
        let items: [JSONValue] = (first["items"]?.arrayValue ?? []) + (second["items"]?.arrayValue ?? [])
        let ids = items.compactMap { item in item["id"]?.stringValue }
        #expect(Set(ids).count == 4)
        #expect(second["snapshot"] == first["snapshot"])
    }
}
