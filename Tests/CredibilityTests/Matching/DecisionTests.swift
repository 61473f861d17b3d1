import Daylight
import Testing

@testable import Credibility

@Suite("Decisions about two texts")
struct DecisionTests {
    @Test("The published hash values")
    func hashes() {
        let hash = "elect".utf8.reduce(FNV1a.seed, FNV1a.mixed)
        #expect(hash == 0x8da8_e5ac_f5ad_d02c)
        #expect(MinHash.mix(hash) == 0x4f40_c805_9f86_aa47)
    }

    @Test("The published pair: exact index, and its estimate")
    func published() {
        let first = TextKey(normalised: "3 000 ballots were burned in the river")
        let second = TextKey(normalised: "3 000 ballots were burned in a river")
        #expect((first.shingles.count, second.shingles.count) == (34, 32))
        let found = first.compared(with: second)
        #expect(found?.decision == .near)
        #expect(abs((found?.overlap.jaccard ?? 0) - 0.6923) < 0.00005)
        let signatures = (MinHash.signature(of: first), MinHash.signature(of: second))
        #expect(signatures.0[0] == 0x040b_3fdb_337f_a76d)
        #expect(signatures.0[1] == 0x09cd_319c_3e5d_0b66)
        #expect(MinHash.agreement(signatures.0, signatures.1) == 81.0 / 128)
    }

    @Test("The mayor's voter cards: another number is only near")
    func sample() throws {
        let claim = TextKey("The mayor of Westmark sold 1,200 voter cards at the market on Friday.")
        let loud = TextKey("THE MAYOR OF WESTMARK SOLD 1 200 VOTER CARDS AT THE MARKET ON FRIDAY!!!")
        let other = TextKey("The mayor of Westmark sold 1,900 voter cards at the market on Friday.")
        let found = try #require(claim.compared(with: loud))
        #expect(found.decision == .same)
        #expect((found.overlap.jaccard, found.overlap.containment) == (1, 1))
        let near = try #require(claim.compared(with: other))
        #expect(near.decision == .near)
        #expect(abs(near.overlap.jaccard - 0.848485) < 1e-6)
    }

    @Test(
        "Thresholds belong to the higher decision, in the order same, quoted, near",
        arguments: [
            (100, 100, 89, TextDecision.same), (90, 100, 84, .quoted), (39, 100, 39, nil), (40, 1000, 36, .quoted),
            (40, 1000, 35, nil), (60, 60, 40, .near), (60, 61, 40, nil), (36, 40, 34, .same), (0, 0, 0, nil),
            (45, 55, 41, .quoted),
        ] as [(Int, Int, Int, TextDecision?)])
    func thresholds(first: Int, second: Int, shared: Int, decision: TextDecision?) {
        let overlap = ShingleOverlap(first: first, second: second, shared: shared)
        #expect(overlap.decision { true } == decision)
        #expect(overlap.decision { false } == (decision == .same ? .near : decision))
    }

    @Test("Numbers of one text that are all in the other do not contradict it")
    func numbers() {
        let plain = TextKey("ballots were burned in the river behind the town hall on sunday")
        let dated = TextKey("2 ballots were burned in the river behind the town hall on sunday")
        #expect(plain.compared(with: dated)?.decision == .same)
    }

    @Test("Short texts match only exactly, and empty ones never")
    func short() {
        #expect(TextKey("Fake votes.").compared(with: TextKey("fake   VOTES"))?.decision == .same)
        #expect(TextKey("nineteen characters").length == 19)
        #expect(TextKey("nineteen characters").compared(with: TextKey("nineteen characterz")) == nil)
        #expect(TextKey("twenty characters ok").compared(with: TextKey("twenty characters on")) != nil)
        #expect(TextKey("!").compared(with: TextKey("?")) == nil)
    }

    @Test("Evidence says which words agree")
    func evidence() {
        let evidence = WordEvidence(query: TextKey("Well, 1,900 cards were sold"), claim: TextKey("1,200 cards were not sold!"))
        #expect(
            evidence?.parts == [
                .onlyQuery(["well", "1900"]), .onlyClaim(["1200"]), .both(["cards", "were"]), .onlyClaim(["not"]),
                .both(["sold"]),
            ])
        let long = TextKey((0...WordEvidence.wordLimit).map { "w\($0)" }.joined(separator: " "))
        #expect(WordEvidence(query: long, claim: long) == nil)
    }
}
