import Credibility
import Daylight
import Testing

/// When a record is relied on (section 4.5 of the credibility reference).
@Suite struct TrustTests {
    private static func problems(
        _ host: String, page: String?, author: JSONValue? = nil
    ) throws -> [FactCheckProblem] {
        try Imported.record(["url": .string("https://\(host)/x"), "author": author], at: page).problems
    }

    @Test func pages() throws {
        #expect(try Self.problems("check.example", page: "https://www.check.example:8443/") == [])
        #expect(try Self.problems("WWW.Check.Example", page: "https://check.example") == [])
        #expect(try Self.problems("check.example", page: nil) == [.hostUnknown])
        #expect(try Self.problems("check.example", page: "https://copy.example/") == [.hostMismatch])
        #expect(try Self.problems("stranger.example", page: "https://stranger.example/") == [.notSignatory])
        #expect(try Self.problems("notcheck.example", page: "https://notcheck.example/") == [.notSignatory])
        #expect(try Self.problems("a.github.io", page: "https://b.github.io/") == [.hostMismatch, .notSignatory])
        #expect(try Self.problems("192.0.2.1", page: "https://192.0.2.1/") == [.hostMismatch, .notSignatory])
    }

    @Test func validity() throws {
        for host in ["late.example", "early.example", "gone.example", "odd.example"] {
            #expect(try Self.problems(host, page: "https://\(host)/") == [.signatoryExpired], "\(host)")
        }
        #expect(try Self.problems("twice.example", page: "https://twice.example/") == [])
    }

    @Test func authors() throws {
        func problems(_ url: JSONValue) throws -> [FactCheckProblem] {
            try Self.problems("check.example", page: "https://check.example/", author: ["name": "x", "url": url])
        }
        #expect(try problems("https://other.example/") == [.authorMismatch])
        #expect(try problems("http://sub.check.example:1/") == [])
        #expect(try problems("https://check.example@other.example/") == [.authorMismatch])
        #expect(try problems("https://check.example /") == [.authorMismatch])
        #expect(try problems("mailto:a@other.example") == [])
        #expect(try problems("/about") == [])
    }

    @Test func feeds() throws {
        func problems(item: JSONValue?, feeds: Set<String>) throws -> [FactCheckProblem] {
            var element: JSONObject = ["@type": "DataFeedItem", "item": [.object(Imported.review())]]
            element["url"] = item
            let feed: JSONValue = ["@type": "schema:DataFeed", "dataFeedElement": [.object(element)]]
            let document = try Imported.document(
                CanonicalJSON.line(feed), at: "https://feeds.hub.example/all.json", feeds: feeds)
            #expect(document.source == .feed)
            return try #require(document.records.first).problems
        }
        let trusted: Set = ["Feeds.Hub.example"]
        #expect(try problems(item: "https://www.check.example/", feeds: trusted) == [])
        #expect(try problems(item: nil, feeds: trusted) == [])
        #expect(try problems(item: "https://else.example/", feeds: trusted) == [.hostMismatch])
        #expect(try problems(item: "/relative", feeds: trusted) == [.hostMismatch])
        #expect(try problems(item: "ftp://check.example/", feeds: trusted) == [.hostMismatch])
        #expect(try problems(item: "https://check.example/", feeds: []) == [.hostMismatch])
        #expect(try problems(item: nil, feeds: ["hub.example"]) == [.hostMismatch])
    }

    @Test func lists() throws {
        let text =
            "\u{FEFF}Domain,name,network,status,since,until,evidence\r\n"
            + "\"a.example\",\"A \"\"B\"\", C\nD\",IFCN,Verified,,,\r\n\r\nnone,x,,,,,\n"
        let list = try SignatoryList(parsing: Array(text.utf8))
        let host = try #require(Host("sub.a.example"))
        #expect(list.signatories(for: host).map(\.name) == ["A \"B\", C\nD"])
        #expect(list.faults.map(\.place) == [.line(5)])
        #expect(throws: InputError.self) { try SignatoryList(parsing: Array("domain,name\n".utf8)) }
        #expect(throws: InputError.self) { try SignatoryList(parsing: Array((Imported.list + "\n\"open").utf8)) }
        #expect(throws: InputError.self) { try SignatoryList(parsing: Array((Imported.list + "\n\"a\"b,").utf8)) }
        #expect(throws: InputError.self) { try SignatoryList(parsing: []) }
        #expect(
            try FactCheckPolicy.hosts(parsing: Array("# feeds\n\nA.example\r\n".utf8))
                == Set([Host("a.example")].compactMap(\.self)))
        #expect(throws: InputError.self) { try FactCheckPolicy.hosts(parsing: Array("a b\n".utf8)) }
    }

    @Test("a quote inside a field without quotes is refused with its line, for nobody knows where the field ends")
    func strayQuotes() {
        let list = "domain,name,network,status,since,until,evidence\na.example,The \"A\" desk,IFCN,verified,,,\n"
        let error = #expect(throws: InputError.self) { try SignatoryList(parsing: Array(list.utf8)) }
        #expect(error?.place == .line(2))
        let quoted = list.replacing("The \"A\" desk", with: "\"The \"\"A\"\" desk\"")
        #expect(throws: Never.self) { try SignatoryList(parsing: Array(quoted.utf8)) }
    }
}
