import Daylight
import Testing

@testable import Tally

/// What each screen says about figures made for it.
@Suite struct ScreenKindTests {
    private static func station(_ index: Int, registered: Int64, cast: Int64, votes: [Int64], stratum: String = "M")
        -> ScreenedStation
    {
        ScreenedStation(
            unit: "S\(index)", stratum: stratum, registered: registered, cast: cast, valid: votes.reduce(0, +), votes: votes)
    }

    private static func screen(_ name: String, _ answer: ScreenAnswer) -> [ScreenResult] {
        answer.screens.filter { $0.screen == name }
    }

    @Test func typedUpTurnoutsShowAsSpikes() throws {
        let stations = (0..<200).map { index in
            Self.station(
                index, registered: 1_000 + Int64(index), cast: (1_000 + Int64(index)) * Int64(55 + index % 9) / 100,
                votes: [300, 200])
        }
        let turnout = try #require(Self.screen("S3", ScreenAnswer(ScreenData(lists: [1, 2], stations: stations))).first)
        #expect(turnout.p == 1.0 / 10_001)
        #expect(turnout.parameters["seed"] == 1)
    }

    @Test func digitsNeedAHundredCounts() throws {
        let stations = (0..<99).map { Self.station($0, registered: 500, cast: 300, votes: [155 + Int64($0), 60]) }
        let digits = try #require(Self.screen("S1", ScreenAnswer(ScreenData(lists: [1, 2], stations: stations))).first)
        #expect(digits.n == 99)
        #expect(digits.p == nil && digits.statistic == nil)
    }

    @Test func aFavouriteDigitShows() throws {
        let stations = (0..<200).map { Self.station($0, registered: 500, cast: 300, votes: [100 + 10 * (Int64($0) % 9)]) }
        let digits = try #require(Self.screen("S1", ScreenAnswer(ScreenData(lists: [1], stations: stations))).first)
        #expect(digits.statistic == 1_800)
        #expect(try #require(digits.p) < 1e-100)
    }

    /// Votes that only one list gains, station by station, make a slope of one.
    @Test func addedBallotsCoupleAListToTurnout() throws {
        let stations = (0..<50).map {
            Self.station($0, registered: 1_000, cast: 400 + 10 * Int64($0), votes: [150 + 10 * Int64($0), 250])
        }
        let coupling = try #require(Self.screen("S5", ScreenAnswer(ScreenData(lists: [1, 2], stations: stations))).first)
        #expect(abs(try #require(coupling.statistic) - 1) < 1e-9)
    }

    @Test func revisionsThatFavourOneList() throws {
        let revisions = (0..<10).map { _ in [3, -3, 0] as [Int64] }
        let results = Self.screen("S7", ScreenAnswer(ScreenData(lists: [1, 2, 3], stations: [], revisions: revisions)))
        #expect(results.map(\.n) == [10, 10])
        #expect(abs(try #require(results[0].p) - 2.0 / 1024) < 1e-12)
        #expect(results[0].details["netGain"] == 30)
    }

    @Test func lateStationsAreComparedWithTheirOwnPast() throws {
        let stations = (0..<40).map { index in
            ScreenedStation(
                unit: "S\(index)", stratum: "M", registered: 1_000, cast: 400, valid: 400,
                votes: [200 + Int64(index), 200 - Int64(index)], receivedAt: Timestamp(seconds: Int64(index)),
                history: [200, 200])
        }
        let arrival = try #require(Self.screen("S8", ScreenAnswer(ScreenData(lists: [1, 2], stations: stations))).first)
        #expect(arrival.n == 40)
        #expect(abs(try #require(arrival.statistic) - 39.0.squareRoot()) < 1e-9)
    }

    @Test func exchangedStationsShowInTurnout() {
        var stations = (0..<30).map { Self.station($0, registered: 1_000, cast: 500 + Int64($0 % 5), votes: [250, 250]) }
        stations[3] = Self.station(3, registered: 2_000, cast: 502, votes: [251, 251])
        stations[4] = Self.station(4, registered: 1_010, cast: 1_001, votes: [500, 501])
        let answer = ScreenAnswer(ScreenData(lists: [1, 2], stations: stations))
        #expect(answer.suggestions.map(\.kind) == [.stations(with: "S4")])
    }

    @Test func nothingIsAsked() {
        let answer = ScreenAnswer(ScreenData(lists: [], stations: []))
        #expect(answer.tests == 0 && answer.flags.isEmpty && answer.suggestions.isEmpty)
    }

    /// Counts at the ends of what reports may hold.
    @Test func extremesDoNotTrap() {
        let most: Int64 = 999_999_999
        let stations = [
            Self.station(0, registered: 0, cast: 0, votes: [0, 0]),
            Self.station(1, registered: 1, cast: most, votes: [most, most]),
            Self.station(2, registered: most, cast: most, votes: [most, 0]),
            ScreenedStation(unit: "S3", stratum: "M", registered: nil, cast: 5, valid: 1, votes: [most, most]),
            Self.station(4, registered: most, cast: 1, votes: [0, 1]),
            Self.station(5, registered: most, cast: most / 2, votes: [1, 1]),
        ]
        var parameters = ScreenParameters()
        parameters.redraws = 10
        let answer = ScreenAnswer(ScreenData(lists: [1, 2], stations: stations, revisions: [[-most, most]]), parameters)
        #expect(!CanonicalJSON.line(.object(answer.json)).isEmpty)
    }
}
