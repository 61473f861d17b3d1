/// Finds all pairs of sets that share enough: at least half of what both have, or nine tenths of the smaller one if it has 40
/// or more shingles.
///
/// Exact: two sets that share so much share one of the rarest shingles of the smaller, because if all shared ones came later
/// there would not be enough left. So only texts that have one of these are looked at, and of each pair the smaller one asks.
struct SetJoin: Sendable {
    /// A pair by places of size, the smaller first.
    struct Pair: Sendable {
        let smaller: UInt32
        let larger: UInt32
        let shared: UInt32
    }

    /// What a text is asked for.
    struct Roles: OptionSet, Sendable {
        let rawValue: UInt8
        static let claim = Roles(rawValue: 1)
        static let query = Roles(rawValue: 2)
        static let both: Roles = [.claim, .query]
    }

    let sets: ShingleSets
    private let roles: [Roles]
    private let sketches: Sketches
    /// Texts that are queries, and those that are claims only.
    private let queries: Postings
    private let claims: Postings

    /// - Parameter roles: of the texts by place of size.
    init(_ sets: ShingleSets, roles: [Roles]) {
        self.sets = sets
        self.roles = roles
        sketches = Sketches(of: sets)
        queries = Postings(of: sets) { roles[$0].contains(.query) }
        claims = Postings(of: sets) { roles[$0] == .claim }
    }

    /// The pairs of a claim and a query whose smaller text is one of these places.
    func pairs(_ places: Range<Int>) -> [Pair] {
        var finder = PairFinder(sets, sketches)
        var pairs: [Pair] = []
        for place in places {
            finder.begin(place)
            // Two claims, or two queries, are no pair.
            let role = roles[place]
            finder.find(queries) { role.contains(.claim) || roles[$0].contains(.claim) }
            if role.contains(.query) { finder.find(claims) { _ in true } }
            finder.verify(into: &pairs)
        }
        return pairs
    }
}
