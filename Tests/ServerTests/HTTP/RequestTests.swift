import Daylight
import HTTPTypes
import Storage
import Testing

@testable import Server

@Suite struct RequestTests {
    @Test("an unknown parameter is refused with a list of those that are known")
    func unknownParameter() async throws {
        let site = try await TestSite()
        let answer = try await site.anonymous.get("/api/v1/findings?colour=red&verdict=organic")
        #expect(answer.status == 400)
        #expect(answer.json["code"] == "unknown-parameter")
        #expect(answer.json["errors"]?.arrayValue?.first?["pointer"] == "#colour")
        #expect(answer.json["detail"]?.stringValue?.contains("question, verdict, subject, limit, after") == true)
    }

    @Test("every route refuses a parameter nobody described")
    func everyRoute() async throws {
        let site = try await TestSite()
        let client = try await site.person(.reviewer)
        for route in site.table.routes where route.method == .get {
            let address = try await site.address(of: route)
            let answer = try await client.get("\(address)\(address.contains("?") ? "&" : "?")no-such-thing=1")
            #expect(answer.status == 400, "\(route.path)")
        }
    }

    @Test(
        "a value that does not fit is refused and named",
        arguments: [
            "/api/v1/findings?limit=0", "/api/v1/findings?limit=201", "/api/v1/findings?limit=x", "/api/v1/findings?verdict=nice",
            "/api/v1/findings?after=%00", "/api/v1/findings?after=abc", "/api/v1/findings?question=why", "/api/v1/ask",
            "/api/v1/ask?subject=ann", "/api/v1/ask?subject=account:", "/api/v1/findings?limit=1&limit=2", "/api/v1/search?q=%ff",
            "/api/v1/search?q=%2",
        ])
    func invalidParameter(target: String) async throws {
        let answer = try await TestSite().anonymous.get(target)
        #expect(answer.status == 400)
        #expect(answer.headers[.contentType] == MediaTypeText.problem)
    }

    @Test("a problem is told to programs as RFC 9457 has it")
    func problemShape() async throws {
        let answer = try await TestSite().anonymous.get("/api/v1/findings/0000000000000000")
        #expect(answer.status == 404)
        #expect(Schema.named(.problem).faults(in: answer.json).isEmpty)
        #expect(answer.json["instance"] == "/api/v1/findings/0000000000000000")
        #expect(answer.json["requestId"]?.stringValue == answer.headers[.xRequestID])
        #expect(answer.json["type"] == "http://localhost:8080/api/v1/problems/not-found")
    }

    @Test("a browser gets the same problem as a page with the request id")
    func problemPage() async throws {
        let answer = try await TestSite().anonymous.get("/findings/0000000000000000", accept: Client.browser)
        #expect(answer.status == 404)
        #expect(answer.headers[.contentType] == MediaTypeText.html)
        #expect(answer.text.contains(try #require(answer.headers[.xRequestID])))
    }

    @Test("the API never answers with a page")
    func apiNegotiation() async throws {
        let answer = try await TestSite().anonymous.get("/api/v1/nothing", accept: Client.browser)
        #expect(answer.status == 404)
        #expect(answer.headers[.contentType] == MediaTypeText.problem)
    }

    @Test("a method that an address does not know is a 405 that names those it knows")
    func method() async throws {
        let answer = try await TestSite().anonymous.send(.delete, "/findings")
        #expect(answer.status == 405)
        #expect(answer.headers[.allow] == "GET, HEAD")
    }

    @Test("a body above the limit is refused with the limit's name, announced or not")
    func tooLarge() async throws {
        let site = try await TestSite { $0.limits.body = 1000 }
        let client = try await site.program(.reviewer, scopes: [.decide])
        let body = [UInt8](repeating: UInt8(ascii: " "), count: 1001)
        let path = "/api/v1/findings/\(site.finding.id)/decisions"
        for headers in [[:], [.contentLength: "1001"]] as [HTTPFields] {
            var headers = headers
            headers[.contentType] = "application/json"
            let answer = try await client.send(.post, path, headers: headers, body: body)
            #expect(answer.status == 413)
            #expect(answer.json["detail"]?.stringValue?.contains("1000 bytes") == true)
        }
    }

