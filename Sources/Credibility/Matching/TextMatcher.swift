public import Daylight

/// Finds known claims among new texts by their wording (credibility reference, sections 5.1 and 5.2): every pair with a
/// decision, and no other.
///
/// Sees case, punctuation, look-alike letters, added addresses, edits and quotes. It does not see paraphrase or translation.
public struct TextMatcher: Sendable {
    /// Most matches of one run; copies of one text meet each other, so they grow with the square of the copies.
    public static let matchLimit = 10_000_000

    private let corpus: TextTable
    private let queries: TextTable
    private let groups: KeyGroups
    /// Rows of each key.
    private let members: KeyMembers
    private let join: SetJoin
    /// The key of each place of size.
    private let keyOfPlace: [Int]
    private let key: TextMatch.Key

    /// - Parameter key: by which form of the texts they are compared.
    public init(corpus: TextTable, queries: TextTable, by key: TextMatch.Key = .wording) {
        (self.corpus, self.queries, self.key) = (corpus, queries, key)
        var collector = KeyCollector(ignoringAccents: key == .withoutAccents)
        let claimKeys = collector.keys(of: corpus)
        let queryKeys = collector.keys(of: queries)
        let members = KeyMembers(keyCount: collector.groups.count, claims: claimKeys, queries: queryKeys)
        let sets = collector.sets
        keyOfPlace = sets.order.map { collector.keyOfSet[Int($0)] }
        (groups, self.members) = (collector.groups, members)
        // The shingles themselves are no longer needed, and are let go before the index is made.
        collector = KeyCollector()
        join = SetJoin(sets, roles: keyOfPlace.map(members.roles))
    }

    /// How many different texts there are to look for partners for.
    public var placeCount: Int { join.sets.count }

    /// The matches of some of the places, in no particular order. Places can be worked on at the same time.
    ///
    /// - Throws: ``InputError`` when there are more than ``matchLimit``.
    public func matches(_ places: Range<Int>) throws(InputError) -> [TextMatch] {
        var matches: [TextMatch] = []
        for pair in join.pairs(places) {
            let (first, second) = (keyOfPlace[Int(pair.smaller)], keyOfPlace[Int(pair.larger)])
            let overlap = ShingleOverlap(
                first: Int(join.sets.sizes[Int(pair.smaller)]), second: Int(join.sets.sizes[Int(pair.larger)]),
                shared: Int(pair.shared))
            let decision = overlap.decision { groups.key(first).numbersAgree(with: groups.key(second)) }
            guard let decision else { continue }
            for (claims, queries) in [(first, second), (second, first)] {
                try pairUp(claims, queries, decision, overlap, isExact: false, into: &matches)
            }
        }
        return matches
    }

    /// The matches of texts with equal keys, in no particular order.
    ///
    /// - Throws: ``InputError`` when there are more than ``matchLimit``.
    public func equalMatches() throws(InputError) -> [TextMatch] {
        var matches: [TextMatch] = []
        for key in 0..<groups.count where members.roles(key) == .both {
            try pairUp(key, key, .same, ShingleOverlap(first: 1, second: 1, shared: 1), isExact: true, into: &matches)
        }
        return matches
    }

    private func pairUp(
        _ claims: Int, _ queries: Int, _ decision: TextDecision, _ overlap: ShingleOverlap, isExact: Bool,
        into matches: inout [TextMatch]
    ) throws(InputError) {
        let (claims, queries) = (members.claims(claims), members.queries(queries))
        guard matches.count + claims.count * queries.count <= Self.matchLimit + self.queries.count else {
            throw InputError(expected: "at most \(Self.matchLimit) matches", found: "more")
        }
        for query in queries {
            for claim in claims where !corpus.hasID(Int(claim), of: Int(query), in: self.queries) {
                matches.append(
                    TextMatch(
                        query: Int(query), claim: Int(claim), decision: decision, overlap: overlap, isExact: isExact, key: key))
            }
        }
    }

    /// All matches by query, then claim, in the order of the files.
    ///
    /// - Throws: ``InputError`` when there are more than ``matchLimit``.
    public func matches() throws(InputError) -> [TextMatch] {
        Self.inOrder(try equalMatches() + matches(0..<placeCount))
    }

    /// The matches by wording, and those that only texts without accents show: of a pair with both the first counts.
    ///
    /// - Parameters: both in order, of the same tables.
    public static func joined(_ wording: [TextMatch], _ others: [TextMatch]) -> [TextMatch] {
        guard !others.isEmpty else { return wording }
        let known = Set(wording.map { TextPair(query: $0.query, claim: $0.claim) })
        return inOrder(wording + others.filter { !known.contains(TextPair(query: $0.query, claim: $0.claim)) })
    }

    /// Matches of several parts by query, then claim, in the order of the files.
    public static func inOrder(_ matches: [TextMatch]) -> [TextMatch] {
        matches.sorted { ($0.query, $0.claim) < ($1.query, $1.claim) }
    }
}
