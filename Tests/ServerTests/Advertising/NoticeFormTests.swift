import Daylight
import HTTPTypes
import Sponsorship
import Storage
import Testing

@testable import Server

@Suite struct NoticeFormTests {
    @Test("every language of the form has the same words, and every field and option has one", arguments: FormWords.languages)
    func words(_ tag: String) {
        let words = FormWords(tag)
        #expect(words.keys == FormWords("en").keys)
        #expect(words.tag == tag)
        for question in NoticeQuestion.allCases {
            #expect(words("question.\(question.slug).title") != "question.\(question.slug).title")
            for field in question.fields {
                #expect(!words.label(of: field).hasPrefix("field."), "\(field.name)")
                // Names of currencies and languages are not translated.
                guard case .choice(let options) = field.kind else { continue }
                for option in options { #expect(!words.option(option, of: field).hasPrefix("option."), "\(option)") }
            }
        }
    }

    @Test("a complete form makes a notice that no rule refuses, and its answers come back from it")
    func complete() throws {
        for changes in [
            [:], NoticeSample.aimed, ["process": "none"],
            ["creatives": "\(CreativeSample.pictureHash)\n\(CreativeSample.textHash)"],
            ["suspended": "yes", "suspension-reason": "x", "suspension-date": "2026-08-20"],
        ] {
            let notice = try NoticeSample.notice(changes)
            let again = NoticeSample.review(NoticeAnswers(notice: notice)).notice
            #expect(again == notice)
        }
    }

    @Test("every fault of the rules leads to a field that some question asks for")
    func faults() {
        for name in NoticeQuestion.allCases.flatMap(\.fields).map(\.name) {
            for finding in NoticeSample.review(NoticeSample.answers(NoticeSample.aimed.merging([name: ""]) { $1 })).findings {
                let field = NoticeQuestion.field(at: finding.field)
                #expect(NoticeQuestion.asking(for: field).fields.contains { $0.name == field }, "\(finding.field)")
            }
        }
    }

    @Test("whatever is wrong is said in the language of the form, never in the words of the rule", arguments: FormWords.languages)
    func faultWords(_ tag: String) {
        let words = FormWords(tag)
        let wrong = ["x", "\u{1}", String(repeating: "long ", count: 3000), "2026-02-30", "https://kust.example"]
        var changes = NoticeQuestion.allCases.flatMap(\.fields).flatMap { field in wrong.map { [field.name: $0] } }
        let sound = NoticeSample.answers(NoticeSample.aimed)
        var itself = ["control": "person"]
        for part in ["kind", "name", "email", "country", "establishment"] {
            itself["controller-\(part)"] = sound["sponsor-\(part)"] ?? ""
        }
        changes += [
            itself, ["payment": "sameAsControllingEntity", "control": "none"], ["control": "person", "controller-email": "x"],
            ["payment": "person", "payer-country": "x"], ["campaign": "c", "campaign-amount": "1"],
            ["start": "2026-09-10", "end": "2026-09-01"], ["final": "estimate"],
        ]
        var rules: Set<NoticeRule> = []
        for change in changes {
            let answers = NoticeSample.answers(NoticeSample.aimed.merging(change) { $1 })
            let text = NoticeFaultText(answers: answers, words: words)
            let later = NoticeContext(now: Timestamp(iso8601: "2030-01-01T00:00:00Z"))
            for finding in NoticeSample.review(answers, context: later).findings {
                rules.insert(finding.rule)
                let problems = text.problems(finding)
                #expect(!problems.isEmpty)
                #expect(problems.allSatisfy { $0.message != finding.message && !$0.message.isEmpty }, "\(finding)")
            }
        }
        #expect(rules.isSuperset(of: [.n01, .n02, .n03, .n20, .n21, .n22, .n23, .n25, .n28, .n29]))
    }

    @Test(
        "amounts are read as people write them, and never guessed",
        arguments: [
            ("12 500,00", "12500.00"), ("12.500,50", "12500.50"), ("12,500.50", "12500.50"), ("1.234.567", "1234567"),
            ("99", "99"), ("0,5", "0.5"), ("12.500", "12.500"), ("1,2,3", "1,2,3"), ("see price list", "see price list"),
            ("20 000–30 000", "20 000–30 000"), ("", ""),
        ])
    func amounts(_ typed: String, _ read: String) { #expect(AmountText.plain(typed) == read) }

    @Test("sites are read from names and addresses, each once, and a word that names none is said")
    func sites() {
        let sites = SiteNames("Parti.example, https://butik.example:8443/x?y#z; butik.example\nbücher.example")
        #expect(sites.hosts.map(\.text) == ["parti.example", "butik.example", "xn--bcher-kva.example"])
        #expect(sites.fault == nil)
        #expect(SiteNames("parti.example and others").fault == "and")
        #expect(SiteNames("10.0.0.1").fault == "10.0.0.1")
        #expect(SiteNames((0...SiteNames.limit).map { "s\($0).example" }.joined(separator: " ")).fault == "s100.example")
        #expect(SiteNames(" , ;").hosts.isEmpty)
    }

    @Test("a site that is none is refused beside its field")
    func wrongSite() async throws {
        let site = try await TestSite()
        try await site.advertise(.publisher)
        let person = try await site.person(.publisher)
        let form = ["title", "medium", "language", "start", "end"].map { ($0, NoticeSample.answers()[$0] ?? "") }
        let wrong = try await person.post("/ads/drafts/draft/ad", form: form + [("sites", "nobody")])
        #expect(wrong.status == 422)
        #expect(wrong.text.contains("id=\"sites-error\""))
        #expect(wrong.text.contains("“nobody”"))
        #expect(try await person.post("/ads/drafts/draft/ad", form: form + [("sites", "nobody.example")]).status == 303)
    }

    @Test("what is typed is saved even when it is wrong, and the page says what is wrong beside the field")
    func saving() async throws {
        let site = try await TestSite()
        let person = try await site.person(.publisher)
        let begun = try await person.post("/ads/new", form: [("lang", "en")])
        #expect(begun.status == 303)
        let first = try #require(begun.headers[.location])
        let wrong = try await person.post(first, form: [("sponsor-kind", "legalPerson"), ("sponsor-name", "Kustpartiet")])
        #expect(wrong.status == 422)
        #expect(wrong.text.contains("id=\"sponsor-email-error\""))
        #expect(try await person.get(first).text.contains("value=\"Kustpartiet\""))
    }

    @Test("a notice is published once however often the button is pressed, and can be corrected but not undone")
    func publishing() async throws {
        let site = try await TestSite()
        try await site.advertise(.publisher)
        let person = try await site.person(.publisher)
        let revision = try await person.post("/t/K7QX20ZM/revise", form: [])
        let check = try #require(revision.headers[.location])
        let unchanged = try await person.post("\(check)/publish", form: [("key", "k0")])
        #expect(unchanged.status == 422)
        #expect(unchanged.text.contains("nothing was changed"))
        site.clock.advance(seconds: 60)
        let money = NoticeQuestion.money.fields.map { ($0.name, NoticeSample.answers(["final": "final"]).values[$0.name] ?? "") }
        #expect(try await person.post("\(check)/money", form: money).status == 303)
        for _ in 0..<2 {
            let published = try await person.post("\(check)/publish", form: [("key", "k1")])
            #expect(published.status == 303)
        }
        let page = try await site.anonymous.get("/t/k7qx2ozm")
        #expect(page.status == 308)
        let current = try await site.anonymous.get("/t/K7QX20ZM")
        #expect(current.text.contains("/t/K7QX20ZM/versions/2"))
        #expect(try await site.anonymous.get("/t/K7QX20ZM/versions/1").text.contains("has been corrected"))
        #expect(try await site.store.adRecords(of: [.submission]).count == 1)
        #expect(try await site.store.adRecordVersions(.notice, "K7QX20ZM").count == 2)
    }
}
