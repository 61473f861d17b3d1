import Credibility
import Daylight

/// New posts against what is known: whose claims were checked, which have a note that is shown, and which lead to a leak that is not
/// verified. What follows by rule or was decided is given as demotions for a feed; what a person has to look at first is only named.
struct PostMatching: Sendable {
    /// A post as it was sent.
    struct Post: Sendable {
        let id: String
        let text: String
    }

    /// A post with a fact-check of a claim in the same or much the same wording.
    struct Found: Sendable {
        let check: FactCheckDesk.Published
        let match: TextMatch
        /// `nil` for texts too long to be laid side by side.
        let words: WordEvidence?
    }

    /// What is known of one post.
    struct Result: Sendable {
        let post: Post
        /// The ten that weigh most, what something follows from first.
        let found: [Found]
        /// How many there are besides.
        let more: Int
        /// Notes on the post that are shown as helpful and call it misleading.
        let notes: [WrittenNote]
        /// Decisions that act on posts that say where a leak's files are.
        let leaks: [LeakDemotions.Decided]
    }

    /// Most checks that are named for a post.
    private static let foundLimit = 10
    /// Most decisions on leaks that are looked for in posts, those that end first.
    private static let leakLimit = 50
    /// Longest text of a post, and of all posts together, in bytes of UTF-8.
    static let textLimit = 65_536
    private static let allTextLimit = 1 << 20
    /// Most posts at a time, and most claims that they are compared with, the newest first.
    static let postLimit = 1000
    static let claimLimit = 10_000
    /// How long a demotion by rule holds before it has to be asked for again, in seconds: 14 days.
    fileprivate static let term: Int64 = 14 * 86_400

    let factChecks: FactCheckDesk
    let notes: NoteDesk
    let leaks: LeakDesk

    /// - Parameters:
    ///   - ignoresAccents: whether claims are also named that are alike only without accents; nothing follows from these.
    ///   - moment: now; decisions have an end.
    /// - Throws: ``InputError`` for an id that stands there twice or cannot be a post's, or an error of the store.
    func results(for posts: [Post], ignoringAccents ignoresAccents: Bool = false, at moment: Timestamp) async throws -> [Result] {
        let checks = Array(try await factChecks.all().filter { $0.counts && $0.check.verdict.isDisputed }.prefix(Self.claimLimit))
        let found = try Self.matches(posts, checks, ignoresAccents)
        let demoted = try await demotedLeaks(at: moment)
        var results: [Result] = []
        for (index, post) in posts.enumerated() {
            let shown = try await notes.standings(on: try Subject(.post, post.id))
                .filter { $0.life.status == .helpful && $0.note.classification == .misleading }
            let (named, more) = found[index] ?? ([], 0)
            let led = demoted.filter { $0.address.isFound(in: post.text) || $0.address.isFound(in: post.id) }
            results.append(Result(post: post, found: named, more: more, notes: shown.map(\.note), leaks: led.map(\.decided)))
        }
        return results
    }

    private func demotedLeaks(at moment: Timestamp) async throws -> [(decided: LeakDemotions.Decided, address: LeakAddressSearch)]
    {
        let running = try await leaks.demotions.running(at: moment).prefix(Self.leakLimit)
        guard !running.isEmpty else { return [] }
        var addresses: [String: LeakAddressSearch] = [:]
        for row in try await leaks.rows("") { addresses[row.id] = row.address }
        return running.compactMap { decided in addresses[decided.id].map { (decided, $0) } }
    }

    /// - Throws: ``InputError`` for an id that stands there twice, and for more text than can be compared while somebody waits.
    private static func checkSize(of posts: [Post]) throws(InputError) {
        guard Set(posts.map { ExactText($0.id) }).count == posts.count else {
            throw InputError(field: "posts", expected: "every id once", found: "one twice")
        }
        let sizes = posts.map(\.text.utf8.count)
        if let long = sizes.firstIndex(where: { $0 > textLimit }) {
            throw InputError(field: "posts/\(long)/text", expected: "at most \(textLimit) bytes", found: "\(sizes[long])")
        }
        let all = sizes.reduce(0, +)
        guard all <= allTextLimit else {
            throw InputError(field: "posts", expected: "at most \(allTextLimit) bytes of text together", found: "\(all)")
        }
    }

