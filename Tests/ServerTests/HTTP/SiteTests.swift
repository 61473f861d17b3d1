import Daylight
import HTTPTypes
import Storage
import Testing

@testable import Server

@Suite struct SiteTests {
    private func subject(_ identifier: String) throws -> Subject { try Subject(.account, identifier) }

    @Test("every address that pages link to is served")
    func links() async throws {
        let site = try await TestSite()
        let id = site.finding.id
        let gets = [
            SitePath.home, SitePath.search, SitePath.ask, SitePath.findings, SitePath.data, SitePath.log, "/log/policy",
            "/log/checkpoint", SitePath.method, SitePath.receipts, SitePath.accessibility, SitePath.signIn, SitePath.tokens,
            SitePath.stylesheet, SitePath.favicon, SitePath.finding(id), SitePath.evidence(id), SitePath.edgesCSV(id),
            SitePath.timelineCSV(id), SitePath.networkSVG(id), SitePath.timelineSVG(id), SitePath.dataSet("x"),
            SitePath.statement(0), SitePath.receipt(0),
        ]
        for path in gets { #expect(site.table.methods(for: path).contains(.get), "\(path)") }
        for path in [SitePath.signIn, SitePath.signOut, SitePath.tokens, SitePath.decision(id), SitePath.revokeToken("1")] {
            #expect(site.table.methods(for: path).contains(.post), "\(path)")
        }
        #expect(try await site.anonymous.get(SitePath.answer(subject("ann"))).status == 200)
        #expect(try await site.anonymous.get(SitePath.search("a b&c")).status == 200)
        #expect(try await site.anonymous.get(SitePath.ask(subject("a/b?ü"))).status == 200)
    }

    @Test("an account's page has its shares, as a table and as files")
    func account() async throws {
        let site = try await TestSite()
        let page = try await site.anonymous.get("/account/dora", accept: Client.browser)
        #expect(page.text.contains("https://example.org/z"))
        let csv = try await site.anonymous.get("/account/dora/shares.csv")
        #expect(
            csv.text.split(separator: "\r\n") == [
                "timestamp_share,object_id,content_id,account_id", "2026-09-21T14:18:20Z,https://example.org/z,z1,dora",
            ])
        #expect(try await site.anonymous.get("/account/dora/shares.json").json.arrayValue?.count == 1)
        #expect(try await site.anonymous.get("/account/nobody").status == 200)
        #expect(try await site.anonymous.get("/account/nobody/shares.csv").status == 404)
    }

    @Test("a data set's page counts its objects and lists what was found in it and nowhere else")
    func dataSet() async throws {
        let site = try await TestSite()
        let other = try Sample.finding(2)
        _ = try await site.store.importDataset(Sample.dataset(2), shares: { nil }, findings: [other], statement: nil)
        let id = Sample.dataset().id
        #expect(try await site.store.objectCount(in: id) == 4)
        let page = try await site.anonymous.get(SitePath.dataSet(id.text), accept: Client.browser)
        #expect(page.text.contains(SitePath.finding(site.finding.id)))
        #expect(!page.text.contains(SitePath.finding(other.id)))
        #expect(try await site.anonymous.get("/data.csv").text.contains("\(id),posts-1.csv,"))
    }

    @Test("the box understands subjects, findings, entries of the log, and else words")
    func search() async throws {
        let site = try await TestSite()
        for query in ["dora", "account:dora", site.finding.id.text, "0", "", "links '; DROP TABLE users --", "*"] {
            let answer = try await site.anonymous.get(SitePath.search(query), accept: Client.browser)
            #expect(answer.status == 200, "\(query)")
        }
        #expect(try await site.anonymous.get("/api/v1/search?q=dora").json["items"]?.arrayValue?.count == 1)
    }

    @Test("the first screen says what changed, what waits for a person, and how complete the data is")
    func home() async throws {
        let site = try await TestSite()
        let before = try await site.anonymous.get("/", accept: Client.browser).text
        #expect(before.contains("The data set posts-1.csv was read."))
        #expect(before.contains("finding waits for a person"))
        try await site.decide()
        let after = try await site.anonymous.get("/", accept: Client.browser).text
        #expect(after.contains("A reviewer decided on finding \(site.finding.id): organic."))
        #expect(after.contains("daylight verify receipt.json"))
        #expect(after.contains(SitePath.receipt(0)))
    }

