import Daylight
import Sponsorship
import Testing

/// Lines that cannot be judged, contexts that come again, and the parts one by one.
@Suite struct GateInputTests {
    private let gate = Gate()

    @Test(arguments: [
        "{}", "[]", "null", "1", "{\"request\":{},\"response\":{}}", "{\"request\":null,\"response\":{},\"context\":{}}",
        "{\"request\":{},\"response\":{},\"context\":[]}", "{\"request\":{},\"response\":{},\"context\":{}} x",
        "{\"request\":{},\"request\":{},\"response\":{},\"context\":{}}",
        "\u{FEFF}{\"request\":{},\"response\":{},\"context\":{}}",
    ])
    func aLineNeedsItsThreeParts(_ line: String) throws { #expect(try gate.answer(line).rules() == "J01") }

    @Test func aLineWithoutBidsHasNoDecisions() throws {
        #expect(try gate.answer("{\"request\":{},\"response\":{},\"context\":{}}").decisions.isEmpty)
        #expect(gate.decide(line: Array(GateLine("R/seatbid").text.utf8), now: Gate.clock) == Array("{\"decisions\":[]}\n".utf8))
    }

    @Test(arguments: [
        "Q/id=1", "Q/imp={}", "Q/imp/0=1", "Q/imp/0/id=7", "Q/cur=\"SEK\"", "Q/wseat=[1]", "Q/site=\"x\"", "Q/site/domain=[]",
        "Q/user/yob=\"1990\"", "Q/user/eids={}", "Q/device/ifa=0", "Q/regs=[]", "Q/regs/coppa=true", "RD/dsarequired=\"2\"",
        "RD/transparency={}", "RP/consent=\"1\"", "RP/scope=false", "Q/source=1", "Q/source/schain=1", "R/seatbid={}", "S/bid={}",
        "R/cur=1", "B/id=7", "B/impid=1", "B/adomain=\"kustpartiet.example\"", "B/adomain=[1]", "B/crid=9", "B/ext=\"\"",
        "D/paid=1",
        "D/adrender=\"1\"", "D/transparency/0=[]", "D/transparency/0/dsaparams=2", "D/transparency/0/dsaparams=[\"2\"]",
        "P/political=true", "P/notice=1", "P/election=\"SE-2026\"", "P/targeting=false", "P/criteria={}", "P/criteria=[\"age\"]",
        "P/criteria=[{\"c\":1}]", "C/now=1", "C/now=\"yesterday\"", "C/now=\"2026-08-20\"", "C/zone=\"Nowhere\"", "C/policy=[]",
        "Y/elections=[]", "Y/elections/SE-2026/date=\"2026-02-30\"", "Y/elections/SE-2026={}", "Y/votingAge=\"18\"",
        "Y/publisherAcceptsPolitical=1", "N/domains=\"a\"", "N/period=\"now\"", "N/period/start=\"2026-13-01\"", "Y/lists={}",
        "Y/proxies=\"age\"",
    ])
    func aMemberOfAnotherTypeStopsTheLine(_ change: String) throws {
        #expect(try gate.answer(GateLine(change).text).rules() == "J01")
    }

    @Test func aPolicyOfItsOwnMayBeLongerThanALine() throws {
        let notices = (0..<20_000).map { number in
            """
            "https://norrviken.example/t/\(number)":{"hash":"\(number)","sponsor":"Kustpartiet","domains":["kustpartiet.example"]}
            """
        }
        let json = Array("{\"notices\":{\(notices.joined(separator: ","))}}".utf8)
        #expect(json.count > Gate.lineLimit)
        let policy = try gate.policy(json)
        for (number, isKnown) in [(19_999, true), (20_000, false)] {
            let request = "{\"id\":\"r\",\"imp\":[{\"id\":\"1\"}]}"
            let response = """
                {"id":"r","seatbid":[{"bid":[{"id":"b","impid":"1","adomain":["kustpartiet.example"],"ext":{"ttpa":{"political":1,\
                "notice":"https://norrviken.example/t/\(number)","noticehash":"\(number)"}}}]}]}
                """
            let line = gate.decide(request: Array(request.utf8), response: Array(response.utf8), policy: policy, now: Gate.clock)
            #expect(String(decoding: line, as: UTF8.self).contains("\"B07\"") == !isKnown)
        }
    }

    @Test func nullIsAbsent() throws {
        for change in [
            "Q/user=null", "Q/wseat=null", "Q/regs/coppa=null", "D/adrender=null", "P/criteria=null", "C/zone=null B/price=null",
        ] {
            #expect(try gate.answer(GateLine(change).text).rules() == "", "\(change)")
        }
    }

    @Test func theOffsetIsWhereReadingFailed() throws {
        let line = GateLine("B/impid=1").text
        let answer = try gate.answer(line)
        let place = line.split(separator: "\"impid\":1")[0].utf8.count + 8
        #expect(answer.decisions[0]["reasons"]?.arrayValue?[0]["offset"]?.integerValue == Int64(place))
        #expect(answer.decisions[0]["impid"] == .null)
        let now = GateLine("C/now=\"later\"").text
        let offset = try gate.answer(now).decisions[0]["reasons"]?.arrayValue?[0]["offset"]?.integerValue
        #expect(offset.map { now.utf8.dropFirst(Int($0)).starts(with: "\"later\"".utf8) } == true)
    }

    @Test func boundsHold() throws {
        func imps(_ count: Int) -> String {
            GateLine("Q/imp=[\((1...count).map { "{\"id\":\"i\($0)\"}" }.joined(separator: ","))]").text
        }
        #expect(try gate.answer(imps(100)).rules() == "")
        #expect(try gate.answer(imps(101)).rules() == "J01")
        func bids(_ count: Int) -> String {
            GateLine("S/bid=[\((1...count).map { "{\"id\":\"\($0)\"}" }.joined(separator: ","))]").text
        }
        #expect(try gate.answer(bids(500)).decisions.count == 500)
        #expect(try gate.answer(bids(501)).decisions.count == 1)
        for part in ["Q", "R"] {
            #expect(try gate.answer(GateLine("\(part)/x=\"\(String(repeating: "x", count: 261_000))\"").text).rules() == "")
            #expect(try gate.answer(GateLine("\(part)/x=\"\(String(repeating: "x", count: 263_000))\"").text).rules() == "J01")
        }
        let long = GateLine("C/x=\"\(String(repeating: "x", count: 1 << 20))\"").text
        #expect(try gate.answer(long).rules() == "J01")
        #expect(try gate.answer(GateLine("C/x=\"\(String(repeating: "x", count: 1_000_000))\"").text).rules() == "")
    }

    @Test func depthCountsFromTheLine() throws {
        func nested(_ depth: Int) -> String {
            GateLine("Q/x=\(String(repeating: "[", count: depth))\(String(repeating: "]", count: depth))").text
        }
        #expect(try gate.answer(nested(30)).rules() == "")
        #expect(try gate.answer(nested(31)).rules() == "J01")
    }

    @Test func aContextOfTheSameBytesAndOfOthersIsReadRight() throws {
        let (sound, late) = (GateLine(), GateLine("C/now=\"2026-09-20T12:00:00+02:00\""))
        let stricter = GateLine("N/label=\"incomplete\"")
        for (line, rules) in [(sound, ""), (sound, ""), (late, "B11"), (sound, ""), (stricter, "L01"), (late, "B11")] {
            #expect(try gate.answer(line.text).rules() == rules)
        }
        // A damaged context changes nothing for the next line.
        #expect(try gate.answer(GateLine("C/zone=\"x\"").text).rules() == "J01")
        #expect(try gate.answer(late.text).rules() == "B11")
    }

    @Test func aContextThatComesAgainBeforeTheOtherPartsIsPassedOver() throws {
        let value = GateLine("B/impid=\"x\" D/paid=\"Havsfönden\"").value
        let parts = try ["request", "response"].map { "\"\($0)\":" + CanonicalJSON.line(try #require(value[$0])) }
        for filling in Array(0...70) + [500, 1000, 3000] {
            let context = CanonicalJSON.line(
                GateLine("C/x=\"\(String(repeating: "x", count: filling))\"").value["context"] ?? .null)
            for order in [[0, 2, 1], [2, 0, 1], [0, 1, 2]] {
                let members = order.map { $0 == 2 ? "\"context\":\(context)" : parts[$0] }
                let line =
                    "{\"y\":\"\(String(repeating: "y", count: filling % 9))\",\(members.joined(separator: ",")),\"z\":\"z\"}"
                #expect(try gate.answer(line).decisions == Gate().answer(line).decisions)
                #expect(try gate.answer(line).rules() == "B08 B10")
                #expect(try gate.answer(line.dropLast(2) + "").rules() == "J01")
            }
        }
    }

    @Test func withoutAnInstantTheClockCounts() throws {
        let line = GateLine("C/now").text
        #expect(try gate.answer(line, now: Timestamp(iso8601: "2026-08-20T10:00:00Z")!).rules() == "")
        #expect(try gate.answer(line, now: Timestamp(iso8601: "2026-12-20T10:00:00Z")!).rules() == "B11")
    }

    @Test func zonesDecideTheDay() throws {
        let instant = "C/now=\"2026-08-16T20:00:00Z\""
        #expect(try gate.answer(GateLine(instant).text).rules() == "B11")
        #expect(try gate.answer(GateLine(instant + " C/zone=\"Asia/Tokyo\"").text).rules() == "")
        #expect(try gate.answer(GateLine(instant + " C/zone").text).rules() == "B11")
    }

    @Test func newYearIsTheZones() throws {
        let changes = "Q/user/yob=2010 N/period={\"start\":\"2026-01-01\",\"end\":\"2028-01-01\"}"
        for (now, rules) in [
            ("2026-12-31T22:59:59Z", "T04"), ("2026-12-31T23:00:00Z", ""), ("2027-01-01T12:00:00Z", ""),
            ("2026-12-30T23:00:00Z", "T04"),
        ] {
            #expect(try gate.answer(GateLine("\(changes) C/now=\"\(now)\"").text).rules() == rules, "\(now)")
        }
    }

    @Test func partsAreJudgedLikeALine() throws {
        for changes in ["", "B/ext/dsa D/x=1", "N/label=\"incomplete\" D/paid=\"H\\u00e4v\" Q/id=\"\\u0071\\u0031\""] {
            let value = GateLine(changes).value
            func bytes(_ value: JSONValue?) -> [UInt8] { Array(CanonicalJSON.line(value ?? .null).utf8) }
            let policy = try gate.policy(bytes(value["context"]?["policy"]), zone: Zone("Europe/Stockholm")!)
            let now = Timestamp(iso8601: value["context"]?["now"]?.stringValue ?? "")!
            let parts = gate.decide(
                request: bytes(value["request"]), response: bytes(value["response"]), policy: policy, now: now)
            #expect(parts == gate.decide(line: Array(CanonicalJSON.line(value).utf8), now: Gate.clock))
        }
    }

    @Test func partsThatCannotBeReadAreMalformed() throws {
        let policy = try gate.policy(Array("{}".utf8))
        for (request, response) in [("{", "{}"), ("{}", "{}}"), ("null", "{}"), ("{}", "[]"), ("", ""), ("{}", "{\"id\":1}")] {
            let output = gate.decide(
                request: Array(request.utf8), response: Array(response.utf8), policy: policy, now: Gate.clock)
            #expect(try GateAnswer(output).rules() == "J01")
        }
        #expect(throws: InputError.self) { try gate.policy(Array("{\"votingAge\":\"x\"}".utf8)) }
        #expect(throws: InputError.self) { try gate.policy(Array("{} {}".utf8)) }
    }

    @Test func policiesAndRulesHaveNames() throws {
        let policy = try gate.policy(Array("{\"votingAge\":16}".utf8))
        #expect(policy.digest == Digest(of: "{\"votingAge\":16}".utf8))
        #expect(GateRules.digest.hex.count == 64)
    }
}