    /// The checks of each post, and how many there are besides those.
    @inline(never)
    private static func matches(
        _ posts: [Post], _ checks: [FactCheckDesk.Published], _ ignoresAccents: Bool
    ) throws(InputError) -> [Int: ([Found], more: Int)] {
        try checkSize(of: posts)
        // Rows are numbered, so that ids need not fit into a table.
        let claims = try table(checks.enumerated().map { ("c\($0)", $1.check.claim) })
        let queries = try table(posts.enumerated().map { ("p\($0)", $1.text) })
        var matches: [Int: [(check: Int, match: TextMatch)]] = [:]
        let wording = try TextMatcher(corpus: claims, queries: queries).matches()
        let others = ignoresAccents ? try TextMatcher(corpus: claims, queries: queries, by: .withoutAccents).matches() : []
        for match in TextMatcher.joined(wording, others) {
            let (post, check) = (Int(queries.id(match.query).dropFirst()) ?? 0, Int(claims.id(match.claim).dropFirst()) ?? 0)
            matches[post, default: []].append((check, match))
        }
        return Dictionary(
            uniqueKeysWithValues: matches.map { post, all in
                // Words are laid side by side for those only that are named: that takes much longer than finding them.
                let named = all.sorted { weight($0.match, checks[$0.check]) > weight($1.match, checks[$1.check]) }.prefix(
                    foundLimit)
                let found = named.map { check, match in
                    let isBare = match.key == .withoutAccents
                    return Found(
                        check: checks[check], match: match,
                        words: WordEvidence(
                            query: TextKey(posts[post].text, ignoringAccents: isBare),
                            claim: TextKey(checks[check].check.claim, ignoringAccents: isBare)))
                }
                return (post, (found, all.count - found.count))
            })
    }

    /// What something follows from comes first, then what has more in common.
    private static func weight(_ match: TextMatch, _ check: FactCheckDesk.Published) -> (Int, Double, Double, Int) {
        let level = match.level == .match ? (check.check.verdict.isFalse ? 2 : 1) : 0
        return (level, match.jaccard, match.containment, -match.claim)
    }

    private static func table(_ rows: [(id: String, text: String)]) throws(InputError) -> TextTable {
        var text = "id\tlang\ttext\n"
        for row in rows {
            let line = String(row.text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
            text += "\(row.id)\t\t\(line)\n"
        }
        return try TextTable(parsing: Array(text.utf8))
    }
}

extension PostMatching.Result {
    /// What follows by rule, in the form in which a feed's candidates carry it.
    func demotions(now: Timestamp) -> [JSONValue] {
        func demotion(
            _ name: String, _ evidence: String, by decider: String, since: Timestamp? = nil, until: Timestamp? = nil,
            _ text: String
        ) -> JSONValue {
            [
                "name": .string(name), "evidence": .string(evidence), "decidedBy": .string(decider),
                "date": .string((since ?? now).description),
                "until": .string((until ?? Timestamp(seconds: now.seconds + PostMatching.term)).description),
                "text": .string(text),
            ]
        }
        var demotions: [JSONValue] = []
        if let found = found.first(where: { $0.match.level == .match && $0.check.check.verdict.isFalse }) {
            let check = found.check.check
            let words = check.verdictText.map { "“\($0)”" } ?? check.verdict.rawValue
            demotions.append(
                demotion(
                    "claimFalse", SitePath.factCheck(check.id.hex), by: "rule:same-wording-1",
                    "A fact-check by \(check.publisher) rated a claim in the same words \(words)."))
        }
        if let note = notes.first {
            demotions.append(
                demotion(
                    "noteShown", SitePath.note(note.id), by: "rule:note-helpful-1",
                    "People who usually disagree find a note on this post helpful."))
        }
        if let decided = leaks.first {
            let decision = decided.demotion
            demotions.append(
                demotion(
                    "leakUnverified", decided.path, by: "person:\(decision.by)", since: decision.since, until: decision.until,
                    "It leads to a leak that is not verified; a person decided to place such posts lower."))
        }
        return demotions
    }

    /// For programs.
    func json(now: Timestamp) -> JSONValue {
        [
            "id": .string(post.id), "demotions": .array(demotions(now: now)),
            "notes": .array(notes.map { .string(String($0.id)) }),
            "matches": .array(
                found.map { found in
                    [
                        "factCheck": .string(found.check.check.id.hex), "decision": .string(found.match.decision.rawValue),
                        "level": .string(found.match.level.rawValue), "key": .string(found.match.key.rawValue),
                        "jaccard": .real(found.match.jaccard),
                        "containment": .real(found.match.containment), "words": found.words?.json ?? .null,
                    ]
                }), "more": .integer(more),
        ]
    }
}
