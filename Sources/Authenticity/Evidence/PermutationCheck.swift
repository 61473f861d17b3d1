/// Could a group's coincidences come from the hours in which its objects were shared? Shuffles, many times, the times of
/// each object among the rows that shared it, which keeps every object's bursts and every account's activity, and
/// counts how often the members then coincide as often as they did.
///
/// What is counted: for every two members, the distinct objects both shared within the window, added up. All pairs of
/// members count, not only flagged ones, since those were chosen because they are many.
struct PermutationCheck {
    private let rows: EvidenceRows
    private let window: Int64
    private let permutations: CoordinationParameters.Permutations

    /// - Parameter rows: with the times of all rows of each object.
    init(rows: EvidenceRows, window: Int64, permutations: CoordinationParameters.Permutations) {
        self.rows = rows
        self.window = window
        self.permutations = permutations
    }

    /// (1 + shuffles with at least as many coincidences) ÷ (1 + shuffles). The same for the same file, members and seed.
    func probability(of members: Set<UInt32>) -> Double {
        var observed = 0
        var shuffled = [Int](repeating: 0, count: permutations.count)
        var generator = SplitMix64(seed: permutations.seed)
        for run in rows.runs.sorted(by: { $0.object.lexicographicallyPrecedes($1.object) }) {
            let shares = run.shares.filter { members.contains($0.account) && !$0.isOwn }
            guard let first = shares.first, shares.contains(where: { $0.account != first.account }) else { continue }
            let coincidences = Coincidences(shares, window: window)
            observed += coincidences.count(shares.map(\.time)[...])
            var times = run.times
            for round in 0..<permutations.count {
                // The first times of a shuffle are a random choice without repetition; the rest need not be shuffled.
                for place in 0..<shares.count {
                    times.swapAt(place, place + generator.next(below: times.count - place))
                }
                shuffled[round] += coincidences.count(times[..<shares.count])
            }
        }
        let asMany = shuffled.count { $0 >= observed }
        return Double(1 + asMany) / Double(1 + permutations.count)
    }
}

/// Counts pairs of accounts that share one object within the window, for any times of their shares.
private struct Coincidences {
    private let accounts: [UInt32]
    private let contents: [String]
    private let window: Int64
    /// Whether no account and no content comes twice, so that pairs of rows are pairs of accounts.
    private let isSimple: Bool

    init(_ shares: [EvidenceRows.Share], window: Int64) {
        accounts = shares.map(\.account)
        contents = shares.map(\.content)
        self.window = window
        isSimple = Set(accounts).count == shares.count && Set(contents.map { Array($0.utf8) }).count == shares.count
    }

    /// - Parameter times: one for each share.
    func count(_ times: ArraySlice<Int64>) -> Int {
        isSimple ? countRows(times.sorted()) : countAccounts(Array(times))
    }

    private func countRows(_ times: [Int64]) -> Int {
        var count = 0
        var first = 0
        for second in times.indices {
            while times[second] - times[first] > window { first += 1 }
            count += second - first
        }
        return count
    }

    private func countAccounts(_ times: [Int64]) -> Int {
        let order = times.indices.sorted { times[$0] < times[$1] }
        var pairs: Set<UInt64> = []
        for (place, older) in order.enumerated() {
            for newer in order[(place + 1)...] {
                guard times[newer] - times[older] <= window else { break }
                guard accounts[older] != accounts[newer], !contents[older].utf8.elementsEqual(contents[newer].utf8) else {
                    continue
                }
                pairs.insert(PairRecord<UInt32>.key(accounts[older], accounts[newer]))
            }
        }
        return pairs.count
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): numbers that follow from the seed alone, on every machine and in every version.
private struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// Even over 0 ..< bound (Lemire 2019).
    mutating func next(below bound: Int) -> Int {
        let bound = UInt64(bound)
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let threshold = (0 &- bound) % bound
            while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
        }
        return Int(product.high)
    }
}
