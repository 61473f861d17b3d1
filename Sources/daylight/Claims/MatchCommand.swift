import ArgumentParser
import Credibility
import Daylight

/// `daylight claims match`: known claims among new texts.
struct MatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Find known claims among new texts by their wording.",
        discussion: """
            EXAMPLES
              daylight claims match --corpus claims.tsv --queries posts.tsv
              daylight claims match --corpus posts.tsv --queries posts.tsv --threads 2 --json

            Both files are tab separated with the header id, lang, text; A and B may be the same file. Case, punctuation,
            look-alike letters, addresses and the grouping of digits make no difference. Decisions: same (0.80 of all pieces of
            five characters shared; enough to act on), quoted (0.90 of the shorter text stands in the longer) and near (0.50
            shared), both for a person to look at. Texts that differ in a number are never same; texts under 20 characters match
            only exactly. With --ignore-accents texts that are alike only without accents (reżim, rezim) are named, too, never as
            enough to act on.
            Wording shows no paraphrase, no translation, and no pictures of text. For the first two give vectors that a model of
            yours made of the texts (--corpus-vectors, --query-vectors: tab separated, header id, vector). Then claims within a
            cosine of 0.75 are named as reworded, at most ten of a text, for a person to look at; from 0.95 on, with eight words,
            one language and the same numbers, that is enough to act on.

            EXIT CODES
              0 compared, also with bad rows · 64 wrong options · 65 malformed input · 66 no such file
            """)

    @Option(help: ArgumentHelp("Known claims, tab separated.", valueName: "file"))
    var corpus: String

    @Option(help: ArgumentHelp("New texts, tab separated.", valueName: "file"))
    var queries: String

    @Option(help: ArgumentHelp("Vectors of the known claims.", valueName: "file"))
    var corpusVectors: String?

    @Option(help: ArgumentHelp("Vectors of the new texts.", valueName: "file"))
    var queryVectors: String?

    @Option(help: "Threads; the answer is the same for any number.")
    var threads = 1

    @Flag(help: "Also name texts that are alike only without accents, for a person to look at.")
    var ignoreAccents = false

    @Flag(help: "Show with each match which words agree.")
    var evidence = false

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func validate() throws {
        guard (1...1024).contains(threads) else { throw ValidationError("--threads: expected 1…1024, found \(threads)") }
        guard (corpusVectors == nil) == (queryVectors == nil) else {
            throw ValidationError("--corpus-vectors and --query-vectors: expected both or neither")
        }
    }

    func run() async throws {
        let start = ContinuousClock.now
        let claims = try table(corpus)
        let texts = corpus == queries && corpus != "-" ? claims : try table(queries)
        let matches: [TextMatch]
        var reworded: [MeaningMatch]?
        do {
            matches = try await wordingMatches(claims, texts)
            if let index = try embeddings(claims, texts) {
                reworded = await ParallelMeaning(index, texts.count, threads: threads).matches(besides: matches)
                if index.withoutVector > 0 { StandardError.say("daylight: \(index.withoutVector) texts have no vector") }
            }
        } catch let error as InputError {
            // Says it of the file of queries, in the shape every verb has.
            return try JudgedFile(path: queries, json: json).read(limit: TextTable.byteLimit) { _ in throw error }
        }
        let report = MatchReport(claims: claims, texts: texts, matches: matches, reworded: reworded, showsEvidence: evidence)
        if json { report.printJSON(seconds: (ContinuousClock.now - start) / .seconds(1)) } else { report.say() }
    }

    private func wordingMatches(_ claims: TextTable, _ texts: TextTable) async throws -> [TextMatch] {
        func found(by key: TextMatch.Key) async throws -> [TextMatch] {
            try await ParallelMatching(TextMatcher(corpus: claims, queries: texts, by: key), threads: threads).matches()
        }
        let wording = try await found(by: .wording)
        return ignoreAccents ? TextMatcher.joined(wording, try await found(by: .withoutAccents)) : wording
    }

    private func embeddings(_ claims: TextTable, _ texts: TextTable) throws -> EmbeddingIndex? {
        guard let corpusVectors, let queryVectors else { return nil }
        let known = try vectors(corpusVectors)
        let new = corpusVectors == queryVectors ? known : try vectors(queryVectors)
        do { return try EmbeddingIndex(corpus: claims, known, queries: texts, new) } catch {
            return try JudgedFile(path: queryVectors, json: json).read(limit: VectorTable.byteLimit) { _ in throw error }
        }
    }

    private func vectors(_ path: String) throws -> VectorTable {
        try JudgedFile(path: path, json: json).read(limit: VectorTable.byteLimit, VectorTable.init)
    }

    private func table(_ path: String) throws -> TextTable {
        let table = try JudgedFile(path: path, json: json).read(limit: TextTable.byteLimit, TextTable.init)
        for fault in table.faults { StandardError.say("daylight: \(fault.naming(path))") }
        if table.faultCount > table.faults.count {
            StandardError.say("daylight: \(path): \(table.faultCount - table.faults.count) more bad rows")
        }
        return table
    }
}

/// Spreads the work over threads; what comes out does not depend on their number.
struct ParallelMatching {
    private let matcher: TextMatcher
    private let threads: Int

    init(_ matcher: TextMatcher, threads: Int) {
        self.matcher = matcher
        self.threads = threads
    }

    func matches() async throws -> [TextMatch] {
        let (matcher, threads) = (matcher, threads)
        var matches = try matcher.equalMatches()
        // Places are sorted by size, so each worker takes every so manieth of many parts.
        let parts = threads == 1 ? 1 : 16 * threads
        let found = try await withThrowingTaskGroup(of: [TextMatch].self) { group in
            for worker in 0..<threads {
                group.addTask {
                    var found: [TextMatch] = []
                    for part in stride(from: worker, to: parts, by: threads) {
                        let (first, last) = (part * matcher.placeCount / parts, (part + 1) * matcher.placeCount / parts)
                        found += try matcher.matches(first..<last)
                    }
                    return found
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        matches += found
        guard matches.count <= TextMatcher.matchLimit else {
            throw InputError(expected: "at most \(TextMatcher.matchLimit) matches", found: "\(matches.count)")
        }
        return TextMatcher.inOrder(matches)
    }
}

/// The same for pairs of vectors.
struct ParallelMeaning {
    private let index: EmbeddingIndex
    private let queries: Int
    private let threads: Int

    init(_ index: EmbeddingIndex, _ queries: Int, threads: Int) {
        self.index = index
        self.queries = queries
        self.threads = threads
    }

    func matches(besides known: [TextMatch]) async -> [MeaningMatch] {
        let known = Set(known.map { TextPair(query: $0.query, claim: $0.claim) })
        let (index, queries, threads) = (index, queries, threads)
        return await withTaskGroup(of: (Int, [MeaningMatch]).self) { group in
            for worker in 0..<threads {
                let (first, last) = (worker * queries / threads, (worker + 1) * queries / threads)
                group.addTask { (worker, index.matches(first..<last, besides: known)) }
            }
            var parts = [[MeaningMatch]](repeating: [], count: threads)
            for await (worker, part) in group { parts[worker] = part }
            return Array(parts.joined())
        }
    }
}
