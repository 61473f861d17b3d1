import Credibility
import Daylight

/// New posts against what is known: whose claims were checked, and which have a note that is shown. What follows by rule is
/// given as demotions for a feed; what a person has to look at first is only named.
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
        let found: [Found]
        /// Notes on the post that are shown as helpful and call it misleading.
        let notes: [WrittenNote]
    }

    /// Most posts at a time, and most claims that they are compared with, the newest first.
    static let postLimit = 1000
    static let claimLimit = 10_000
    /// How long a demotion by rule holds before it has to be asked for again, in seconds: 14 days.
    fileprivate static let term: Int64 = 14 * 86_400

    let factChecks: FactCheckDesk
    let notes: NoteDesk

    /// - Throws: ``InputError`` for an id that stands there twice or cannot be a post's, or an error of the store.
    func results(for posts: [Post]) async throws -> [Result] {
        let checks = Array(try await factChecks.all().filter { $0.counts && $0.check.verdict.isDisputed }.prefix(Self.claimLimit))
        let found = try Self.matches(posts, checks)
        var results: [Result] = []
        for (index, post) in posts.enumerated() {
            let shown = try await notes.standings(on: try Subject(.post, post.id))
                .filter { $0.life.status == .helpful && $0.note.classification == .misleading }
            results.append(Result(post: post, found: found[index] ?? [], notes: shown.map(\.note)))
        }
        return results
    }

    @inline(never)
    private static func matches(
        _ posts: [Post], _ checks: [FactCheckDesk.Published]
    ) throws(InputError) -> [Int: [Found]] {
        guard Set(posts.map { ExactText($0.id) }).count == posts.count else {
            throw InputError(field: "posts", expected: "every id once", found: "one twice")
        }
        // Rows are numbered, so that ids need not fit into a table.
        let claims = try table(checks.enumerated().map { ("c\($0)", $1.check.claim) })
        let queries = try table(posts.enumerated().map { ("p\($0)", $1.text) })
        var found: [Int: [Found]] = [:]
        for match in try TextMatcher(corpus: claims, queries: queries).matches() {
            let (post, check) = (Int(queries.id(match.query).dropFirst()) ?? 0, Int(claims.id(match.claim).dropFirst()) ?? 0)
            found[post, default: []].append(
                Found(
                    check: checks[check], match: match,
                    words: WordEvidence(query: TextKey(posts[post].text), claim: TextKey(checks[check].check.claim))))
        }
        return found
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
        func demotion(_ name: String, _ evidence: String, _ rule: String, _ text: String) -> JSONValue {
            [
                "name": .string(name), "evidence": .string(evidence), "decidedBy": .string("rule:\(rule)"),
                "date": .string(now.description),
                "until": .string(Timestamp(seconds: now.seconds + PostMatching.term).description),
                "text": .string(text),
            ]
        }
        var demotions: [JSONValue] = []
        if let found = found.first(where: { $0.match.decision.level == .match && $0.check.check.verdict.isFalse }) {
            let check = found.check.check
            let words = check.verdictText.map { "“\($0)”" } ?? check.verdict.rawValue
            demotions.append(
                demotion(
                    "claimFalse", SitePath.factCheck(check.id.hex), "same-wording-1",
                    "A fact-check by \(check.publisher) rated a claim in the same words \(words)."))
        }
        if let note = notes.first {
            demotions.append(
                demotion(
                    "noteShown", SitePath.note(note.id), "note-helpful-1",
                    "People who usually disagree find a note on this post helpful."))
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
                        "level": .string(found.match.decision.level.rawValue), "jaccard": .real(found.match.jaccard),
                        "containment": .real(found.match.containment), "words": found.words?.json ?? .null,
                    ]
                }),
        ]
    }
}
