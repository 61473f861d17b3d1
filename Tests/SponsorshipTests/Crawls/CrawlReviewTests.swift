import Daylight
import Sponsorship
import Testing

@Suite struct CrawlReviewTests {
    static let lists = #"""
        {"parties":[{"name":"Kustpartiet","aliases":["KP"],"domains":["kustpartiet.example"]}],"candidates":["Maja Exempel"],
        "register":["Inlandspartiet"],"votes":["kommunalvalet"],"terms":{"sv":["rösta på"],"de":["wählen Sie"]},
        "elections":[{"name":"Riksdagsvalet 2026","date":"2026-09-13"}],"zone":"Europe/Stockholm"}
        """#

    static func review(_ lines: String...) throws -> CrawlReview {
        try CrawlReview(
            Array(lines.joined(separator: "\n").utf8), lists: try PoliticalLists(Array(lists.utf8)))
    }

    private static func reasons(_ review: CrawlReview) -> [String] { review.proposals.first?.proposal.reasons.map(\.text) ?? [] }

    @Test func everySignOfSectionSevenIsAReason() throws {
        let review = try Self.review(
            #"{"id":"1","text":"Rösta på Maja Exempel i kommunalvalet!","sponsor":"Inlandspartiet","advertiser":"KP","landing":"http://www.kustpartiet.example/x","date":"2026-08-01","language":"sv-SE","claimReview":true}"#
        )
        #expect(
            Self.reasons(review) == [
                "the advertiser is KP, a political actor", "the sponsor is Inlandspartiet, a political actor",
                "leads to www.kustpartiet.example, a political actor's site", "names kommunalvalet",
                "names Maja Exempel, a political actor", "says “rösta på”", "leads to a page that was fact-checked",
                "runs before Riksdagsvalet 2026",
            ])
        #expect(review.json["proposed"]?.arrayValue?[0]["features"]?.arrayValue?.count == 7)
    }

    @Test func theScoreIsThatNotAllSignsAreThereByAccident() throws {
        let review = try Self.review(#"{"id":"1","landing":"kustpartiet.example","date":"2026-09-01"}"#)
        #expect(review.proposals.map(\.score) == [0.76])
        #expect(try Self.review(#"{"id":"1","text":"Maja Exempel läser","date":"2026-09-01"}"#).proposals.isEmpty)
    }

    @Test func whatIsDeclaredIsCountedAndNotJudged() throws {
        let review = try Self.review(#"{"id":"1","sponsor":"KP","declared":true}"#, "", #"{"id":"2","sponsor":"KP"}"#)
        #expect(review.adCount == 2 && review.declaredCount == 1 && review.proposals.map(\.ad.id) == ["2"])
    }

    @Test func theSameSignCountsOnceHoweverOftenItIsListed() throws {
        func score(_ lists: String, _ ad: String) throws -> Double? {
            try CrawlReview(Array(ad.utf8), lists: try PoliticalLists(Array(lists.utf8))).proposals.first?.score
        }
        let elections = (1...9).map { #"{"name":"Val \#($0)","date":"2026-09-13"}"# }.joined(separator: ",")
        #expect(
            try score(#"{"elections":[\#(elections)]}"#, #"{"id":"1","text":"Buy shoes","date":"2026-09-01"}"#) == nil)
        #expect(
            try score(
                #"{"candidates":["Anna Berg","ANNA BERG"],"register":["Anna Berg"]}"#,
                #"{"id":"1","text":"Anna Berg opens a shoe shop"}"#) == nil)
        #expect(
            try score(#"{"terms":{"sv":["valet"],"nb":["valet"],"da":["valet"]}}"#, #"{"id":"1","text":"valet parking"}"#) == nil)
    }

    @Test func onlyListedActorsAreNamedByAFinding() throws {
        let review = try Self.review(
            #"{"id":"1","text":"Rösta på Maja Exempel i kommunalvalet","sponsor":"Jane Private","advertiser":"KP","landing":"x.kustpartiet.example"}"#
        )
        #expect(review.proposals.map(\.actors) == [["KP", "x.kustpartiet.example"]])
    }

    @Test func theStrongestComesFirstAndEqualOnesByTheirNames() throws {
        let review = try Self.review(
            #"{"id":"low","landing":"https://kustpartiet.example/"}"#, #"{"id":"b","sponsor":"KP"}"#,
            #"{"id":"a","sponsor":"KP"}"#)
        #expect(review.proposals.map(\.ad.id) == ["a", "b", "low"])
    }

    @Test func wordsCountInTheirLanguageAndWithoutOneInAll() throws {
        func score(_ language: String) throws -> Double? {
            try Self.review(#"{"id":"1","text":"Wählen Sie KP, WÄHLEN SIE","sponsor":"X"\#(language)}"#).proposals.first?.score
        }
        #expect(try score("") == 0.7)
        #expect(try score(#","language":"de-AT""#) == 0.7)
        #expect(try score(#","language":"sv""#) == nil)
        #expect(try score(#","language":"fi""#) == 0.7)
    }

    @Test func aShopIsNoParty() throws {
        #expect(
            try Self.review(
                #"{"id":"1","text":"Kustpartiets skor: provrösta på skor","sponsor":"Skobutiken AB","landing":"notkustpartiet.example","date":"2026-09-01"}"#
            ).proposals.isEmpty)
    }

    @Test(arguments: [
        (#"{"sponsor":"KP"}"#, "id"), (#"{"id":"1"}"#, "text"), (#"{"id":"1","text":5}"#, "text"),
        (#"{"id":"1","sponsor":"KP","date":"2026-02-30"}"#, "date"), (#"{"id":"1","landing":"ftp://a.example/"}"#, "landing"),
        (#"{"id":"1","sponsor":"KP","declared":"yes"}"#, "declared"), (#"{"id":"1","sponsor":"a\nb"}"#, "sponsor"),
        (#"{"id":"ok","sponsor":"KP"}"#, "id"),
    ])
    func aWrongAdIsNamedWithItsLine(_ line: String, _ field: String) throws {
        let error = try #require(throws: InputError.self) { try Self.review(#"{"id":"ok","sponsor":"KP"}"#, "", line) }
        #expect(error.place == .line(3) && error.field == field)
    }

    @Test(arguments: [
        ("{}", "parties"), (#"{"parties":[{}]}"#, "parties[0].name"), (#"{"candidates":[""]}"#, "candidates[0]"),
        (#"{"terms":{"Swedish":["x"]}}"#, "terms.Swedish"), (#"{"votes":["v"],"zone":"Mars"}"#, "zone"),
        (#"{"candidates":["."]}"#, "candidates[0]"), (#"{"parties":[{"name":"--"}]}"#, "parties[0].name"),
        (#"{"elections":[{"name":"E"}]}"#, "elections[0].date"),
        (#"{"parties":[{"name":"P","domains":["https://p.example"]}]}"#, "parties[0].domains"),
    ])
    func wrongListsAreNamedByTheirMember(_ text: String, _ field: String) throws {
        let error = try #require(throws: InputError.self) { try PoliticalLists(Array(text.utf8)) }
        #expect(error.field == field)
    }

    @Test func preparedNamesAreFoundAsOneByOne() {
        var random = SeededGenerator(seed: 31)
        let words = ["rösta", "på", "Kust", "partiet", "Maja", "E.X.", "ß", "valet", "2026"]
        func phrase(_ count: ClosedRange<Int>) -> String {
            (0..<Int.random(in: count, using: &random)).map { _ in words.randomElement(using: &random)! }.joined(separator: " ")
        }
        for _ in 0..<500 {
            let actors = (0..<5).map { _ in phrase(1...3) }
            let ad = PoliticalLexicon.Ad(text: phrase(0...9), sponsor: phrase(1...2))
            let naive = Set(actors.filter { PoliticalLexicon(votes: [$0]).proposal(for: ad).namesVote })
            let all = PoliticalLexicon(actors: actors).proposal(for: ad).reasons.filter { $0.feature == .content }
            #expect(Set(all.map(\.text)) == Set(naive.map { "names \($0), a political actor" }))
        }
    }

    @Test func damagedCrawlsAndListsNeverTrap() {
        var random = SeededGenerator(seed: 32)
        let crawl =
            #"{"id":"1","text":"Rösta på Maja","sponsor":"KP","landing":"https://kustpartiet.example/","date":"2026-08-01"}"#
            + "\n"
        let lists = try? PoliticalLists(Array(Self.lists.utf8))
        for _ in 0..<Fuzzing.count / 4 {
            var bytes = Array((crawl + crawl.replacing("\"1\"", with: "\"2\"")).utf8)
            var known = Array(Self.lists.utf8)
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                known[Int.random(in: 0..<known.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if let lists, let review = try? CrawlReview(bytes, lists: lists) {
                #expect(review.proposals.count + review.declaredCount <= review.adCount)
            }
            _ = try? PoliticalLists(known)
        }
    }
}
