import Daylight
import Glibc
import Testing

@testable import Credibility

@Suite struct BoardReadingTests {
    private static let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 2_000

    private static let pieces = [
        "\"", "{", "}", "[", "]", ",", "\\u0000", "\\ud800", "null", "-1", "1e999", "9223372036854775808", "\u{0}",
        "\"version\":0,", "0000-01-01T00:00:00+23:00", "9999-12-31T23:59:59-23:00", "\"reviews\":[", "\"vote\":\"agree\"",
    ]

    private static let faulty: [(String, JSONValue, String)] = [
        ("version", 0, "version"), ("version", .real(1.5), "version"), ("id", "No Name", "id"),
        ("title", .string(String(repeating: "x", count: 201)), "title"), ("title", "a\u{7}", "title"),
        ("clauses", [], "clauses"), ("clauses", [["id": "c1", "text": " "]], "clauses[0].text"),
        ("clauses", [["id": "c1", "text": "a"], ["id": "c1", "text": "b"]], "clauses[1].id"),
        ("clauses", .array([JSONValue](repeating: ["id": "c1", "text": "a"], count: 501)), "clauses"),
        ("about", ["rankingPolicy": "1", "ruleSet": "2"], "about.rankingPolicy"), ("about", "x", "about"),
        ("closes", "2026-01-01T00:00:00Z", "closes"), ("opened", "0000-01-01T00:00:00Z", "opened"),
    ]

    @Test("what is written reads back as it was")
    func roundTrips() throws {
        let draft = try BoardSample.draft(["One\nline", "Two \u{1F5F3}"])
        #expect(try BoardDraft(parsing: draft.bytes) == draft)
        let rules = try BoardDraft(
            id: "d", version: 3, title: "T", about: .ruleSet(name: "Notes"), clauses: [.init(id: "c1", text: "x")],
            opened: BoardSample.opened, closes: BoardSample.closes)
        #expect(try BoardDraft(rules.json) == rules)
        let reviewer = try BoardSample.reviewer("r", .factChecker)
        #expect(try BoardReviewer(reviewer.json) == reviewer)
        let review = try BoardReview(
            draft: "d1", version: 1, reviewer: .init(reviewer), given: BoardSample.opened,
            remarks: [.init(clause: "c1", vote: .unsure, comment: "Why?"), .init(clause: "c2", vote: nil, comment: "a\nb")],
            comment: nil)
        #expect(try BoardReviewFile.reviews(parsing: review.bytes) == [review])
        let list = try CanonicalJSON.bytes(of: BoardReviewFile.json([review, review]))
        #expect(try BoardReviewFile.reviews(parsing: list) == [review, review])
    }

    @Test(
        "a document beyond the bounds is refused, and the fault names the member",
        arguments: Self.faulty)
    func refused(member: String, value: JSONValue, field: String) throws {
        var object = try #require(try BoardSample.draft().json.objectValue)
        object[member] = value
        let fault = #expect(throws: InputError.self) { try BoardDraft(.object(object)) }
        #expect(fault?.field == field, "\(String(describing: fault))")
    }

    @Test("a review that says nothing, or the same clause twice, is refused; in a list the fault names its place")
    func refusedReviews() throws {
        var object = try #require(try BoardSample.review("a", .media, "a").json.objectValue)
        object["comment"] = nil
        for (clauses, field) in [
            ([], "clauses"), ([["clause": "c1"]], "clauses[0].vote"),
            ([["clause": "c1", "vote": "maybe"]], "clauses[0].vote"),
            ([["clause": "c1", "vote": "agree"], ["clause": "c1", "vote": "agree"]], "clauses[1].clause"),
        ] as [([JSONValue], String)] {
            object["clauses"] = .array(clauses)
            let fault = #expect(throws: InputError.self) {
                try BoardReviewFile.reviews(parsing: CanonicalJSON.bytes(of: ["reviews": [.object(object)]]))
            }
            #expect(fault?.field == "reviews[0].\(field)")
        }
    }

    @Test("an accreditation holds from its first to its last day")
    func period() throws {
        let reviewer = try BoardSample.reviewer("a", .media)
        #expect(reviewer.isAccredited(on: BoardSample.opened.day) && reviewer.isAccredited(on: BoardSample.closes.day))
        #expect(!reviewer.isAccredited(on: BoardSample.opened.day.adding(days: -1)))
        #expect(!reviewer.isAccredited(on: BoardSample.closes.day.adding(days: 1)))
        #expect(throws: InputError.self) {
            try BoardReviewer(
                id: "a", name: "A", kind: .media, organisation: "B", address: nil, interests: nil, accreditedBy: "C",
                since: BoardSample.closes.day, until: BoardSample.opened.day)
        }
    }

    @Test("damaged documents are refused or read; what is read can be written, tallied and read again")
    func damaged() throws {
        var random = SeededNumbers(seed: 2027)
        let draft = try BoardSample.draft()
        let drafts = try [draft.bytes, BoardSample.draft(["x"], version: 7).bytes]
        let review = try BoardSample.review("a", .academic, "adu")
        let reviews = try [review.bytes, CanonicalJSON.bytes(of: BoardReviewFile.json([review, review]))]
        let profile = try CanonicalJSON.bytes(of: BoardSample.reviewer("a", .media).json)
        var read = 0
        for round in 0..<Self.executions {
            if let damaged = try? BoardDraft(parsing: random.damaged(drafts[round % 2], pieces: Self.pieces)) {
                #expect(try BoardDraft(parsing: damaged.bytes) == damaged)
                #expect(BoardChanges(from: draft, to: damaged) == BoardChanges(from: draft, to: damaged))
                read += 1
            }
            if let damaged = try? BoardReviewFile.reviews(parsing: random.damaged(reviews[round % 2], pieces: Self.pieces)) {
                let tally = try BoardTally(draft, damaged)
                #expect(tally.counted.count + tally.leftOut.values.reduce(0, +) == damaged.count)
                for review in damaged { #expect(try BoardReview(review.json) == review) }
                read += 1
            }
            let bytes = random.damaged(profile, pieces: Self.pieces)
            if let value = try? JSONParser.parse(bytes), let damaged = try? BoardReviewer(value) {
                #expect(try BoardReviewer(damaged.json) == damaged)
            }
        }
        #expect(read > Self.executions / 50)
    }
}
