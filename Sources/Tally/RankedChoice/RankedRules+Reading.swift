import Daylight

extension RankedRules {
    /// 48 bits, of which the generator takes all.
    private static let seeds: ClosedRange<Int64> = -(1 << 47)...(1 << 47 - 1)
    /// Most seats of a contest.
    private static let seatLimit: Int64 = 10_000
    /// Places of a percentage that still leave its product exact.
    private static let percentPlaces = 18

    /// - Throws: ``InputError`` for an unknown name or a number out of its range.
    init(_ rules: ConfigurationReader) throws(InputError) {
        let tieBreak = try Self.tieBreak(rules)
        let overvoteName = try rules.text("overvoteRule")
        guard let overvote = Overvote(rawValue: overvoteName) else {
            let expected = Overvote.allCases.map(\.rawValue).joined(separator: ", ")
            throw rules.fault("overvoteRule", "one of \(expected)", rules.value("overvoteRule"))
        }
        self.init(
            tieBreak: tieBreak, overvote: overvote, election: try Self.election(rules),
            decimalPlaces: try rules.requiredInteger(
                "decimalPlacesForVoteArithmetic", in: 1...Int64(FixedPoint.placesLimit)))
        let ranks = Int64(RankedBallots.highestRank)
        maxSkippedRanks = try rules.integer("maxSkippedRanksAllowed", in: 0...ranks, or: "unlimited")
        maxRankings = try rules.integer("maxRankingsAllowed", in: 1...ranks, or: "max")
        nonIntegerThreshold = try rules.flag("nonIntegerWinningThreshold")
        hareQuota = try rules.flag("hareQuota")
        batchElimination = try rules.flag("batchElimination")
        continueUntilTwoRemain = try rules.flag("continueUntilTwoCandidatesRemain")
        exhaustOnDuplicate = try rules.flag("exhaustOnDuplicateCandidate")
        firstRoundDeterminesThreshold = try rules.flag("doesFirstRoundDetermineThreshold")
        stopAfterRound = try rules.integer("stopTabulationEarlyAfterRound", in: 1...Int64(Int32.max)).map { Int($0) }
        guard !continueUntilTwoRemain || seats == 1 else {
            throw rules.fault("continueUntilTwoCandidatesRemain", "false where more than one seat is filled", .bool(true))
        }
    }

    private static func tieBreak(_ rules: ConfigurationReader) throws(InputError) -> TieBreak {
        let seed = try rules.integer("randomSeed", in: seeds)
        func seeded() throws(InputError) -> Int64 {
            guard let seed else { throw rules.fault("randomSeed", "a seed for ties broken at random", nil) }
            return seed
        }
        switch try rules.text("tiebreakMode") {
        case "random": return .random(seed: try seeded())
        case "stopCountingAndAsk": return .stopCountingAndAsk
        case "previousRoundCountsThenRandom": return .previousRoundCountsThenRandom(seed: try seeded())
        case "previousRoundCountsThenAsk": return .previousRoundCountsThenAsk
        case "useCandidateOrder": return .useCandidateOrder
        case "generatePermutation": return .generatePermutation(seed: try seeded())
        default:
            throw rules.fault(
                "tiebreakMode",
                "one of random, stopCountingAndAsk, previousRoundCountsThenRandom, previousRoundCountsThenAsk, "
                    + "useCandidateOrder, generatePermutation", rules.value("tiebreakMode"))
        }
    }

    private static func election(_ rules: ConfigurationReader) throws(InputError) -> Election {
        func seats() throws(InputError) -> Int { try rules.requiredInteger("numberOfWinners", in: 1...seatLimit) }
        switch try rules.text("winnerElectionMode") {
        case "singleWinnerMajority":
            _ = try rules.requiredInteger("numberOfWinners", in: 1...1)
            return .singleWinnerMajority
        case "multiWinnerAllowOnlyOneWinnerPerRound": return .multiWinner(seats: try seats(), onlyOnePerRound: true)
        case "multiWinnerAllowMultipleWinnersPerRound": return .multiWinner(seats: try seats(), onlyOnePerRound: false)
        case "bottomsUp": return .bottomsUp(seats: try seats())
        case "multiPassIrv": return .multiPassIRV(seats: try seats())
        case "bottomsUpUsingPercentageThreshold":
            _ = try rules.requiredInteger("numberOfWinners", in: 0...seatLimit)
            let (percent, places) = try percentage(rules)
            return .bottomsUpUsingPercentageThreshold(
                percent: percent, places: places, cutoffElimination: try rules.flag("cutoffElimination"))
        default:
            throw rules.fault(
                "winnerElectionMode",
                "one of singleWinnerMajority, multiWinnerAllowOnlyOneWinnerPerRound, "
                    + "multiWinnerAllowMultipleWinnersPerRound, bottomsUp, bottomsUpUsingPercentageThreshold, multiPassIrv",
                rules.value("winnerElectionMode"))
        }
    }

    private static func percentage(_ rules: ConfigurationReader) throws(InputError) -> (Int128, Int) {
        let name = "multiSeatBottomsUpPercentageThreshold"
        let parts = try rules.text(name).split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let digits = parts.joined()
        let places = parts.count > 1 ? parts[1].utf8.count : 0
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), parts[0].utf8.count <= 3,
            places <= percentPlaces, let percent = Int128(digits), percent > 0, percent <= 100 * FixedPoint.power(places)
        else {
            throw rules.fault(
                name, "a percentage above 0, at most 100, with at most \(percentPlaces) places", rules.value(name))
        }
        return (percent, places)
    }
}
