import Daylight
import Testing

@testable import Credibility

@Suite struct BoardTallyTests {
    @Test(
        "the score is the product of (agrees + 1) / (votes + 2) over the four kinds, in millionths, rounded down",
        arguments: [
            // 1/2 · 1/2 · 1/2 · 1/2
            ([], 62_500),
            // 2/3 · 1/8
            ([BoardCounts(agree: 1)], 83_333),
            // 16/81
            ([BoardCounts](repeating: BoardCounts(agree: 1), count: 4), 197_530),
            // 81/256
            ([BoardCounts](repeating: BoardCounts(agree: 2), count: 4), 316_406),
            // 2/5 · 1/8: two are not sure, and count as votes
            ([BoardCounts(agree: 1, unsure: 2)], 50_000),
            // 51/52 · 1/4 · 1/2 · 1/2
            ([BoardCounts(agree: 50), BoardCounts(disagree: 2)], 61_298),
            // (2501/2502)^4: more than 64 bits on the way
            ([BoardCounts](repeating: BoardCounts(agree: 2_500), count: 4), 998_402),
        ])
    func score(groups: [BoardCounts], expected: Int) {
        let missing = [BoardCounts](repeating: BoardCounts(), count: 4 - groups.count)
        #expect(BoardScore.score(groups + missing) == expected)
    }

    @Test("what all four kinds favour stands above what many of one kind favour")
    func bridging() throws {
        let crowd = try (0..<50).map { try BoardSample.review("m\($0)", .media, "a--") }
        let few = try BoardKind.allCases.map { try BoardSample.review("r-\($0.rawValue.lowercased())", $0, "-a-") }
        let tally = try BoardTally(BoardSample.draft(), crowd + few)
        #expect(tally.clauses.map(\.id) == ["c2", "c1", "c3"])
        // 16/81; 51/52 · 1/8; 1/16
        #expect(tally.clauses.map(\.score) == [197_530, 122_596, 62_500])
        #expect(tally.reviewers == [1, 1, 51, 1])
        #expect(tally.contested.isEmpty)
    }

    @Test("equal scores stand in the draft's order")
    func ties() throws {
        let tally = try BoardTally(BoardSample.draft(), [BoardSample.review("a", .media, "-aa")])
        #expect(tally.clauses.map(\.place) == [2, 3, 1])
    }

    @Test("a clause is contested when most of one kind agree and most of another do not, with both kinds and the distance")
    func contested() throws {
        let reviews = try [
            BoardSample.review("a1", .academic, "aau"), BoardSample.review("a2", .academic, "aad"),
            BoardSample.review("m1", .media, "dda"), BoardSample.review("m2", .media, "dua"),
            BoardSample.review("s1", .civilSociety, "uua"),
        ]
        let tally = try BoardTally(BoardSample.draft(), reviews)
        // c1: 3/4 against 1/4. c2: half of the media disagree, which is not most. c3: half of the academics.
        #expect(tally.contested.map(\.id) == ["c1"])
        let apart = try #require(tally.contested.first?.apart)
        #expect(apart.highest == .academic && apart.lowest == .media && apart.spread == 500_000)
        #expect(tally.clauses.first { $0.id == "c1" }?[.media] == BoardCounts(disagree: 2))
        // 1/2 · 3/4 · 1/4 · 1/3
        #expect(tally.clauses.first { $0.id == "c1" }?.score == 31_250)
    }

    @Test("a later review of the same person replaces the earlier one, and what does not belong is counted and left out")
    func leftOut() throws {
        let late = BoardSample.closes.seconds - BoardSample.opened.seconds
        let reviews = try [
            BoardSample.review("a", .academic, "ddd"), BoardSample.review("a", .academic, "aaa", after: 61),
            BoardSample.review("b", .media, "a", version: 2), BoardSample.review("c", .media, "a", after: late),
            BoardSample.review("d", .media, "a", after: -1), BoardSample.review("e", .media, "aaaa"),
        ]
        let tally = try BoardTally(BoardSample.draft(), reviews)
        #expect(tally.counted.map(\.reviewer.id) == ["a"])
        #expect(tally.clauses.allSatisfy { $0[.academic] == BoardCounts(agree: 1) })
        #expect(tally.leftOut == [.replaced: 1, .otherVersion: 1, .outsidePeriod: 2, .unknownClause: 1])
        let other = try BoardDraft(
            id: "d2", version: 1, title: "Other", about: .ruleSet(name: "Notes"), clauses: [.init(id: "c1", text: "One")],
            opened: BoardSample.opened, closes: BoardSample.closes)
        #expect(try BoardTally(other, reviews).leftOut == [.otherDraft: 6])
    }

    @Test("the order of the reviews changes nothing, even of two that were given at the same moment")
    func orderIndependent() throws {
        var random = SeededNumbers(seed: 8)
        for _ in 0..<60 {
            var reviews = try (0..<Int.random(in: 0...30, using: &random)).map { _ in
                let id = "r\(Int.random(in: 0...9, using: &random))"
                let votes = String((0..<3).compactMap { _ in "adu-".randomElement(using: &random) })
                return try BoardSample.review(
                    id, BoardKind.allCases.randomElement(using: &random) ?? .media, votes,
                    after: Int64.random(in: 0...2, using: &random))
            }
            let tally = try BoardTally(BoardSample.draft(), reviews)
            reviews.shuffle(using: &random)
            let again = try BoardTally(BoardSample.draft(), reviews)
            #expect(again == tally)
            #expect(try CanonicalJSON.bytes(of: again.json) == CanonicalJSON.bytes(of: tally.json) && again.csv == tally.csv)
        }
    }

    @Test("one more agreement never lowers a score, and one more vote without it never raises one")
    func monotone() {
        var random = SeededNumbers(seed: 9)
        for _ in 0..<500 {
            var groups = (0..<4).map { _ in
                BoardCounts(
                    agree: Int.random(in: 0...40, using: &random), disagree: Int.random(in: 0...40, using: &random),
                    unsure: Int.random(in: 0...40, using: &random))
            }
            let before = BoardScore.score(groups)
            groups[2].agree += 1
            #expect(BoardScore.score(groups) >= before)
            groups[2].agree -= 1
            groups[2].unsure += 1
            #expect(BoardScore.score(groups) <= before)
        }
    }

    @Test("the table names no reviewer and has a line for each clause")
    func table() throws {
        let tally = try BoardTally(BoardSample.draft(), [BoardSample.review("a1", .academic, "aud")])
        let text = String(decoding: tally.csv, as: UTF8.self)
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.count == 5 && lines[1] == "1,1,c1,83333,0,0,0,1,0,0,0,0,0,0,0,0,,,,no")
        #expect(!text.contains("Reviewer") && !text.contains("a1"))
        #expect(!CanonicalJSON.line(try tally.json).contains("Reviewer"))
    }

    @Test("more reviews than are counted together are refused")
    func tooMany() throws {
        let review = try BoardSample.review("a", .media, "a")
        let reviews = [BoardReview](repeating: review, count: BoardReview.countLimit + 1)
        #expect(throws: InputError.self) { try BoardTally(BoardSample.draft(), reviews) }
    }
}