    @Test("an address above the limit is refused")
    func longTarget() async throws {
        let answer = try await TestSite().anonymous.get("/search?q=\(String(repeating: "a", count: 9000))")
        #expect(answer.status == 413)
    }

    @Test("a body of another type, too deep, or no JSON is refused")
    func badBodies() async throws {
        let site = try await TestSite()
        let client = try await site.program(.reviewer, scopes: [.decide])
        let path = "/api/v1/findings/\(site.finding.id)/decisions"
        func send(_ text: String, type: String = "application/json") async throws -> Int {
            try await client.send(.post, path, headers: [.contentType: type], body: Array(text.utf8)).status
        }
        #expect(try await send("verdict=organic", type: "text/plain") == 415)
        #expect(try await send("{") == 400)
        #expect(try await send(String(repeating: "[", count: 17) + String(repeating: "]", count: 17)) == 400)
        #expect(try await send("{\"verdict\":\"organic\",\"verdict\":\"organic\"}") == 400)
        #expect(try await send("{}") == 422)
    }

    @Test("every fault of a body is listed, each with its place")
    func faults() async throws {
        let site = try await TestSite()
        let client = try await site.program(.reviewer, scopes: [.decide])
        let answer = try await client.post(
            "/api/v1/findings/\(site.finding.id)/decisions", json: ["verdict": "nice", "colour": "red"])
        #expect(answer.status == 422)
        let pointers = answer.json["errors"]?.arrayValue?.compactMap { $0["pointer"]?.stringValue }
        #expect(pointers == ["/verdict", "/reasons", "/colour"])
    }

    @Test("more requests than the limit are a 429 with the time to wait, and the time helps")
    func rateLimit() async throws {
        let site = try await TestSite { $0.limits.address = RateLimit(name: "default", quota: 2, window: 60) }
        for _ in 0..<2 { #expect(try await site.anonymous.get("/method").status == 200) }
        let answer = try await site.anonymous.get("/api/v1/log")
        #expect(answer.status == 429)
        #expect(answer.headers[.retryAfter] == "30")
        #expect(answer.headers[.rateLimit] == "\"default\";r=0;t=30")
        #expect(answer.json["code"] == "too-many-requests")
        site.clock.advance(seconds: 30)
        #expect(try await site.anonymous.get("/api/v1/log").status == 200)
    }

    @Test("a person's requests are counted together, from wherever they come")
    func personLimit() async throws {
        let site = try await TestSite { $0.limits.person = RateLimit(name: "person", quota: 2, window: 60) }
        #expect(try await site.person(.reader).get("/method").status == 200)
        #expect(try await site.program(.reader, scopes: [.read]).get("/api/v1/log").status == 200)
        let answer = try await site.program(.reader, scopes: [.read]).get("/api/v1/log")
        #expect(answer.status == 429)
        #expect(answer.headers[.rateLimitPolicy] == "\"person\";q=2;w=60")
        #expect(try await site.anonymous.get("/api/v1/log").status == 200)
    }

    @Test("random targets never end in a fault of ours")
    func fuzz() async throws {
        let site = try await TestSite { $0.limits.address = RateLimit(name: "default", quota: 1_000_000, window: 60) }
        let alphabet = Array("/%?&=.+:;~#'\"<>\\{}aZ09é\u{0}".unicodeScalars)
        let starts = ["/", "/findings/", "/log/tile/", "/account/", "/api/v1/", "/search?q=", "/ask?subject=", "/data/"]
        for seed in UInt64(1)...400 {
            var random = SplitMix64(seed: seed)
            var target = starts[Int.random(in: 0..<starts.count, using: &random)]
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                target.unicodeScalars.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
            }
            let answer = try await site.anonymous.get(target, accept: seed % 2 == 0 ? Client.browser : nil)
            #expect(answer.status < 500, "seed \(seed): \(target)")
        }
    }
}
