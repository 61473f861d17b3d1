import Daylight
import Sponsorship
import Testing

@Suite struct DeclarationCopyTests {
    private static let day: Int64 = 86_400
    private static let fetched = Timestamp(seconds: 1_800_000_000)

    private static func copy(_ seconds: Int64, _ content: DeclarationCopy.Content = .absent) -> DeclarationCopy {
        DeclarationCopy(content, from: "https://a.example/ads.txt", fetchedAt: fetched, freshSeconds: seconds)
    }

    private static func later(_ seconds: Int64) -> Timestamp { Timestamp(seconds: fetched.seconds + seconds) }

    @Test(
        arguments: [
            (3600, 0, DeclarationCopy.Standing.fresh), (3600, 3599, .fresh), (3600, 3600, .old), (3600, 7 * day, .old),
            (3600, 7 * day + 1, .expired), (0, 0, .old), (-5, 0, .old), (30 * day, 7 * day - 1, .fresh),
            (30 * day, 7 * day, .old),
            (30 * day, 7 * day + 1, .expired), (3600, -1, .old),
        ] as [(Int64, Int64, DeclarationCopy.Standing)])
    func aCopyIsFreshAsItSaysAndCountsSevenDays(_ seconds: Int64, _ age: Int64, _ standing: DeclarationCopy.Standing) {
        #expect(Self.copy(seconds).standing(now: Self.later(age)) == standing)
    }

    @Test func anAnswerReplacesACopyAndNoneKeepsItForSevenDays() {
        let earlier = Self.copy(0, .file(Digest(of: [1])))
        let answer = Self.copy(60)
        let (soon, late) = (Self.later(6 * Self.day), Self.later(8 * Self.day))
        #expect(DeclarationCopy.counting(answer, after: earlier, now: late) == answer)
        #expect(DeclarationCopy.counting(nil, after: earlier, now: soon) == earlier)
        #expect(DeclarationCopy.counting(nil, after: earlier, now: late) == nil)
        #expect(DeclarationCopy.counting(nil, after: nil, now: soon) == nil)
    }

    @Test(
        arguments: [
            (DeclarationCopy.Freshness(), 7 * day), (.init(cacheControl: "public, max-age=600"), 600),
            (.init(cacheControl: "MAX-AGE=\"600\"", age: "100"), 500), (.init(cacheControl: "max-age=600", age: "700"), 0),
            (.init(cacheControl: "max-age=x"), 0), (.init(cacheControl: "max-age=99999999999"), 7 * day),
            (.init(cacheControl: "no-cache, max-age=600"), 0), (.init(cacheControl: "no-store"), 0),
            (.init(cacheControl: "private", age: "5"), 7 * day),
            (.init(expires: "Sun, 06 Nov 1994 09:49:37 GMT", date: "Sun, 06 Nov 1994 08:49:37 GMT"), 3600),
            (.init(expires: "Fri, 15 Jan 2027 09:00:00 GMT"), 3600), (.init(expires: "Sun, 06 Nov 1994 08:49:37 GMT"), 0),
            (.init(expires: "0"), 0), (.init(expires: "Sun, 31 Feb 2030 08:49:37 GMT"), 0),
            (.init(cacheControl: "max-age=5", expires: "Fri, 15 Jan 2027 09:00:00 GMT"), 5),
        ] as [(DeclarationCopy.Freshness, Int64)])
    func howLongAnAnswerStaysFreshIsAsItSays(_ freshness: DeclarationCopy.Freshness, _ seconds: Int64) {
        // 2027-01-15T08:00:00Z.
        #expect(freshness.seconds(now: Self.fetched) == seconds)
    }

    @Test func whatIsKeptIsReadAgain() throws {
        for copy in [Self.copy(60), Self.copy(60, .file(Digest(of: [1, 2])))] {
            #expect(try DeclarationCopy(.object(copy.json)) == copy)
        }
        #expect(throws: InputError.self) { try DeclarationCopy(["state": "file", "address": "a"]) }
        #expect(throws: InputError.self) { try DeclarationCopy(["state": "gone"]) }
    }

    @Test func noCopyIsFreshForMoreThanSevenDaysWhateverItSays() throws {
        let copy = try DeclarationCopy([
            "state": "absent", "address": "https://a.example/ads.txt", "fetchedAt": "2026-05-01T00:00:00Z",
            "freshUntil": "2027-05-01T00:00:00Z",
        ])
        #expect(copy.standing(now: try #require(Timestamp(iso8601: "2026-05-07T23:59:59Z"))) == .fresh)
        #expect(copy.standing(now: try #require(Timestamp(iso8601: "2026-05-08T00:00:01Z"))) == .expired)
    }

    @Test func aDamagedStateNeverTrapsAndIsNeverFreshForLonger() throws {
        var random = SeededGenerator(seed: 77)
        let sound = Array(
            #"{"state":"file","sha256":"\#(String(repeating: "0a", count: 32))","address":"https://a.example/ads.txt","fetchedAt":"2026-05-01T00:00:00Z","freshUntil":"2026-05-08T00:00:00Z"}"#
                .utf8)
        for _ in 0..<Fuzzing.count / 4 {
            var bytes = sound
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0x20...0x7E, using: &random)
            }
            guard let json = try? JSONParser.parse(bytes), let copy = try? DeclarationCopy(json) else { continue }
            #expect(copy.freshUntil.milliseconds - copy.fetchedAt.milliseconds <= DeclarationFetch.freshSeconds * 1000)
            _ = copy.standing(now: Timestamp(seconds: 1_777_700_000))
        }
    }

    @Test func fetchedFilesFillWhatAnInputLeavesOpenAndNothingElse() throws {
        var files = FetchedFiles()
        files.adsTxt[Host("news.example")!] = try AdsTxt(parsing: Array("x.example,1,DIRECT".utf8))
        files.sellers[Host("x.example")!] = try SellersFile(
            json: JSONParser.parse(
                Array(#"{"version":"1.0","sellers":[{"seller_id":"1","seller_type":"PUBLISHER","domain":"news.example"}]}"#.utf8))
        )
        func findings(_ members: String) throws -> [String] {
            let text = #"{"schain":"1.0,1!x.example,1,1","site":"www.news.example"\#(members)}"#
            let file = try SupplyChainFile(Array(text.utf8), suffixes: .wellKnown)
            return file.completed(with: files).answer().findings.map(\.code.rawValue)
        }
        #expect(try findings("") == [])
        #expect(try findings(#","adsTxt":"y.example,1,DIRECT""#) == ["C05", "C09"])
        #expect(try findings(#","sellersJson":{"x.example":{"sellers":[]}}"#) == ["C10"])
        let money =
            #"{"currency":"EUR","advertisers":["p"],"payments":[{"from":"p","to":"x.example/1","amount":"9","evidence":"notice"}]}"#
        let answer = try MoneyFile(Array(money.utf8), suffixes: .wellKnown, fetched: files).answer()
        #expect(answer.edges.map(\.payee) == ["x.example/1", "news.example"])
    }
}
