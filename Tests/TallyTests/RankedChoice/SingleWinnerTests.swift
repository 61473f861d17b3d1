import Daylight
import Tally
import Testing

/// One seat, round by round (tally reference, sections 7.1 and 7.2).
struct SingleWinnerTests {
    @Test func theSampleOfTheContract() throws {
        let count = try RankedFixture(["A", "B", "C"]).count(["5 A", "3 B", "1 C"])
        #expect(count.tally(1) == "A 5, B 3, C 1")
        #expect(count.threshold(1) == "5")
        #expect(count.results(1) == ["+A"])
        #expect(count.roundCount == 1)
        #expect(count.summary("totalNumBallots") == "9")
        #expect(count.summary("numCandidates") == 3 && count.summary("numWinners") == 1 && count.summary("undervotes") == 0)
    }

    @Test func theLowestGoesAndTheirVotesMoveOn() throws {
        let count = try RankedFixture(["A", "B", "C"]).count(["4 A", "3 B", "2 C>B", "1 C", "2"])
        #expect(count.results(1) == ["-C: B 2, exhausted 1"])
        #expect(count.tally(2) == "A 4, B 5")
        #expect(count.inactive(2) == "exhaustedChoices 1")
        #expect(count.results(2) == ["+B"])
        #expect(count.threshold(1) == "6" && count.threshold(2) == "5")
        #expect(count.summary("undervotes") == 2)
    }

    @Test func theFirstRoundMayDetermineTheThreshold() throws {
        let count = try RankedFixture(["A", "B", "C"], ["doesFirstRoundDetermineThreshold": true]).count(["4 A", "3 B", "2 C"])
        #expect(count.threshold(2) == "5")
        #expect(count.results(2) == ["+A"])
    }

    @Test func overvotesFollowTheRule() throws {
        let groups = ["4 A", "2 B", "1 A=B>C", "1 C=D>B", "1 C"]
        var count = try RankedFixture().count(groups)
        #expect(count.tally(1) == "A 4, B 2, C 1, D 0" && count.inactive(1) == "overvotes 2")
        count = try RankedFixture(["A", "B", "C", "D"], ["overvoteRule": "alwaysSkipToNextRank"]).count(["1 A=B>C", "1 A=B"])
        #expect(count.tally(1) == "A 0, B 0, C 1, D 0" && count.inactive(1) == "exhaustedChoices 1")
        var fixture = RankedFixture(["A", "B", "C", "D"], ["overvoteRule": "exhaustIfMultipleContinuing"])
        fixture.excluded = ["D"]
        count = try fixture.count(["3 A", "1 B=D", "1 B=C>A"])
        #expect(count.tally(1) == "A 3, B 1, C 0" && count.inactive(1) == "overvotes 1")
    }

    @Test func skippedRanksAreLimited() throws {
        let groups = ["2 A", "1 >B", "1 >>C"]
        let count = try RankedFixture(["A", "B", "C"], ["maxSkippedRanksAllowed": 1]).count(groups)
        #expect(count.tally(1) == "A 2, B 1, C 0" && count.inactive(1) == "skippedRankings 1")
    }

    @Test func aRepeatedCandidateMayExhaust() throws {
        var fixture = RankedFixture(["A", "B"], ["exhaustOnDuplicateCandidate": true, "maxRankingsAllowed": 3])
        fixture.source["provider"] = "ess"
        let rows = "id,1,2,3\n1,B,B,A\n2,A,,\n3,A,,\n"
        var count = try RankedCount(fixture.contest(), fixture.ballots(csv: rows))
        #expect(count.results(1) == ["+A"])
        fixture.candidates = ["A", "B", "C"]
        let more = "id,1,2,3\n1,B,B,A\n2,A,,\n3,A,,\n4,C,,\n5,C,,\n"
        count = try RankedCount(fixture.contest(), fixture.ballots(csv: more))
        #expect(count.inactive(2) == "repeatedRankings 1")
    }

    @Test func excludedCandidatesAreSkipped() throws {
        var fixture = RankedFixture(["A", "B", "C"])
        fixture.excluded = ["A"]
        let count = try fixture.count(["3 A>B", "1 C"])
        #expect(count.tally(1) == "B 3, C 1")
        #expect(count.summary("numCandidates") == 3)
    }

    @Test func aBatchIsEliminatedTogetherWhenNobodyBelowCanPass() throws {
        let count = try RankedFixture(["A", "B", "C", "D"], ["batchElimination": true]).count(["9 A", "8 B", "2 C", "1 D"])
        #expect(count.results(1) == ["-D: exhausted 1", "-C: exhausted 2"])
    }

    @Test func countingMayGoOnUntilTwoRemain() throws {
        let count = try RankedFixture(["A", "B", "C", "D"], ["continueUntilTwoCandidatesRemain": true])
            .count(["9 A", "3 B", "2 C>B", "1 D>C"])
        #expect(count.results(1) == ["+A"])
        #expect(count.results(2) == ["-D: C 1"])
        #expect(count.results(3) == ["-C: B 2, exhausted 1"])
        #expect(count.roundCount == 4 && count.tally(4) == "A 9, B 5" && count.results(4).isEmpty)
        #expect(count.threshold(4) == "8")
    }

    @Test func countingMayStopEarly() throws {
        let count = try RankedFixture(["A", "B", "C"], ["stopTabulationEarlyAfterRound": 1]).count(["2 A", "2 B", "1 C"])
        #expect(count.roundCount == 1 && count.results(1) == ["-C"])
    }

    @Test func undeclaredWriteInsGoFirstAndCannotWin() throws {
        var fixture = RankedFixture(["A", "B", "W"])
        fixture.source["undeclaredWriteInLabel"] = "other"
        let csv = "id,A,B,other\n1,,2,1\n2,,,1\n3,1,,\n"
        fixture.candidates = ["A", "B"]
        let count = try RankedCount(fixture.contest(), fixture.ballots(csv: csv))
        #expect(count.tally(1) == "A 1, B 0, Undeclared Write-ins 2")
        #expect(count.results(1) == ["-Undeclared Write-ins: B 1, exhausted 1"])
        #expect(count.summary("numCandidates") == 3)
    }

    @Test func aContestWithoutVotesEndsToo() throws {
        for mode in ["random", "useCandidateOrder"] {
            let count = try RankedFixture(["A", "B", "C"], ["tiebreakMode": .string(mode), "randomSeed": 1]).count(["2"])
            #expect(count.roundCount == 2 && count.tie == nil)
        }
    }
}
