import Daylight
import Storage
import Tally
import Testing

@testable import Server

@Suite struct AuditDeskTests {
    @Test("an audit made again from the store is the one that was run, and every step is in the log")
    func restart() async throws {
        let site = try await TestSite()
        try await site.count()
        let kept = try #require(try await site.site.audits.audits(CountSample.id).first)
        let again = try #require(try await site.store.audit(CountSample.id, kept.key))
        #expect(again.head == kept.process.head && again.stage == .entering)
        let statements = try await site.store.statements(limit: 100).items
        #expect(statements.count { $0.predicateType == PredicateType.auditRecorded.uri } == 4)
    }

    @Test("while papers are read twice nobody is shown what was read")
    func blind() async throws {
        let site = try await TestSite()
        try await site.count()
        let kept = try #require(try await site.site.audits.audits(CountSample.id).first)
        let path = SitePath.auditRecord(CountSample.id, kept.key)
        let paper = try #require(kept.process.papers.waiting.first)
        let client = try await site.person(.clerk)
        let address = SitePath.reading(CountSample.id, kept.key, paper)
        #expect(try await client.post(address, form: [("Mayor/0", "on")]).status == 303)
        #expect(try await !client.get(SitePath.audit(CountSample.id, kept.key)).text.contains("Mayor/0"))
        let again = try await client.post(address, form: [("Mayor/0", "on")])
        #expect(again.status == 422, "the same person cannot read it twice")
        let process = try #require(try await site.site.audits.audit(CountSample.id, kept.key))
        #expect(process.entries.count == 4)
        let statements = try await site.store.statements(limit: 100).items
        #expect(
            statements.count { $0.predicateType == PredicateType.auditRecorded.uri } == 4,
            "the digest of a record that ends with a reading would give it away")
        let shown = try await site.anonymous.get(path).json
        #expect(shown["events"]?.arrayValue?.count == 3)
        #expect(try AuditProcess(json: shown).stage == .entering, "what is shown is a record that can be checked")
    }

    @Test("a step that does not apply is refused with what to do instead")
    func refusals() async throws {
        let site = try await TestSite()
        try await site.count()
        let kept = try #require(try await site.site.audits.audits(CountSample.id).first)
        let client = try await site.person(.reviewer)
        let path = SitePath.audit(CountSample.id, kept.key)
        for form in [[("do", "commit")], [("do", "measure")], [("do", "round"), ("size", "x")], [("do", "nothing")]] {
            #expect(try await client.post(path, form: form).status == 409, "\(form)")
        }
        #expect(try await site.site.audits.audit(CountSample.id, kept.key)?.entries.count == 3)
        let clerk = try await site.person(.clerk)
        #expect(try await clerk.post(path, form: [("do", "fullCount"), ("reason", "x")]).status == 403)
    }

    @Test("ranks that leave one out are no reading")
    func ranks() throws {
        let setup = try AuditSample.setup(AuditSample.ranked)
        let paper = AuditPaper(batch: "B1", position: 1)
        func read(_ text: String) throws -> PaperReading? { try AuditRoutes.reading(FormFields(text), of: paper, setup) }
        #expect(try read("Mayor%2F0=2&Mayor%2F1=1") == .ballot(["Mayor": ["Bo", "Ann"]]))
        #expect(try read("Mayor%2F1=1") == .ballot(["Mayor": ["Bo"]]))
        #expect(try read("Mayor%2F0=1&Mayor%2F1=1") == nil)
        #expect(try read("Mayor%2F0=2") == nil)
        #expect(try read("Mayor%2F0=x") == nil)
        #expect(try read("not-found=on") == .notFound)
    }
}
