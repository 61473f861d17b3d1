import Credibility
import Daylight
import EvidenceLog
import HTTPTypes
import Storage
import Testing

@testable import Server

@Suite struct BoardDeskTests {
    private func payload(_ site: TestSite, _ statement: StatementRecord.ID?) async throws -> JSONValue {
        let id = try #require(statement)
        let record = try #require(try await site.store.statement(id))
        return try JSONParser.parse(Envelope(parsing: record.envelope).payload)
    }

    private func leaf(_ site: TestSite, _ statement: StatementRecord.ID?) async throws -> String? {
        let id = try #require(statement)
        return try await site.store.statement(id)?.logged?.leafHash.hex
    }

    @Test("each version of a draft is a statement with its digest and the one before; the same words publish nothing")
    func drafts() async throws {
        let site = try await TestSite()
        let id = try await site.openBoard().draft
        let versions = try await site.site.board.versions(id)
        #expect(versions.map(\.draft.version) == [1, 2])
        #expect(versions.map { $0.draft.clauses.map(\.id) } == [["c1", "c2", "c3"], ["c1", "c3", "c4"]])
        let second = try await payload(site, versions[1].statement)["predicate"]
        #expect(second?["draftSHA256"]?.stringValue == Digest(of: versions[1].document).hex)
        #expect(second?["version"] == 2 && second?["clauses"] == 3)
        #expect(try await second?["supersedes"]?["leafHash"]?.stringValue == leaf(site, versions[0].statement))
        let again = BoardSample.proposal(BoardSample.second, lastDay: site.clock.now.day.adding(days: 7))
        _ = try await site.site.board.publish(again, id: id, by: "reviewer", now: site.clock.now)
        #expect(try await site.site.board.versions(id).count == 2)
        #expect(try await site.site.board.publish(again, id: "0f", by: "reviewer", now: site.clock.now) == nil)
        #expect(try await site.site.board.drafts(aboutPolicy: FeedSample.version).map(\.id) == [id])
    }

    @Test("a review is on the log as a commitment alone; a second one of the same person replaces it and says so")
    func reviews() async throws {
        let site = try await TestSite()
        let id = try await site.openBoard().draft
        let first = try #require(try await site.reviewBoard(id, .clerk, "add", comment: "Mind the islands."))
        let again = try #require(try await site.reviewBoard(id, .clerk, "add", comment: "Mind the islands."))
        #expect(first.statement == again.statement && !again.replaces, "the same words again change nothing")
        let later = try #require(try await site.reviewBoard(id, .clerk, "aaa"))
        #expect(later.replaces)
        let logged = try await payload(site, first.statement)
        #expect(logged["predicate"]?.objectValue?.members.map(\.name) == ["commitment"])
        #expect(!CanonicalJSON.line(logged).contains("islands") && !CanonicalJSON.line(logged).contains("House"))
        let supersedes = try await payload(site, later.statement)["predicate"]?["supersedes"]?["leafHash"]?.stringValue
        #expect(try await supersedes == leaf(site, first.statement))
        let draft = try #require(try await site.site.board.versions(id).last?.draft)
        let heard = try await site.site.board.heard(about: draft)
        #expect(heard.reviews.map { $0.remarks.compactMap(\.vote) } == [[.agree, .agree, .agree]])
    }

    @Test("erased words are gone from page and figures, and the statement stays")
    func erasing() async throws {
        let site = try await TestSite()
        let id = try await site.openBoard().draft
        let given = try #require(try await site.reviewBoard(id, .clerk, "aaa", comment: "Mind the islands."))
        let page = try await site.person(.clerk).get("/board/drafts/\(id)")
        #expect(page.text.contains("Mind the islands.") && page.text.contains("Reviewer clerk"))
        let number = try #require(try await site.site.number(of: given.statement))
        #expect(try await StatementDesk(store: site.store).eraseWords(of: UInt64(number)))
        let erased = try await site.person(.clerk).get("/board/drafts/\(id)")
        #expect(!erased.text.contains("Mind the islands.") && erased.text.contains("1 of the reviews were erased"))
        let draft = try #require(try await site.site.board.versions(id).last?.draft)
        let heard = try await site.site.board.heard(about: draft)
        #expect(heard.reviews.isEmpty && heard.erased == 1)
        #expect(try await site.anonymous.get("/statements/\(number)").status == 200)
    }

