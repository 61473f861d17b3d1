import Daylight
import HTTPTypes
import Sponsorship
import Storage

/// A public search with the criteria that the European repository is to have (Regulation (EU) 2026/818), over the library.
struct RepositoryRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(
                .get, "/api/repository", query: LibraryRoutes.parameters,
                operation: Operation(
                    id: "searchRepository", summary: "Political ads that match, with every amount as an interval.",
                    tag: "Political ads", schema: Self.schema, example: Self.example, problems: [.invalidParameter]),
                isShared: true, handle: search)
        ]
    }

    private func search(_ call: Call) async throws -> Reply {
        let query: LibraryQuery
        do { query = try LibraryQuery(urlQuery: FormFields.text(call.query.fields)) } catch {
            throw Problem.invalidParameter(error.field, error.description)
        }
        let answer: LibraryAnswer
        do { answer = try await site.library.current(now: call.now).answer(query) } catch let error as InputError {
            throw Problem.invalidParameter("cursor", error.description)
        }
        let ads = try await site.library.ads(answer.page, now: call.now)
        var reply = Reply.json([
            "items": .array(ads.map { LibraryRow($0).json }), "total": .integer(answer.total),
            "next": answer.next.map { .string($0.description) } ?? .null, "snapshot": .integer(answer.snapshot),
        ])
        if let next = answer.next {
            reply.headers[.link] =
                "<\(call.path)?\(call.query.query(setting: "cursor", to: next.description))>; rel=\"next\""
        }
        return reply
    }

    private static let item = Schema.object(
        [
            Schema.property("id", .text(), "The same for every version of the ad."),
            Schema.property("version", .count, "Version of the notice."),
            Schema.property("address", .text(), "Where its notice stands."),
            Schema.property("sponsor", .nullable(.text()), "On whose behalf it is presented; null when it is not told."),
            Schema.property("state", .choice(["running", "ended", "removed"]), "Whether it runs."),
        ], isOpen: true)

    private static let schema = Schema.object([
        Schema.property("items", .list(item), "At most `limit` ads; the members are the columns of `/ads.csv`."),
        Schema.property("total", .count, "All ads that match."),
        Schema.property("next", .nullable(.text(limit: 1024)), "Send it as `cursor`; null at the end."),
        Schema.property("snapshot", .count, "State of the library that this page and those after it are taken from."),
    ])

    private static let example: JSONValue = [
        "items": [
            [
                "id": "ad-K7QX20ZM", "version": 1, "address": "/t/K7QX20ZM", "title": "Flyer on school buses",
                "sponsor": "Kustpartiet", "amount_low": "12500", "amount_high": "12500", "currency": "SEK", "state": "running",
            ]
        ],
        "total": 1, "next": nil, "snapshot": 1,
    ]
}
