import Credibility
import Daylight
import EvidenceLog
import Storage
import Testing

@testable import Server

@Suite struct NoteDeskTests {
    @Test("a note that both camps like is held back, then shown; each published status is a statement that names nobody")
    func bridging() async throws {
        let site = try await TestSite()
        let raters = try await site.camps()
        let note = try await site.writeNote(summary: "Both camps like this.")
        var standings: [NoteDesk.Standing] = []
        for user in raters { standings.append(try await site.rate(note, .helpful, by: user)) }
        let held = try #require(standings.last)
        #expect(held.life.status == .needsMoreRatings && held.life.heldSince != nil && held.ratingCount == 12)
        site.clock.advance(seconds: 3599)
        try await site.site.notes.tick(site.clock.now)
        site.clock.advance(seconds: 1)
        try await site.site.notes.tick(site.clock.now)
        let shown = try #require(try await site.site.notes.standing(String(note.id)))
        #expect(shown.life.status == .helpful && shown.life.heldSince == nil)
        #expect(shown.found?.explanation == "Shown as helpful: found helpful by 6 of 6 and 6 of 6 raters who usually disagree.")
        let change = try #require(try await site.site.notes.statuses(note.id).last)
        let payload = CanonicalJSON.line(try await site.payload(of: change.statement))
        #expect(payload.contains("note-status-published") && !payload.contains("Both camps"))
        for user in raters {
            let rater = try #require(try await site.site.notes.participant(of: user))
            #expect(!payload.contains(rater.text))
        }
    }

    @Test("one camp alone shows nothing, and both camps together can turn a note down at once")
    func sides() async throws {
        let site = try await TestSite()
        let raters = try await site.camps()
        let liked = try await site.writeNote(on: "p-1")
        for user in raters.prefix(6) { try await site.rate(liked, .helpful, by: user) }
        let oneSided = try #require(try await site.site.notes.standing(String(liked.id)))
        #expect(oneSided.life.status == .needsMoreRatings && oneSided.life.heldSince == nil)
        let bad = try await site.writeNote(on: "p-2")
        for user in raters { try await site.rate(bad, .notHelpful, by: user) }
        #expect(try await site.site.notes.standing(String(bad.id))?.life.status == .notHelpful)
    }

    @Test("whoever holds the tables of a scoring gets its scores to the last byte, and its manifest is on the log")
    func recomputing() async throws {
        let site = try await TestSite()
        _ = try await site.camps()
        let run = try #require(try await site.site.notes.reading { $0.run })
        var reader = NoteArchiveReader { Issue.record("\($0)") }
        let names = try await site.site.notes.tableNames()
        #expect(names == ["notes-00000.tsv", "ratings-00000.tsv", "noteStatusHistory-00000.tsv", "note-scores.tsv"])
        for (name, table) in zip(names, [NoteTable.notes, .ratings, .statusHistory]) {
            let bytes = try #require(try await site.site.notes.table(name))
            reader.begin(table, file: name)
            try bytes.withUnsafeBytes { try reader.read($0) }
            _ = try reader.end()
        }
        let scores = NoteScoreTable.bytes(NoteScores(reader.archive()))
        let published = try await site.site.notes.table("note-scores.tsv")
        #expect(scores == published)
        let payload = try await site.payload(of: run.statement)
        #expect(payload["predicate"]?["scoresSHA256"]?.stringValue == Digest(of: scores).hex)
        #expect(payload["predicate"]?["manifestSHA256"]?.stringValue == run.digest.hex)
        #expect(payload["predicate"]?["ratings"]?.integerValue == 192)
    }

    @Test("a rating that is taken back leaves no trace: the scores are those of tables that never had it")
    func takingBack() async throws {
        let site = try await TestSite()
        let raters = try await site.camps()
        let before = try await site.site.notes.table("note-scores.tsv")
        let note = try await site.writeNote()
        _ = try await site.site.notes.scoreNow(site.clock.now)
        let without = try await site.site.notes.table("ratings-00000.tsv")
        try await site.rate(note, .helpful, by: raters[0])
        let again = try await site.site.notes.takeBack(note.id, by: raters[0], now: site.clock.now)
        #expect(again.ratingCount == 0)
        #expect(try await site.site.notes.table("ratings-00000.tsv") == without && before != nil)
        let rater = try #require(try await site.site.notes.participant(of: raters[1]))
        #expect(try await site.site.notes.takeBackAll(by: raters[1], now: site.clock.now) == 16)
        #expect(try await site.site.notes.participant(of: raters[1]) == nil)
        let ratings = try await site.text(of: "ratings-00000.tsv")
        #expect(!ratings.contains(rater.text))
    }