    @Test("a comment alone opens nothing, and erasing a review erases those that it replaced")
    func blindness() async throws {
        let site = try await TestSite()
        let id = try await site.openBoard().draft
        let draft = try #require(try await site.site.board.versions(id).last?.draft)
        let clerk = try #require(try await site.store.user(named: "clerk"))
        let member = try await site.site.board.member(of: clerk)
        _ = try await site.site.board.review(id, version: nil, remarks: [], comment: ".", by: clerk, now: site.clock.now)
        #expect(try await !site.site.board.mayHear(about: draft, newest: draft, member: member, now: site.clock.now))
        let given = try #require(try await site.reviewBoard(id, .clerk, "aaa", comment: "Mind the islands."))
        #expect(try await site.site.board.mayHear(about: draft, newest: draft, member: member, now: site.clock.now))
        let number = try #require(try await site.site.number(of: given.statement))
        let desk = StatementDesk(store: site.store)
        let first = try #require(try await desk.statement(UInt64(number)).corrects)
        #expect(try await desk.eraseWords(of: UInt64(number)))
        #expect(try await !desk.eraseWords(of: first), "the replaced words went with it")
    }

    @Test("whoever is accredited today reviews, whatever the role; not before the first day, and not after the last")
    func accreditation() async throws {
        let site = try await TestSite()
        let id = try await site.openBoard().draft
        await #expect(throws: BoardDesk.Refusal.notAccredited) { try await site.reviewBoard(id, .reader, "aaa") }
        try await site.accredit(.reader, .academic, from: 1)
        await #expect(throws: BoardDesk.Refusal.notAccredited) { try await site.reviewBoard(id, .reader, "aaa") }
        let over = try await site.accredit(.reader, .academic, from: -9, until: -1)
        await #expect(throws: BoardDesk.Refusal.notAccredited) { try await site.reviewBoard(id, .reader, "aaa") }
        let today = try await site.accredit(.reader, .academic, from: -9, until: 0)
        #expect(over.profile.id == today.profile.id && today.version == 3, "a user has one profile")
        #expect(try await site.reviewBoard(id, .reader, "aaa") != nil)
        await #expect(throws: BoardDesk.Refusal.notAccredited, "a high role is no accreditation") {
            try await site.reviewBoard(id, .reviewer, "aaa")
        }
    }

    @Test("nobody accredits himself, or somebody who is not here, or takes another's profile")
    func accrediting() async throws {
        let site = try await TestSite()
        let office = try await site.person(.reviewer)
        func fields(_ user: String) -> [(name: String, value: String)] {
            [
                ("user", user), ("name", "A"), ("kind", "media"), ("organisation", "B"), ("address", ""), ("interests", ""),
                ("since", "2026-01-01"), ("until", ""),
            ]
        }
        for (user, words) in [("reviewer", "Nobody accredits himself."), ("nobody", "There is no user of this name.")] {
            let answer = try await office.post("/board/reviewers/new", form: fields(user))
            #expect(answer.status == 422 && answer.text.contains(words))
        }
        let made = try await office.post("/board/reviewers/new", form: fields("clerk"))
        #expect(made.status == 303)
        let again = try await office.post(
            "/board/reviewers/new", form: fields("clerk").map { ($0.name, $0.name == "kind" ? "academic" : $0.value) })
        #expect(again.status == 422 && again.text.contains("has a profile already"))
        let path = try #require(made.headers[.location])
        #expect(try await office.post("\(path)/edit", form: fields("reader")).status == 422)
        #expect(try await office.post("\(path)/edit", form: fields("clerk")).headers[.location] == path)
        #expect(try await site.site.board.members().count == 1)
        let profile = try await site.anonymous.get(path)
        #expect(!profile.text.contains("clerk"), "the user name is not shown")
        #expect(try await site.person(.publisher).post("/board/reviewers/new", form: fields("reader")).status == 403)
    }

    @Test("what others said is shown after one's own review, and to everybody when the version is closed")
    func hearing() async throws {
        let site = try await TestSite()
        let id = try await site.openBoard().draft
        try await site.accredit(.reader, .academic)
        let given = try #require(try await site.reviewBoard(id, .clerk, "add", comment: "Mind the islands."))
        let number = try #require(try await site.site.number(of: given.statement))
        let (page, files) = ("/board/drafts/\(id)", "/board/drafts/\(id)/versions/2")
        let reader = try await site.person(.reader)
        for visitor in [site.anonymous, reader, try await site.person(.reviewer)] {
            let (shown, words) = (try await visitor.get(page), try await visitor.get("/statements/\(number)"))
            #expect(!shown.text.contains("islands") && !words.text.contains("islands"))
            #expect(try await visitor.get("\(files)/reviews.json").status == 403)
            #expect(try await visitor.get("\(files)/tally.csv").status == 403)
            #expect(try await visitor.get("/api/v1/board/drafts/\(id)").json["tally"] == nil)
        }
        #expect(try await site.anonymous.get("\(files)/draft.json").status == 200)
        try await site.reviewBoard(id, .reader, "aau")
        #expect(try await reader.get(page).text.contains("islands"))
        #expect(try await reader.get("/statements/\(number)").text.contains("islands"))
        let others = try await site.anonymous.get(page)
        #expect(!others.text.contains("islands"))
        let proposal = BoardSample.proposal(BoardSample.first, lastDay: site.clock.now.day.adding(days: 7))
        _ = try await site.site.board.publish(proposal, id: id, by: "reviewer", now: site.clock.now)
        let closed = try await site.anonymous.get(files)
        #expect(closed.text.contains("islands") && closed.text.contains("This is an earlier version."))
        let tally = try await site.anonymous.get("\(files)/tally.csv").text
        // 2/3 · 2/3 · 1/4 is 111111; 1/3 · 2/3 · 1/4 is 55555; 1/3 · 1/3 · 1/4 is 27777.
        #expect(
            tally.split(separator: "\r\n").dropFirst().map { $0.split(separator: ",")[..<4].joined(separator: ",") }
                == ["1,1,c1,111111", "2,2,c3,55555", "3,3,c4,27777"])
    }

    @Test("the files that are served give the same table again")
    func recomputing() async throws {
        let site = try await TestSite()
        let id = try await site.openBoard().draft
        try await site.reviewBoard(id, .clerk, "ad-")
        let clerk = try await site.person(.clerk)
        let files = "/board/drafts/\(id)/versions/2"
        let draft = try BoardDraft(parsing: try await clerk.get("\(files)/draft.json").body)
        let reviews = try BoardReviewFile.reviews(parsing: try await clerk.get("\(files)/reviews.json").body)
        let table = try await clerk.get("\(files)/tally.csv")
        #expect(try BoardTally(draft, reviews).csv == table.body)
    }

    @Test("a closed draft and an earlier version take no review; a clause must be one of the draft's")
    func refusals() async throws {
        let site = try await TestSite()
        let id = try await site.openBoard().draft
        let clerk = try #require(try await site.store.user(named: "clerk"))
        let board = site.site.board
        func review(_ version: Int?, _ clause: String, at moment: Timestamp) async throws -> BoardDesk.Given? {
            try await board.review(
                id, version: version, remarks: [.init(clause: clause, vote: .agree, comment: nil)], comment: nil, by: clerk,
                now: moment)
        }
        let now = site.clock.now
        await #expect(throws: BoardDesk.Refusal.notNewest(2)) { try await review(1, "c1", at: now) }
        await #expect(throws: BoardDesk.Refusal.self) { try await review(2, "c2", at: now) }
        await #expect(throws: BoardDesk.Refusal.closed) {
            try await review(2, "c1", at: Timestamp(seconds: now.seconds + 9 * 86_400))
        }
        #expect(try await review(2, "c1", at: now) != nil)
        #expect(try await board.review("0f", version: nil, remarks: [], comment: "x", by: clerk, now: now) == nil)
    }

    @Test("a program reviews for a person with the scope for it, once for one key, and gets no words back")
    func program() async throws {
        let site = try await TestSite()
        let id = try await site.openBoard().draft
        let address = "/api/v1/board/drafts/\(id)/reviews"
        let review: JSONValue = [
            "version": 2, "clauses": [["clause": "c1", "vote": "agree", "comment": "Mind the islands."]], "comment": "Good.",
        ]
        #expect(try await site.program(.clerk, scopes: [.read]).post(address, json: review).status == 403)
        #expect(try await site.program(.reader, scopes: [.review]).post(address, json: review).status == 403)
        #expect(try await site.person(.clerk).post(address, json: review).status == 401)
        let program = try await site.program(.clerk, scopes: [.review])
        let first = try await program.post(address, json: review, headers: [.idempotencyKey: "k1"])
        let again = try await program.post(address, json: review, headers: [.idempotencyKey: "k1"])
        #expect(first.status == 201 && again.body == first.body && !first.text.contains("islands"))
        #expect(first.json["statement"]?.integerValue != nil && first.json["replaces"] == false)
        for wrong: JSONValue in [
            ["version": 2, "clauses": []], ["version": 2, "clauses": [["clause": "c9", "vote": "agree"]]], ["clauses": []],
            ["version": 1, "clauses": [["clause": "c1", "vote": "agree"]]],
            ["version": 2, "clauses": [["clause": "c1", "vote": "yes"]]],
        ] {
            #expect(try await program.post(address, json: wrong).status == 422, "\(CanonicalJSON.line(wrong))")
        }
        let missing = try await program.post("/api/v1/board/drafts/0f/reviews", json: review)
        #expect(missing.status == 404)
    }

    @Test("forms give back what was typed with what is wrong, and lead to what they made")
    func forms() async throws {
        let site = try await TestSite()
        let office = try await site.person(.reviewer)
        let wrong = try await office.post(
            "/board/drafts/new", form: [("title", "T"), ("clauses", "One\r\n\r\nTwo"), ("closes", "2001-01-01")])
        #expect(wrong.status == 422 && wrong.text.contains("This day is over.") && wrong.text.contains("One"))
        let made = try await office.post(
            "/board/drafts/new",
            form: [
                ("title", "T"), ("about", "ruleSet"), ("subject", "Leaks"), ("clauses", "One\r\n\r\nTwo"),
                ("closes", site.clock.now.day.adding(days: 2).description),
            ])
        let path = try #require(made.headers[.location])
        try await site.accredit(.reader, .academic)
        let reader = try await site.person(.reader)
        let empty = try await reader.post("\(path)/review", form: [("version", "1"), ("comment", " ")])
        #expect(empty.status == 422 && empty.text.contains("Vote on a clause or write a comment."))
        let given = try await reader.post(
            "\(path)/review", form: [("version", "1"), ("vote-c1", "agree"), ("comment-c2", "a\r\nb"), ("comment", "")])
        #expect(given.status == 303 && given.headers[.location] == path)
        let stale = try await reader.post("\(path)/review", form: [("version", "2"), ("vote-c2", "disagree")])
        #expect(stale.status == 422 && stale.text.contains("has a new version"))
        #expect(stale.text.contains("value=\"disagree\" checked"), "what was typed is kept")
        let form = try await reader.get("\(path)/review").text
        #expect(form.contains("value=\"agree\" checked") && form.contains(">a\nb</textarea>"))
        #expect(try await site.anonymous.get("/board/drafts/../x").status == 404)
    }

    @Test("the page of a published policy leads to the drafts about it")
    func policies() async throws {
        let site = try await TestSite()
        let id = try await site.openBoard().draft
        _ = try await site.serveFeed()
        let page = try await site.anonymous.get("/feed/policies/\(FeedSample.version)")
        #expect(page.text.contains("/board/drafts/\(id)"))
        #expect(try await site.anonymous.get("/board/drafts/\(id)").text.contains("/feed/policies/\(FeedSample.version)"))
    }
}
