/// What a report holds beyond its counts, by its form.
public enum ReportBody: Hashable, Sendable {
    case totals
    case committee(VoteMatrix)
    case station(VoteMatrix, StationBoxes)
    case centralStation(VoteMatrix, StationBoxes, CentralQuestions)

    public var form: ReportForm {
        switch self {
        case .totals: .totals
        case .committee: .committee
        case .station: .station
        case .centralStation: .centralStation
        }
    }

    /// The candidate matrix, where the form has one.
    public var matrix: VoteMatrix? {
        switch self {
        case .totals: nil
        case .committee(let matrix), .station(let matrix, _), .centralStation(let matrix, _, _): matrix
        }
    }

    /// The boxes of a polling station's form, where the form has them.
    public var boxes: StationBoxes? {
        switch self {
        case .totals, .committee: nil
        case .station(_, let boxes), .centralStation(_, let boxes, _): boxes
        }
    }
}

/// Votes on every candidate, and the difference between voters and ballots.
public struct VoteMatrix: Hashable, Sendable {
    public var lists: [ListVotes]
    /// Box I.
    public var moreBallots: Int64
    /// Box J.
    public var fewerBallots: Int64

    public init(lists: [ListVotes], moreBallots: Int64, fewerBallots: Int64) {
        self.lists = lists
        self.moreBallots = moreBallots
        self.fewerBallots = fewerBallots
    }
}

/// One list of the matrix: its total as written, and the votes on its candidates.
public struct ListVotes: Hashable, Sendable {
    public var total: Int64
    public var candidates: [Int64]

    public init(total: Int64, candidates: [Int64]) {
        self.total = total
        self.candidates = candidates
    }
}

/// The check boxes about the difference between votes cast and voters admitted.
public struct StationBoxes: Hashable, Sendable {
    public var equal: Bool
    public var castGreater: Bool
    public var castSmaller: Bool
    public var differenceExplained: TwoBoxes

    public init(equal: Bool, castGreater: Bool, castSmaller: Bool, differenceExplained: TwoBoxes = TwoBoxes()) {
        self.equal = equal
        self.castGreater = castGreater
        self.castSmaller = castSmaller
        self.differenceExplained = differenceExplained
    }
}

/// The questions that only a centrally counted station answers.
public struct CentralQuestions: Hashable, Sendable {
    public var otherReason: TwoBoxes
    public var recounted: TwoBoxes
    public var explained: TwoBoxes
    public var perList: TwoBoxes

    public init(otherReason: TwoBoxes, recounted: TwoBoxes, explained: TwoBoxes, perList: TwoBoxes) {
        self.otherReason = otherReason
        self.recounted = recounted
        self.explained = explained
        self.perList = perList
    }
}

/// A yes and a no box as they stand on paper: none, either or both may be ticked.
public struct TwoBoxes: Hashable, Sendable {
    public var yes: Bool
    public var no: Bool

    public init(yes: Bool = false, no: Bool = false) {
        self.yes = yes
        self.no = no
    }

    public var isAnswered: Bool { yes || no }
    public var isContradictory: Bool { yes && no }
}
