import Daylight
import EvidenceLog
import HTTPTypes
import Sponsorship
import Storage
import Testing

@testable import Server

/// A browser that opened the form: its cookie, and the token of the form.
private func visitor(_ site: TestSite, _ path: String = "/t/K7QX20ZM/report") async throws -> Client {
    var client = site.anonymous
    let form = try await client.get(path)
    client.cookie = try #require(form.cookies.first).split(separator: ";").first.map(String.init)
    let rest = form.text.split(separator: "name=\"csrf\" value=\"", maxSplits: 1)
    client.formToken = String(try #require(rest.last).prefix { $0 != "\"" })
    return client
}

private let report = [
    (name: "reasons", value: "Somebody else paid."), (name: "place", value: "Page 3"), (name: "name", value: "Nora Notifier"),
    (name: "email", value: "nora@example.org"), (name: "key", value: "k1"),
]

@Suite struct NotificationTests {
    @Test("anybody reports an ad without signing in, and comes back to a page that names nobody")
    func reporting() async throws {
        let site = try await TestSite.publisher()
        let client = try await visitor(site)
        let sent = try await client.post("/t/K7QX20ZM/report", form: report)
        #expect(sent.status == 303)
        let path = try #require(sent.headers[.location])
        #expect(path.hasPrefix("/notifications/"))
        let page = try await site.anonymous.get(path)
        #expect(page.text.contains("Received"))
        #expect(page.text.contains("3 Sept 2026, 06:15 UTC"))
        for secret in ["Nora", "nora@", "Somebody else"] { #expect(!page.text.contains(secret)) }
        // The second click of two.
        #expect(try await client.post("/t/K7QX20ZM/report", form: report).headers[.location] == path)
        #expect(try await site.store.adRecords(of: [.notification]).count == 2)
    }

    @Test("a report without reasons, name or address, or without the form's token, is given back with what was typed")
    func refused() async throws {
        let site = try await TestSite.publisher()
        let client = try await visitor(site)
        for (name, value) in [("reasons", ""), ("name", " "), ("email", "nobody"), ("csrf", "x")] {
            let fields = report.filter { $0.name != name } + [(name: name, value: value)]
            let answer = try await client.post("/t/K7QX20ZM/report", form: fields)
            #expect(answer.status == 422, "\(name)")
            #expect(answer.text.contains("error-summary-title"))
            #expect(answer.text.contains("value=\"Page 3\""))
        }
        #expect(try await site.anonymous.get("/t/00000000/report").status == 404)
        #expect(try await site.store.adRecords(of: [.notification]).count == 1)
    }

    @Test("one address cannot flood a publisher")
    func limit() async throws {
        let site = try await TestSite.publisher()
        let client = try await visitor(site)
        for number in 0..<site.site.configuration.limits.report.quota {
            let fields = report.dropLast() + [(name: "key", value: "k\(number)")]
            #expect(try await client.post("/t/K7QX20ZM/report", form: Array(fields)).status == 303)
        }
        #expect(try await client.post("/t/K7QX20ZM/report", form: report + [(name: "x", value: "y")]).status == 429)
    }

    @Test(
        "48 hours count for large publishers in the last month before a linked vote, and for nobody else",
        arguments: [
            ("2026-09-01T08:15:00+02:00", UndertakingSize.large, "2026-09-03T09:00:00+02:00"),
            ("2026-09-01T08:15:00+02:00", .medium, nil), ("2026-08-12T23:59:00+02:00", .large, nil),
        ] as [(String, UndertakingSize, String?)])
    func hours(_ now: String, _ size: UndertakingSize, _ latest: String?) async throws {
        let site = try await TestSite.publisher(at: now, size: size)
        let client = try await visitor(site)
        _ = try await client.post("/t/K7QX20ZM/report", form: report)
        let due = try await site.store.dueAdRecords().filter { $0.kind == .notification }.map { site.zone.text($0.due!) }
        #expect(due == (latest.map { [$0] } ?? []))
    }

    @Test("one answer goes to all that were chosen, the list shows the open ones first, and names can be erased")
    func answering() async throws {
        let site = try await TestSite.publisher()
        let client = try await visitor(site)
        let sent = try await client.post("/t/K7QX20ZM/report", form: report)
        let path = try #require(sent.headers[.location])
        let reference = String(path.dropFirst("/notifications/".count))
        let person = try await site.person(.publisher)
        #expect(try await person.get("/ads/notifications").text.contains("nora@example.org"))
        let empty = try await person.post("/ads/notifications/answer", form: [("code", "K7QX20ZM"), ("outcome", "corrected")])
        #expect(empty.status == 422)
        let answered = try await person.post(
            "/ads/notifications/answer",
            form: [
                ("code", "K7QX20ZM"), ("outcome", "corrected"), ("answer", "The payer is corrected."), ("automated", "yes"),
                ("n-\(reference)", "yes"), ("n-reference", "yes"),
            ])
        #expect(answered.status == 303)
        let page = try await site.anonymous.get(path)
        for words in ["The payer is corrected.", "Automated means took part", "go to court", "was corrected"] {
            #expect(page.text.contains(words))
        }
        #expect(try await person.get("/ads/notifications").text.contains("No notification waits"))
        #expect(try await site.store.dueAdRecords().allSatisfy { $0.kind != .notification })
        #expect(try await person.post("/ads/notifications/\(reference)/erase", form: []).status == 303)
        for version in try await site.store.adRecordVersions(.notification, reference) {
            #expect(!String(decoding: version.body, as: UTF8.self).contains("ora"))
        }
        #expect(try await site.anonymous.get(path).text.contains("The payer is corrected."))
        #expect(try await person.get("/ads/notifications.csv").text.contains("Somebody else paid."))
    }

    @Test("names are not erased before the answer, and readers do not see the list")
    func keeping() async throws {
        let site = try await TestSite.publisher()
        let person = try await site.person(.publisher)
        _ = try await person.post("/ads/notifications/reference/erase", form: [])
        #expect(try await person.get("/ads/notifications.json").text.contains("nora@example.org"))
        for path in ["/ads/notifications", "/ads/notifications.csv", "/ads/requests", "/ads/due"] {
            #expect(try await site.person(.reader).get(path).status == 403)
            #expect(try await site.anonymous.get(path).status == 401)
        }
    }
}

@Suite struct StopTests {
    @Test("a stopped ad is listed as removed with its reason, and its notice stays")
    func stopping() async throws {
        let site = try await TestSite.publisher()
        #expect(try await site.anonymous.get("/ads").text.contains("running"))
        let person = try await site.person(.publisher)
        let wrong = try await person.post("/t/K7QX20ZM/stop", form: [("ground", "law"), ("reason", "x"), ("day", "2026-09-02")])
        #expect(wrong.status == 422)
        for _ in 0..<2 {
            let stopped = try await person.post(
                "/t/K7QX20ZM/stop", form: [("ground", "order"), ("reason", "Order 7 of the court."), ("day", "2026-08-31")])
            #expect(stopped.headers[.location] == "/t/K7QX20ZM")
        }
        #expect(try await site.store.adRecordVersions(.publication, "K7QX20ZM").count == 1)
        let notice = try await site.anonymous.get("/t/K7QX20ZM")
        for words in ["Order 7 of the court.", "31 August 2026", "31 August 2033", "Kustpartiet"] {
            #expect(notice.text.contains(words), "\(words)")
        }
        #expect(!notice.text.contains("Mer bussar"))
        let found = try await site.anonymous.get("/ads?state=removed")
        #expect(found.text.contains("Order 7 of the court."))
        #expect(try await site.anonymous.get("/ads?state=running").text.contains("No ad matches"))
        #expect(try await site.anonymous.get("/api/repository").json["total"] == 1)
    }

    @Test("a correction does not make a stopped ad run again, nor does the next day")
    func staying() async throws {
        let site = try await TestSite.publisher()
        let person = try await site.person(.publisher)
        _ = try await person.post("/t/K7QX20ZM/stop", form: [("ground", "terms"), ("reason", "x"), ("day", "2026-08-31")])
        site.clock.advance(seconds: 86_400)
        _ = try await NoticeDesk(site.site).publish(
            site.corrected(), code: NoticeSample.code, by: "publisher", now: site.clock.now)
        let answer = try await site.anonymous.get("/api/repository?state=removed")
        #expect(answer.json["total"] == 1)
        #expect(answer.json["items"]?.arrayValue?.first?["version"] == 2)
    }
}

@Suite struct InquiryTests {
    private func form(_ changes: [String: String] = [:]) -> [(name: String, value: String)] {
        let fields = [
            "asker": "authority", "name": "Coordinator", "received": "2026-05-13T10:00", "question": "Who paid?",
            "code": "K7QX20ZM", "key": "k",
        ]
        return fields.merging(changes) { $1 }.map { (name: $0.key, value: $0.value) }
    }

    @Test("an authority is acknowledged in two working days and answered in eight, holidays left out")
    func authority() async throws {
        let site = try await TestSite.publisher(at: "2026-05-13T12:00:00+02:00", country: "DE")
        let person = try await site.person(.publisher)
        let recorded = try await person.post("/ads/requests", form: form())
        #expect(recorded.status == 303)
        let lines = try await person.get("/ads/due.json").json["items"]?.arrayValue ?? []
        let mine = lines.filter { $0["task"] == "acknowledge" || $0["task"] == "answerAuthority" }
            .filter { $0["subject"] != "request" }
        #expect(mine.map { $0["target"] } == ["2026-05-19T00:00:00+02:00", "2026-05-28T00:00:00+02:00"])
        let key = try #require(recorded.headers[.location]).split(separator: "#r-")[1]
        #expect(try await person.post("/ads/requests/\(key)/acknowledge", form: []).status == 303)
        #expect(try await person.get("/ads/requests").text.contains("acknowledged 13 May 2026, 12:00"))
        #expect(try await person.post("/ads/requests/\(key)/answer", form: []).status == 303)
        let left = try await person.get("/ads/due.json").json["items"]?.arrayValue ?? []
        #expect(!left.contains { $0["subject"]?.stringValue == String(key) })
    }

    @Test("an interested entity has its answer within a month, and the answer holds every version")
    func interested() async throws {
        let site = try await TestSite.publisher(at: "2026-05-13T12:00:00+02:00")
        let person = try await site.person(.publisher)
        let recorded = try await person.post("/ads/requests", form: form(["asker": "journalist", "code": ""]))
        let key = try #require(recorded.headers[.location]).split(separator: "#r-")[1]
        let due = try await person.get("/ads/due.json").json["items"]?.arrayValue ?? []
        // 13 June 2026 is a Saturday.
        #expect(due.first { $0["rule"] == "R05" }?["target"] == "2026-06-16T00:00:00+02:00")
        let export = try await person.get("/ads/requests/\(key)/export.json").json
        #expect(export["notices"]?.arrayValue?.first?["versions"]?.arrayValue?.count == 1)
        #expect(export["notices"]?.arrayValue?.first?["code"] == "K7QX20ZM")
    }

    @Test("in the last month before the vote 48 hours count, from the minute on")
    func urgent() async throws {
        let site = try await TestSite.publisher()
        let person = try await site.person(.publisher)
        _ = try await person.post("/ads/requests", form: form(["received": "2026-09-01T08:00", "code": ""]))
        let due = try await person.get("/ads/due.json").json["items"]?.arrayValue ?? []
        let answer = due.first { $0["task"] == "answerAuthority" && $0["subject"] != "request" }
        #expect(answer?["target"] == "2026-09-03T08:00:00+02:00")
        #expect(answer?["latest"] == "2026-09-03T09:00:00+02:00")
    }

    @Test(
        "a request that cannot be read is given back",
        arguments: [
            ("asker", ""), ("name", ""), ("received", "yesterday"), ("received", "2027-01-01T00:00"), ("question", ""),
            ("code", "00000000"),
        ])
    func refused(_ name: String, _ value: String) async throws {
        let site = try await TestSite.publisher()
        let answer = try await site.person(.publisher).post("/ads/requests", form: form([name: value]))
        #expect(answer.status == 422)
        #expect(answer.text.contains("error-summary-title"))
        #expect(try await site.store.adRecords(of: [.request]).count == 1)
    }
}

@Suite struct RepositoryTests {
    @Test("what waits is in both bundles, and what the repository took is not due any more")
    func queue() async throws {
        let site = try await TestSite.publisher()
        let person = try await site.person(.publisher)
        let line = try await person.get("/ads/repository.jsonl").json
        #expect(line["localId"] == "K7QX20ZM")
        #expect(line["envelope"]?["@type"] == "DigitalDocument")
        let xml = try await person.get("/ads/repository.xml").text
        #expect(xml.contains("<localId>K7QX20ZM</localId>"))
        #expect(xml.contains("<name>Riksdagsvalet 2026</name>"))
        #expect(!xml.contains("<ext>"))
        let due = try await person.get("/ads/due.json").json["items"]?.arrayValue ?? []
        #expect(due.first { $0["rule"] == "R01" }?["target"] == "2026-09-04T08:15:00+02:00")
        #expect(try await person.post("/ads/repository/K7QX20ZM/accept", form: [("repository", " ")]).status == 422)
        #expect(try await person.post("/ads/repository/00000000/accept", form: [("repository", "x")]).status == 404)
        let taken = try await person.post("/ads/repository/K7QX20ZM/accept", form: [("repository", "EU-1")])
        #expect(taken.status == 303)
        #expect(try await person.get("/ads/repository").text.contains("EU-1"))
        #expect(try await person.get("/ads/repository.jsonl").body.isEmpty)
        #expect(try await site.store.dueAdRecords().allSatisfy { $0.kind != .submission })
    }

    @Test("the public search has no sign-in, refuses what it does not know, and answers 304 when nothing changed")
    func search() async throws {
        let site = try await TestSite.publisher()
        let all = try await site.anonymous.get("/api/repository?sponsor=Kustpartiet&min=12500&currency=SEK")
        #expect(all.json["total"] == 1)
        #expect(all.json["items"]?.arrayValue?.first?["amount_low"] == "12500.00")
        let tag = try #require(all.headers[.eTag])
        let again = try await site.anonymous.get(
            "/api/repository?sponsor=Kustpartiet&min=12500&currency=SEK", headers: [.ifNoneMatch: tag])
        #expect(again.status == 304)
        for wrong in ["colour=red", "from=today", "limit=0", "cursor=x"] {
            #expect(try await site.anonymous.get("/api/repository?\(wrong)").status == 400, "\(wrong)")
        }
    }

    @Test("names that are no names of elements, and characters that XML cannot hold, do not break the bundle")
    func xml() {
        let text = XMLText.element("a", ["b c": "x\u{1}<&", "list": [1, ["d": true]], "none": nil], indent: 0)
        #expect(!text.contains("<b c"))
        #expect(text.contains("<value>x\u{FFFD}&lt;&amp;</value>"))
        #expect(text.contains("<list>1</list>"))
        #expect(text.contains("<none/>"))
    }
}

@Suite struct DeclarationTests {
    private func form(_ changes: [String: JSONValue] = [:], code: String = "K7QX20ZM") -> [(name: String, value: String)] {
        var declaration = DutySample.declaration
        for (name, value) in changes { declaration[name] = value }
        return [("code", code), ("declaration", CanonicalJSON.line(.object(declaration)))]
    }

    @Test("a declaration is logged as a commitment: its words are in the store, can be erased, and name nobody in the log")
    func committed() async throws {
        let site = try await TestSite.publisher(at: "2026-08-01T12:00:00+02:00")
        let person = try await site.person(.publisher)
        for _ in 0..<2 { #expect(try await person.post("/ads/declarations", form: form()).status == 303) }
        let record = try #require(try await site.store.adRecord(.declaration, "K7QX20ZM"))
        #expect(record.version == 1)
        #expect(!String(decoding: record.body, as: UTF8.self).contains("Signe"))
        let number = try #require(record.statement)
        let statement = try #require(try await site.store.statement(number))
        #expect(!String(decoding: try Envelope(parsing: statement.envelope).payload, as: UTF8.self).contains("Signe"))
        let kept = try Kept<SponsorDeclaration>(record).content
        let body = try #require(try await site.store.privateBody(kept.commitment))
        let words = try JSONParser.parse(body.message)
        #expect(words["declaredBy"]?["signatory"] == "Signe Signatory")
        #expect(kept.rules == [.d07])
        #expect(try await person.get("/ads/declarations").text.contains("D07"))
        #expect(try await site.store.erasePrivateBody(kept.commitment))
        #expect(try await person.get("/ads/declarations").status == 200)
    }

    @Test("a correction names what it supersedes; what cannot be read or does not follow is given back")
    func correcting() async throws {
        let site = try await TestSite.publisher(at: "2026-08-01T12:00:00+02:00")
        let person = try await site.person(.publisher)
        _ = try await person.post("/ads/declarations", form: form())
        let loose = try await person.post("/ads/declarations", form: form(["declarationId": "d-2"]))
        #expect(loose.status == 422)
        let right = form(["declarationId": "d-2", "supersedes": "d-1", "eligibility": "notEligible"])
        #expect(try await person.post("/ads/declarations", form: right).status == 303)
        let newest = try await site.store.duty(SponsorDeclaration.self, "K7QX20ZM")
        #expect(newest?.record.version == 2)
        #expect(newest?.content.rules.contains(.d05) == true)
        for wrong in [form(code: "x"), form(["eligibility": "perhaps"]), [("code", "K7QX20ZM"), ("declaration", "[")]] {
            #expect(try await person.post("/ads/declarations", form: wrong).status == 422)
        }
    }
}

extension DeclarationTests {
    @Test("a program hands over a declaration, once, and its correction")
    func program() async throws {
        let site = try await TestSite.publisher(at: "2026-08-01T12:00:00+02:00")
        let client = try await site.program(.publisher, scopes: [.publish])
        let path = "/api/v1/ads/K7QX20ZM/declaration"
        for _ in 0..<2 {
            let answer = try await client.post(path, json: .object(DutySample.declaration))
            #expect(answer.status == 201)
            #expect(answer.json["rules"] == ["D07"])
        }
        #expect(try await site.store.adRecord(.declaration, "K7QX20ZM")?.version == 1)
        var other = DutySample.declaration
        other["declarationId"] = "d-2"
        let loose = try await client.post(path, json: .object(other))
        #expect(loose.status == 422)
        #expect(loose.text.contains("/supersedes"))
        other["supersedes"] = "d-1"
        #expect(try await client.post(path, json: .object(other)).status == 201)
        for wrong: JSONValue in [[], ["declarationId": "d-3"], .object(["isPolitical": 1])] {
            #expect([400, 422].contains(try await client.post(path, json: wrong).status))
        }
        #expect(try await client.post("/api/v1/ads/x/declaration", json: .object(other)).status == 404)
        #expect(try await site.anonymous.post(path, json: .object(other)).status == 401)
    }
}

extension DeclarationTests {
    @Test("an ad that is declared not political but looks so by the operator's lists is held")
    func looksPolitical() async throws {
        let lists = try PoliticalLists([
            "parties": [["name": "Kustpartiet"]], "terms": ["sv": ["rösta på"]],
            "elections": [["name": "Riksdagsvalet 2026", "date": "2026-09-13"]],
        ])
        func rules(_ sponsor: String, _ lists: PoliticalLists?, code: String = "AAAAAAAA") async throws -> JSONValue? {
            let site = try await TestSite.publisher(at: "2026-08-01T12:00:00+02:00", politicalLists: lists)
            let client = try await site.program(.publisher, scopes: [.publish])
            var declaration = DutySample.declaration
            declaration["isPolitical"] = false
            declaration["basis"] = nil
            var party = declaration["sponsor"]?.objectValue ?? [:]
            party["name"] = .string(sponsor)
            declaration["sponsor"] = .object(party)
            declaration["declaredBy"] = ["name": "Byrån", "signatory": "Signe Signatory"]
            return try await client.post("/api/v1/ads/\(code)/declaration", json: .object(declaration)).json["rules"]
        }
        #expect(try await rules("kustpartiet", lists) == ["D06", "D07"])
        #expect(try await rules("Bageriet", lists) == ["D07"])
        #expect(try await rules("kustpartiet", nil) == ["D07"])
    }
}

@Suite struct DueTests {
    @Test("an estimate is due when the ad has run and late thirty days after")
    func estimates() async throws {
        let site = try await TestSite.publisher(at: "2026-09-13T12:00:00+02:00")
        let desk = DutyDesk(store: site.store, configuration: site.site.configuration.advertising)
        func estimate() async throws -> DueLine? { try await desk.due(now: site.clock.now).first { $0.rule == "N29" } }
        #expect(try await estimate() == nil)
        site.clock.advance(seconds: 86_400)
        #expect(try await estimate()?.isLate == false)
        site.clock.advance(seconds: 30 * 86_400)
        #expect(try await estimate()?.isLate == true)
    }

    @Test("the most urgent stands first, what has no hours last, and what is late says so")
    func order() async throws {
        let site = try await TestSite.publisher(size: .small)
        site.clock.advance(seconds: 3 * 86_400)
        let desk = DutyDesk(store: site.store, configuration: site.site.configuration.advertising)
        let lines = try await desk.due(now: site.clock.now)
        #expect(lines.map(\.task) == [.acknowledge, .submit, .answerAuthority, .answerNotification])
        #expect(lines.map(\.isLate) == [true, true, false, false])
        #expect(lines.last?.target == nil)
    }

    @Test("the configuration is read whole or refused with the member that does not fit")
    func configuration() throws {
        let text =
            #"{"publisher":"Norrvikens Tidning AB","country":"SE","zone":"Europe/Stockholm","size":"small","#
            + #""repositoryHosts":["Repository.europa.eu"],"notOfficialHosts":[],"acceptsPolitical":false}"#
        let read = try AdvertisingConfiguration(reading: Array(text.utf8))
        #expect(read.publisher == "Norrvikens Tidning AB")
        #expect(read.country == "SE")
        #expect(read.zone == Zone("Europe/Stockholm"))
        #expect(read.size == .small)
        #expect(read.repositoryHosts == ["repository.europa.eu"])
        #expect(!read.acceptsPolitical)
        for (wrong, field) in [
            (#"{"country":"XX"}"#, "country"), (#"{"zone":"Mars/Base"}"#, "zone"), (#"{"size":"huge"}"#, "size"),
            (#"{"colour":"red"}"#, "colour"), (#"{"repositoryHosts":["a b"]}"#, "repositoryHosts"),
            (#"{"acceptsPolitical":"yes"}"#, "acceptsPolitical"),
        ] {
            let error = #expect(throws: InputError.self) { try AdvertisingConfiguration(reading: Array(wrong.utf8)) }
            #expect(error?.field == field)
        }
    }

    @Test("a clock time is read where the publisher works, also on the days when the clock changes")
    func clock() {
        let zone = Zone("Europe/Stockholm")!
        #expect(zone.instant(local: "2026-05-13T10:00").map(zone.text) == "2026-05-13T10:00:00+02:00")
        #expect(zone.instant(local: "2026-10-25T02:30").map(zone.text) == "2026-10-25T02:30:00+02:00")
        #expect(zone.instant(local: "2026-10-25T03:30").map(zone.text) == "2026-10-25T03:30:00+01:00")
        #expect(zone.instant(local: "2026-13-01T00:00") == nil)
        #expect(zone.instant(local: "2026-05-13") == nil)
    }
}

extension TestSite {
    fileprivate var zone: Zone { site.configuration.advertising.zone }

    /// The sample notice with another amount, now final.
    fileprivate func corrected() throws -> TransparencyNotice {
        let answers = NoticeSample.answers(["amount": "13000", "final": "final"])
        let review = NoticeReview(answers.members(NoticeDesk(site).systemFields(NoticeSample.code)))
        guard let notice = review.notice else { throw NoticeSample.Incomplete(findings: review.findings.map(\.message)) }
        return notice
    }
}