    @Test("a rating changed to and fro does not fill the log: a published status stands for ten minutes")
    func churn() async throws {
        let site = try await TestSite()
        let raters = try await site.camps()
        let note = try await site.writeNote()
        for user in raters.prefix(9) { try await site.rate(note, .notHelpful, by: user) }
        let key = String(note.id)
        #expect(try await site.site.notes.standing(key)?.life.status == .notHelpful)
        let runs = try await site.site.notes.reading { $0.run?.number }
        for user in raters.prefix(9) { try await site.rate(note, .helpful, by: user) }
        for _ in 0..<20 {
            try await site.rate(note, .notHelpful, by: raters[0])
            try await site.rate(note, .helpful, by: raters[0])
        }
        #expect(try await site.site.notes.statuses(note.id).count == 1)
        #expect(try await site.site.notes.reading { $0.run?.number } == runs)
        _ = try await site.site.notes.scoreNow(site.clock.now)
        #expect(try await site.site.notes.standing(key)?.life.status == .notHelpful, "no scoring goes around it")
        site.clock.advance(seconds: 600)
        try await site.site.notes.tick(site.clock.now)
        #expect(try await site.site.notes.standing(key)?.life.status == .needsMoreRatings)
    }

    @Test("a program that says nothing known is told so, and nothing is stored")
    func malformed() async throws {
        let site = try await TestSite()
        let note = try await site.writeNote()
        let program = try await site.program(.reader, scopes: [.note])
        let path = "/api/v1/notes/\(note.id)/ratings"
        for body in [
            ["helpfulnessLevel": "MAYBE", "tags": ["notHelpfulOther"]], ["tags": ["notHelpfulOther"]],
            ["helpfulnessLevel": 1, "tags": ["notHelpfulOther"]], ["helpfulnessLevel": "helpful", "tags": ["notHelpfulOther"]],
            ["helpfulnessLevel": "HELPFUL", "tags": ["helpfulClear", "helpfulNope"]],
            ["helpfulnessLevel": "HELPFUL", "tags": ["helpfulClear", 7]], ["helpfulnessLevel": "HELPFUL", "tags": []],
        ] as [JSONValue] { #expect(try await program.post(path, json: body).status == 422, "\(CanonicalJSON.line(body))") }
        let wrong: JSONValue = ["subject": "post:p-1", "classification": "X", "reasons": ["misleadingSatire"], "summary": "x"]
        #expect(try await program.post("/api/v1/notes", json: wrong).status == 422)
        for (name, value) in [
            ("trustworthySources", "yes"), ("trustworthysources", true), ("colour", 1), ("summary", 7),
        ] as [(String, JSONValue)] {
            var draft: JSONObject = [
                "subject": "post:p-9", "classification": "MISINFORMED_OR_POTENTIALLY_MISLEADING",
                "reasons": ["misleadingSatire"], "summary": "Satire: https://satire.example",
            ]
            draft[name] = value
            let answer = try await program.post("/api/v1/notes", json: .object(draft))
            #expect(answer.status == 422, "\(answer.text)")
            #expect(answer.json["errors"]?.arrayValue?.first?["pointer"] == .string("/\(name)"))
        }
        #expect(try await site.site.notes.standings(on: try Subject(parsing: "post:p-9")).isEmpty)
        #expect(try await site.site.notes.standing(String(note.id))?.ratingCount == 0)
        #expect(try await site.anonymous.get("/api/v1/notes/+\(note.id)").status == 404)
    }

    @Test("one person cannot fill a subject: five notes each")
    func crowd() async throws {
        let site = try await TestSite()
        for number in 0..<NoteDesk.authorLimit { try await site.writeNote(summary: "Note \(number).") }
        await #expect(throws: NoteDesk.Refusal.self) { try await site.writeNote(summary: "One more.") }
        try await site.writeNote(summary: "Another's.", by: .reader)
    }

    @Test("the status of a note that is removed is taken back by a statement")
    func removedStatus() async throws {
        let site = try await TestSite()
        let raters = try await site.camps()
        let note = try await site.writeNote()
        for user in raters { try await site.rate(note, .notHelpful, by: user) }
        try await site.site.notes.withdraw(note.id, .author, now: site.clock.now)
        let changes = try await site.site.notes.statuses(note.id)
        #expect(changes.map(\.status) == [.notHelpful, .needsMoreRatings])
        let last = try await site.payload(of: changes[1].statement)
        #expect(last["predicate"]?["supersedes"] != nil)
        let document = try await site.anonymous.get("/notes/\(note.id)/statuses/2")
        #expect(document.status == 200 && document.json["withdrawn"] == true)
        #expect(document.json["removedBy"] == "author" && document.json["reason"] == nil)
    }

    @Test("a reviewer who removes a note says why, and the reason stands with a statement, also of a note that had no status")
    func removedWithReason() async throws {
        let site = try await TestSite()
        let note = try await site.writeNote()
        let reviewer = try await site.person(.reviewer)
        let page = try await reviewer.get("/notes/\(note.id)", accept: Client.browser)
        #expect(page.text.contains("name=\"reason\""))
        let path = "/notes/\(note.id)/withdraw"
        #expect(try await reviewer.post(path, form: []).status == 422)
        #expect(try await reviewer.post(path, form: [("reason", String(repeating: "x", count: 1001))]).status == 422)
        #expect(try await site.anonymous.get("/notes/\(note.id)").status == 200)
        #expect(try await reviewer.post(path, form: [("reason", "It names a private person.")]).status == 303)
        let document = try await site.anonymous.get("/notes/\(note.id)/statuses/1")
        #expect(document.json["removedBy"] == "reviewer" && document.json["reason"] == "It names a private person.")
        let change = try #require(try await site.site.notes.statuses(note.id).first)
        let payload = try await site.payload(of: change.statement)
        #expect(payload["predicate"]?["documentSHA256"]?.stringValue == Digest(of: document.body).hex)
        #expect(!CanonicalJSON.line(payload).contains("private person"))
    }

    @Test("nobody rates a note of their own, and a changed rating takes the place of the first")
    func own() async throws {
        let site = try await TestSite()
        let note = try await site.writeNote()
        let author = try #require(try await site.store.user(named: "publisher"))
        await #expect(throws: NoteDesk.Refusal.self) { try await site.rate(note, .helpful, by: author) }
        let reader = try #require(try await site.store.user(named: "reader"))
        try await site.rate(note, .helpful, by: reader)
        #expect(try await site.rate(note, .notHelpful, by: reader).ratingCount == 1)
        #expect(try await site.site.notes.rating(of: note.id, by: reader)?.label == .notHelpful)
    }

    @Test("another start finds everything as it was, and goes on from there")
    func restart() async throws {
        let site = try await TestSite()
        let raters = try await site.camps()
        let note = try await site.writeNote()
        for user in raters.prefix(11) { try await site.rate(note, .helpful, by: user) }
        let before = try #require(try await site.site.notes.standing(String(note.id)))
        let other = NoteDesk(observatory: site.observatory, entropy: .seeded(9), configuration: NoteConfiguration())
        let after = try #require(try await other.standing(String(note.id)))
        #expect(after.life == before.life && after.ratingCount == 11 && after.note == note)
        site.clock.advance(seconds: 3600)
        try await other.tick(site.clock.now)
        #expect(try await other.standing(String(note.id))?.life.status == .helpful)
    }

    @Test("the operator's models and topics score the notes, and who holds the tables finds the same manifest")
    func configured() async throws {
        let topics = Array("numbers\tfigure,turnout*\n".utf8)
        var notes = NoteConfiguration()
        try notes.take(Array(#"{"harassment":"own","diligence":"none"}"#.utf8))
        try notes.takeTopics(topics)
        let site = try await TestSite { [notes] in $0.notes = notes }
        _ = try await site.camps()
        let run = try #require(try await site.site.notes.scoreNow(site.clock.now))
        #expect(run.manifest["parameters"]?["harassment"] == "own" && run.manifest["parameters"]?["diligence"] == "none")
        #expect(run.manifest["parameters"]?["topics"] == ["numbers"])
        let names = try await site.site.notes.tableNames()
        #expect(names.contains("topics") && names.contains("model-scores.tsv"))
        #expect(try await site.site.notes.table("topics") == topics)
        for list in ["inputs", "outputs"] {
            for entry in run.manifest[list]?.arrayValue ?? [] {
                let table = try #require(try await site.site.notes.table(entry["name"]?.stringValue ?? ""))
                #expect(entry["sha256"]?.stringValue == Digest(of: table).hex)
            }
        }
        let models = String(decoding: try #require(try await site.site.notes.table("model-scores.tsv")), as: UTF8.self)
        #expect(models.contains("\tnumbers\t"), "the topic was asked about the notes that are about to be shown")
    }

    @Test(
        "a file of settings that says something else is refused",
        arguments: [
            "[]", "{", #"{"harassment":"yes"}"#, #"{"diligence":1}"#, #"{"minNoteRatings":-1}"#, #"{"groups":"own"}"#,
            #"{"minRaterRatings":1.5}"#,
        ])
    func settings(text: String) {
        var notes = NoteConfiguration()
        #expect(throws: InputError.self) { try notes.take(Array(text.utf8)) }
    }

    @Test("a removed note is gone with its ratings; asked about its subject, nothing is known")
    func withdrawing() async throws {
        let site = try await TestSite()
        let raters = try await site.camps()
        let note = try await site.writeNote(summary: "Words to be forgotten.")
        try await site.rate(note, .helpful, by: raters[0])
        try await site.site.notes.withdraw(note.id, .author, now: site.clock.now)
        #expect(try await site.site.notes.standing(String(note.id)) == nil)
        let notes = try await site.text(of: "notes-00000.tsv")
        #expect(!notes.contains("Words to be forgotten"))
        let answer = try await site.site.answers.ask(note.subject).answers.first { $0.question == .canITrustIt }
        #expect(answer?.standing == .nothingKnown)
    }

    @Test("asked about a subject, a note is quoted only when it is shown as helpful")
    func asking() async throws {
        let site = try await TestSite()
        let raters = try await site.camps()
        let note = try await site.writeNote(summary: "It is from 2019.")
        let early = try await site.site.answers.ask(note.subject).answers.first { $0.question == .canITrustIt }
        #expect(early?.standing == .nothingFound && early?.sentence.contains("2019") == false)
        for user in raters { try await site.rate(note, .helpful, by: user) }
        site.clock.advance(seconds: 3600)
        try await site.site.notes.tick(site.clock.now)
        let late = try await site.site.answers.ask(note.subject).answers.first { $0.question == .canITrustIt }
        #expect(late?.sentence == "People who usually disagree find this note helpful: “It is from 2019.”")
        #expect(late?.evidence.map(\.path) == ["/notes/\(note.id)"])
    }

    @Test("the pages show a note to everybody, the ratings' table only to reviewers, and no page names a rater")
    func pages() async throws {
        let site = try await TestSite()
        let note = try await site.writeNote(summary: "Read <this>.")
        let reader = try await site.person(.reader)
        let rated = try await reader.post(
            "/notes/\(note.id)/rating",
            form: [("level", "HELPFUL"), ("helpfulClear", "yes"), ("helpfulGoodSources", "yes")])
        #expect(rated.status == 303)
        let wrong = try await reader.post(
            "/notes/\(note.id)/rating", form: [("level", "HELPFUL"), ("notHelpfulIncorrect", "yes")])
        #expect(wrong.status == 422 && wrong.text.contains("reasons only for it"))
        let page = try await site.anonymous.get("/notes/\(note.id)", accept: "text/html").text
        #expect(page.contains("Read &lt;this&gt;.") && page.contains("1 rating"))
        let user = try #require(try await site.store.user(named: "reader"))
        let rater = try #require(try await site.site.notes.participant(of: user))
        for path in ["/notes", "/notes/\(note.id)", "/notes/runs/1", "/notes.csv", "/notes.json", "/ask?subject=post:p-1"] {
            let answer = try await site.anonymous.get(path)
            #expect(answer.status == 200 && !answer.text.contains(rater.text), "\(path)")
        }
        #expect(try await reader.get("/notes/tables/ratings-00000.tsv").status == 403)
        let ratings = try await site.person(.reviewer).get("/notes/tables/ratings-00000.tsv")
        #expect(ratings.status == 200 && ratings.text.contains(rater.text))
        #expect(
            try await site.anonymous.get("/ask?subject=post:p-1", accept: "text/html").text.contains("Read &lt;this&gt;.")
                == false)
        #expect(try await reader.post("/notes/\(note.id)/withdraw", form: []).status == 403)
        #expect(try await site.person(.publisher).post("/notes/\(note.id)/withdraw", form: []).status == 303)
        #expect(try await site.anonymous.get("/notes/\(note.id)").status == 404)
    }
}

extension TestSite {
    fileprivate func text(of table: String) async throws -> String {
        String(decoding: try await site.notes.table(table) ?? [], as: UTF8.self)
    }

    /// What a statement says.
    fileprivate func payload(of statement: StatementRecord.ID?) async throws -> JSONValue {
        guard let statement, let record = try await store.statement(statement) else { return .null }
        return try JSONParser.parse(Envelope(parsing: record.envelope).payload)
    }
}
