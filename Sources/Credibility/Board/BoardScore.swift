/// How one kind of people voted on a clause.
public struct BoardCounts: Hashable, Sendable {
    public var agree = 0
    public var disagree = 0
    public var unsure = 0

    public init(agree: Int = 0, disagree: Int = 0, unsure: Int = 0) {
        (self.agree, self.disagree, self.unsure) = (agree, disagree, unsure)
    }

    /// Everybody who voted. "Unsure" belongs to it, as "pass" does in Polis: who saw the clause and did not agree lowers the
    /// share that agrees.
    public var votes: Int { agree + disagree + unsure }

    public subscript(_ vote: BoardVote) -> Int {
        get {
            switch vote {
            case .agree: agree
            case .disagree: disagree
            case .unsure: unsure
            }
        }
        set {
            switch vote {
            case .agree: agree = newValue
            case .disagree: disagree = newValue
            case .unsure: unsure = newValue
            }
        }
    }
}

/// Agreement across groups in millionths, after Polis' group-informed consensus: a clause stands high only when no group
/// is against it, however many there are in another (credibility reference, sections 3 and 8.2).
public enum BoardScore {
    /// What stands for 1.
    public static let one = 1_000_000

    /// `floor(1,000,000 · Π (agrees + 1) / (votes + 2))`, exactly; a group nobody of which voted is a factor of one half.
    ///
    /// - Precondition: at most four groups of at most a hundred million votes each.
    public static func score(_ groups: [BoardCounts]) -> Int {
        var (above, below) = (UInt128(one), UInt128(1))
        for group in groups {
            above *= UInt128(group.agree + 1)
            below *= UInt128(group.votes + 2)
        }
        return Int(above / below)
    }

    /// Whether the smoothed share `(agrees + 1) / (votes + 2)` of one group is below another's.
    static func isBelow(_ left: BoardCounts, _ right: BoardCounts) -> Bool {
        (left.agree + 1) * (right.votes + 2) < (right.agree + 1) * (left.votes + 2)
    }

    /// How far the smoothed shares of two groups are apart, in millionths, rounded down.
    static func spread(from low: BoardCounts, to high: BoardCounts) -> Int {
        let apart = (high.agree + 1) * (low.votes + 2) - (low.agree + 1) * (high.votes + 2)
        return Int(UInt128(one) * UInt128(max(0, apart)) / UInt128((low.votes + 2) * (high.votes + 2)))
    }
}