    @Test("the first screen sets a figure beside the one from before the last import")
    func trend() async throws {
        let site = try await TestSite()
        func home() async throws -> String { try await site.anonymous.get("/", accept: Client.browser).text }
        #expect(try await home().contains("First figure"))
        func add(_ number: Int, findings numbers: [Int]) async throws {
            site.clock.advance(seconds: 60)
            var dataset = Sample.dataset(number)
            dataset.imported = site.clock.now
            let findings = try numbers.map { try Sample.finding($0, created: site.clock.now) }
            _ = try await site.store.importDataset(dataset, shares: { nil }, findings: findings, statement: nil)
        }
        try await add(2, findings: [2, 3])
        #expect(try await home().contains("2 more than before the last import"))
        try await add(3, findings: [4])
        #expect(try await home().contains("1 more than before the last import"))
        try await site.decide()
        #expect(try await home().contains("As many as before the last import"))
        _ = try await site.observatory.decide(
            finding: Sample.finding(2).id, verdict: .organic, reasons: DecisionReasons("x"),
            by: "reviewer", now: site.clock.now)
        #expect(try await home().contains("1 fewer than before the last import"))
    }

    @Test("rows that could not be read are shown with what was expected, and what stood there to people who are signed in")
    func badRows() async throws {
        let site = try await TestSite()
        let rows = [BadRow(line: 7, field: "timestamp_share", expected: "a time", found: "Zacharias")]
        let dataset = Sample.dataset(2)
        _ = try await site.store.importDataset(dataset, shares: { nil }, badRows: rows, findings: [], statement: nil)
        let path = SitePath.dataSet(dataset.id.text)
        let open = try await site.anonymous.get(path, accept: Client.browser).text
        for part in ["timestamp_share", "a time", "For people who are signed in"] { #expect(open.contains(part)) }
        #expect(!open.contains("Zacharias"))
        #expect(try await site.person(.reader).get(path, accept: Client.browser).text.contains("Zacharias"))
    }

    @Test("downloads of a finding have its numbers")
    func downloads() async throws {
        let site = try await TestSite()
        let id = site.finding.id
        #expect(try await site.anonymous.get(SitePath.evidence(id)).body == site.finding.evidence)
        let edges = try await site.anonymous.get(SitePath.edgesCSV(id)).text
        #expect(edges.contains("ann,bob,3,3,0.021,3.1e-27,1,4\r\n"))
        let timeline = try await site.anonymous.get(SitePath.timelineCSV(id)).text
        #expect(timeline.contains("https://example.org/a,bob,p2,2026-09-21T10:00:07Z,4.0\r\n"))
        for path in [SitePath.networkSVG(id), SitePath.timelineSVG(id)] {
            #expect(try await site.anonymous.get(path).headers[.contentType] == MediaTypeText.svg)
        }
    }

    @Test("a cell that a spreadsheet would run is made harmless, and quotes are doubled")
    func csv() {
        var table = CommaSeparated(columns: ["a", "b"])
        table.append(["=1+1", "x,\"y\""])
        table.append(["-5", "@cmd"])
        #expect(String(decoding: table.bytes, as: UTF8.self) == "a,b\r\n'=1+1,\"x,\"\"y\"\"\"\r\n-5,'@cmd\r\n")
    }

    @Test("security.txt says where to write and expires in less than a year")
    func securityText() async throws {
        let site = try await TestSite()
        let text = try await site.anonymous.get("/.well-known/security.txt").text
        #expect(text.contains("Contact: mailto:"))
        #expect(text.contains("Expires: 2027-05-"))
    }

    @Test("health tells the truth: it fails when the store is gone")
    func health() async throws {
        let site = try await TestSite()
        #expect(try await site.anonymous.get("/health").json["status"] == "healthy")
        await site.store.close()
        #expect(try await site.anonymous.get("/health/live").status == 200)
        #expect(try await site.anonymous.get("/health/ready").status == 503)
        #expect(try await site.anonymous.get("/health").status == 503)
    }

    @Test("when the store is gone, pages fail politely")
    func storeGone() async throws {
        let site = try await TestSite()
        await site.store.close()
        let answer = try await site.anonymous.get("/findings", accept: Client.browser)
        #expect([500, 503].contains(answer.status))
        #expect(answer.headers[.contentType] == MediaTypeText.html)
    }

    @Test("a statement that waits too long for the log makes the server unhealthy")
    func staleLog() async throws {
        let site = try await TestSite()
        _ = try await site.store.addStatement(
            .init(envelope: Array("{}".utf8), predicateType: "x", title: "x", created: site.clock.now))
        #expect(try await site.anonymous.get("/health").status == 200)
        site.clock.advance(seconds: 61)
        #expect(try await site.anonymous.get("/health").status == 503)
    }

    @Test("metrics count requests by template and never by address")
    func metrics() async throws {
        let site = try await TestSite()
        _ = try await site.anonymous.get("/account/somebody-secret")
        _ = try await site.anonymous.get("/not/there/somebody-secret")
        let text = try await site.anonymous.get("/metrics").text
        #expect(text.contains("daylight_http_requests_total{method=\"GET\",route=\"/account/{id}\",status=\"200\"} 1\n"))
        #expect(text.contains("daylight_log_size 0.0\n"))
        #expect(text.contains("daylight_http_request_seconds_count{route=\"/account/{id}\"} 1\n"))
        #expect(!text.contains("somebody-secret"))
    }
}
