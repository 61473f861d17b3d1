/// A claim about the order in which candidates are eliminated that one count can prove or refute (RAIRE; Blom, Stuckey and
/// Teague 2019; tally reference, section 8.5).
public struct RankedClaim: Hashable, Sendable {
    /// When the winner has more than the loser.
    public enum Stage: Hashable, Sendable {
        /// Always: the winner's first preferences alone outnumber all ballots that put the loser above the winner (NEB).
        /// The winner is then not eliminated before the loser.
        case always
        /// When only these candidates are left (NEN), the bit of each set. The winner is then not eliminated next.
        case left(UInt32)
    }

    public let winner: Int
    public let loser: Int
    public let stage: Stage

    public init(winner: Int, loser: Int, stage: Stage) {
        self.winner = winner
        self.loser = loser
        self.stage = stage
    }

    /// What a ballot adds to the winner's lead: 1, 0 or −1.
    ///
    /// - Parameter ranking: candidates by preference.
    public func value(_ ranking: [Int]) -> Int {
        switch stage {
        case .always:
            if ranking.first == winner { return 1 }
            let first = ranking.first { $0 == winner || $0 == loser }
            return first == loser ? -1 : 0
        case .left(let candidates):
            let first = ranking.first { candidates & 1 << UInt32($0) != 0 }
            return first == winner ? 1 : first == loser ? -1 : 0
        }
    }

    /// Whether the candidates could be eliminated in this order, as far as this claim goes.
    ///
    /// - Parameter order: all candidates; the last one wins.
    public func allows(_ order: [Int]) -> Bool {
        guard let out = order.firstIndex(of: winner), let other = order.firstIndex(of: loser) else { return true }
        switch stage {
        case .always: return other < out
        case .left(let candidates):
            return candidates != order[out...].reduce(UInt32(0)) { $0 | 1 << UInt32($1) }
        }
    }
}
