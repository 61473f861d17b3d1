import Daylight
import EvidenceLog
import FoundationEssentials
import HTTPTypes
import Storage
import Testing

@testable import Server

/// Is this still current?
@Suite struct CurrencyTests {
    @Test("the page of a statement says whether it is current, with links both ways")
    func page() async throws {
        let site = try await TestSite()
        for _ in 0..<3 { try await site.decide() }
        let pages = try await [0, 1, 2].asyncMap { try await site.anonymous.get(SitePath.statement($0)).text }
        let current = "Still current: no later statement corrects it"
        #expect(pages.map { $0.contains(current) } == [false, false, true])
        #expect(pages[0].contains("It was corrected by:"))
        #expect(pages[0].contains("href=\"/statements/1\""))
        #expect(pages[0].contains("What holds now:"))
        #expect(pages[0].contains("href=\"/statements/2\""))
        #expect(!pages[0].contains("It corrects"))
        #expect(pages[1].contains("It corrects <a href=\"/statements/0\""))
        #expect(pages[1].contains("href=\"/statements/2\""))
        #expect(!pages[1].contains("What holds now:"))
        #expect(pages[2].contains("It corrects <a href=\"/statements/1\""))
    }

    @Test("so does the API, for one statement and for the list")
    func api() async throws {
        let site = try await TestSite()
        for _ in 0..<3 { try await site.decide() }
        let first = try await site.anonymous.get("/api/v1/statements/0").json
        #expect(first["current"] == false)
        #expect(first["supersedes"] == .null)
        #expect(first["supersededBy"] == [1])
        #expect(first["latest"] == [2])
        let list = try await site.anonymous.get("/api/v1/statements").json["items"]?.arrayValue ?? []
        #expect(list.map { $0["current"] } == [true, false, false])
        #expect(list.map { $0["supersedes"] } == [1, 0, .null])
        #expect(try await site.anonymous.get("/log/statements.json").json.arrayValue == list)
    }

    @Test("the page of a finding says which decision is current")
    func finding() async throws {
        let site = try await TestSite()
        try await site.decide()
        let note = "No longer current: a later decision corrects it."
        #expect(try await !site.anonymous.get(SitePath.finding(site.finding.id)).text.contains(note))
        try await site.decide()
        let path = SitePath.finding(site.finding.id)
        let text = try await site.anonymous.get(path).text
        #expect(text.split(separator: note).count == 2)
        #expect(try await site.anonymous.get("\(path)/decisions/1").text.contains(note))
        #expect(try await !site.anonymous.get("\(path)/decisions/2").text.contains(note))
    }

    /// Logs a statement that says it corrects another.
    private func log(_ site: TestSite, salt: UInt8, correcting reference: StatementReference) async throws {
        let commitment = Commitment(salt: [UInt8](repeating: salt, count: 32), message: [salt])
        let statement = try Statement(committing: commitment, type: .coordinationDecision, supersedes: reference)
        _ = try await site.store.addStatement(
            NewStatement(
                envelope: try site.observatory.signer.sign(statement.body()), predicateType: statement.predicateType.uri,
                title: "A statement", created: site.clock.now, supersedes: reference))
        try await site.observatory.logPendingStatements()
    }

    @Test("two statements that correct the same one are both named, and the reader is told to read both")
    func fork() async throws {
        let site = try await TestSite()
        try await site.decide()
        let first = try #require(try await site.store.statement(numbered: 0)?.logged)
        let reference = StatementReference(index: 0, leafHash: first.leafHash)
        try await log(site, salt: 1, correcting: reference)
        try await log(site, salt: 2, correcting: reference)
        let text = try await site.anonymous.get(SitePath.statement(0)).text
        #expect(text.contains("none of them mentions the others"))
        #expect(text.contains("href=\"/statements/1\"") && text.contains("href=\"/statements/2\""))
        #expect(try await site.anonymous.get("/api/v1/statements/0").json["supersededBy"] == [1, 2])
    }

    @Test("a statement that names an entry that is not the one there, a later one or itself, corrects nothing")
    func mistaken() async throws {
        let site = try await TestSite()
        try await site.decide()
        let first = try #require(try await site.store.statement(numbered: 0)?.logged)
        try await log(site, salt: 1, correcting: StatementReference(index: 0, leafHash: Digest(of: [])))
        try await log(site, salt: 2, correcting: StatementReference(index: 9, leafHash: first.leafHash))
        #expect(try await site.anonymous.get("/api/v1/statements/0").json["current"] == true)
        for index in [1, 2] {
            let text = try await site.anonymous.get(SitePath.statement(index)).text
            #expect(text.contains("so it corrects nothing"))
            #expect(text.contains("Still current"))
        }
    }

    @Test("the answer that is kept for a request sent twice goes with the words in it")
    func eraseReply() async throws {
        let site = try await TestSite()
        let program = try await site.program(.reviewer, scopes: [.decide])
        let user = try #require(try await site.store.user(named: "reviewer"))
        let path = "/api/v1/findings/\(site.finding.id)/decisions"
        let decision: JSONValue = ["verdict": "organic", "reasons": "Zacharias told me."]
        let answer = try await program.post(path, json: decision, headers: [.idempotencyKey: "k"])
        #expect(answer.text.contains("Zacharias"))
        #expect(try await site.store.replay(key: "k", user: user.id) != nil)
        #expect(try await StatementDesk(store: site.store).eraseWords(of: 0))
        #expect(try await site.store.replay(key: "k", user: user.id) == nil)
        for file in ["daylight.sqlite", "daylight.sqlite-wal"] {
            guard let data = FileManager.default.contents(atPath: "\(site.directory.path)/data/\(file)") else { continue }
            #expect(data.firstRange(of: Data("Zacharias told".utf8)) == nil, "\(file)")
        }
    }

    @Test("on the command line a statement is looked up, its words are erased, and its receipt still verifies")
    func erase() async throws {
        let site = try await TestSite()
        try await site.decide()
        let desk = StatementDesk(store: site.store)
        let before = try #require(try await site.store.statement(numbered: 0)?.logged)
        #expect(try await desk.statement(0).text.contains("still current"))
        #expect(try await desk.eraseWords(of: 0))
        #expect(try await !desk.eraseWords(of: 0))
        #expect(try await site.store.decisions(of: site.finding.id).map(\.reasons) == [""])
        #expect(try await site.anonymous.get(SitePath.statement(0)).text.contains("The words were erased."))
        let policy = try TrustPolicy(parsing: Array(site.observatory.log.policy().utf8))
        #expect(try Receipt(parsing: Array(before.receipt.utf8)).verify(policy: policy).ok)
        await #expect(throws: ObservatoryError.noStatement(7)) { _ = try await desk.eraseWords(of: 7) }
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
