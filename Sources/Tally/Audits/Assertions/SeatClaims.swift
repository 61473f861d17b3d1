import BigInt
public import Daylight

/// All that has to be true for an allocation of seats to lists by highest averages to be right (tally reference, section 8.5).
public struct SeatClaims: Sendable {
    /// How votes become seats.
    private struct Rule: Sendable {
        let divisors: Assertion.Divisors
        let seats: Int
        let threshold: VoteThreshold?

        /// - Throws: ``InputError`` at a tie.
        func allocation(_ names: [String], _ votes: [Int]) throws(InputError) -> SeatAllocation {
            let lists = zip(names, votes).map { SeatQuestion.List(id: $0, votes: BigUInt($1)) }
            let allocation = try SeatAllocation(
                SeatQuestion(method: divisors.method, seats: seats, lists: lists, threshold: threshold))
            guard allocation.isFinal else {
                throw InputError(field: "/seats", expected: "an allocation without a tie", found: "an open tie")
            }
            return allocation
        }
    }

    private let rule: Rule
    private let names: [String]
    /// By list.
    public let seats: [Int]
    public let assertions: [Assertion]

    /// Most parts of a whole in which a threshold is exact.
    private static let thresholdParts = 1_000_000

    /// - Parameters:
    ///   - threshold: share of the votes of all lists that a list needs; those with less take no part, which is claimed, too.
    /// - Throws: ``InputError`` at a tie, which only a lot or a full count ends.
    public init(
        names: [String], votes: [Int], seats: Int, divisors: Assertion.Divisors, threshold: VoteThreshold? = nil
    ) throws(InputError) {
        let rule = Rule(divisors: divisors, seats: seats, threshold: threshold)
        let allocation = try rule.allocation(names, votes)
        self.rule = rule
        self.names = names
        self.seats = allocation.seats
        var assertions: [Assertion] = []
        var taking = Array(names.indices)
        if let threshold {
            let (part, whole) = try Self.parts(threshold)
            taking = taking.filter { allocation.eligible[$0] }
            assertions = names.indices.map { list in
                Assertion.share(of: list, isAbove: allocation.eligible[list], part, of: whole, candidates: names.count)
            }
        }
        assertions += Assertion.seats(divisors, allocation.seats, among: taking)
        guard assertions.allSatisfy({ ($0.claim?.sum(votes) ?? 1) > 0 }) else {
            throw InputError(field: "/threshold", expected: "no list exactly at the threshold", found: "one")
        }
        self.assertions = assertions
    }

    /// Whether these votes give every list the same seats.
    public func areRight(_ votes: [Int]) -> Bool { (try? rule.allocation(names, votes))?.seats == seats }

    /// The threshold in parts of a whole.
    private static func parts(_ threshold: VoteThreshold) throws(InputError) -> (part: Int, whole: Int) {
        if let percent = Quotient(parsing: threshold.percent) {
            let (numerator, denominator) = (percent.numerator, percent.denominator * 100)
            let divisor = numerator.greatestCommonDivisor(with: denominator)
            if divisor > 0, numerator > 0, denominator / divisor <= BigUInt(thresholdParts), numerator < denominator {
                return (Int(numerator / divisor), Int(denominator / divisor))
            }
        }
        throw InputError(
            field: "/threshold", expected: "a percentage above 0 and below 100 of at most four decimals",
            found: threshold.percent)
    }

    /// Reads the members `seats` and `threshold`.
    init(_ reader: MemberReader, names: [String], votes: [Int], divisors: Assertion.Divisors) throws(InputError) {
        let seats = Int(try reader.integer("seats", in: 1...SeatQuestion.seatLimit))
        var threshold: VoteThreshold?
        if let value = reader.optional("threshold") {
            threshold = value.stringValue.flatMap { VoteThreshold(percent: $0) }
            guard threshold != nil else { throw reader.fault("threshold", "a percentage, as a text", value) }
        }
        try self.init(names: names, votes: votes, seats: seats, divisors: divisors, threshold: threshold)
    }
}
