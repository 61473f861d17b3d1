import Daylight
import Testing

@testable import Tally

/// Whether two figures agree to nine digits or more.
func agree(_ found: Double, _ expected: Double, within tolerance: Double = 1e-9) -> Bool {
    found == expected || abs(found - expected) <= tolerance * abs(expected)
}

extension RiskLimit {
    static let five = RiskLimit(0.05)!
    static let ten = RiskLimit(0.1)!
}

extension AuditContest {
    static func of(_ votes: [Int], ballots: Int? = nil, winners: Int = 1) throws -> AuditContest {
        try AuditContest(
            names: votes.indices.map { "c\($0)" }, votes: votes, ballots: ballots ?? votes.reduce(0, +), winners: winners)
    }
}

/// The numbers of the worked examples of section 8.5.
let workedDraws: [Double] = [1, 1, 0, 1, 0.5, 1, 1, 0, 1, 1, 1, 0.5, 1, 1, 1, 0, 1, 1, 1, 1]
