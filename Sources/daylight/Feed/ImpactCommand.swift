import ArgumentParser
import Daylight
import Exposure

/// `daylight feed impact`: what a policy does to the visibility of disputed posts.
struct ImpactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "impact",
        abstract: "Estimate how a policy changes the visibility of disputed posts.",
        discussion: """
            EXAMPLES
              daylight feed impact --policy policy.json --candidates feeds.jsonl
              daylight feed impact --policy new.json --against old.json --candidates feeds.jsonl --top 10 --json

            FILE has one line for each reader's feed, in the shape that daylight feed rank takes. Disputed are the posts with a
            demotion that acts at that moment. Their share of what is seen is compared: under the policy, and under the same
            without demotions or under another one. A place is taken to be seen as 1/log2(1 + rank), the first --top places
            only: that is a model of attention. The interval is for the mean over readers (bootstrap, 95 %).

            EXIT CODES
              0 estimated · 64 wrong options · 65 a policy or feed that cannot be used · 66 no such file
            """)

    @Option(help: ArgumentHelp("The ranking policy as JSON.", valueName: "file"))
    var policy: String

    @Option(help: ArgumentHelp("Feeds of readers as JSON Lines; - for standard input.", valueName: "file"))
    var candidates: String

    @Option(help: ArgumentHelp("Compare with this policy instead of with no demotions.", valueName: "file"))
    var against: String?

    @Option(help: ArgumentHelp("How many places are looked at.", valueName: "count"))
    var top = 20

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func validate() throws {
        if top < 1 { throw ValidationError("--top must be at least 1") }
    }

    func run() throws {
        let policy = try FeedFiles(policy: policy, candidates: candidates, json: json).readPolicy().1
        let other = try against.map { try FeedFiles(policy: $0, candidates: candidates, json: json).readPolicy().1 }
        let impact = try JudgedFile(path: candidates, json: json).read(limit: FeedCandidates.limits.bytes) { bytes in
            var shares: [FeedImpact.Shares] = []
            for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() where !line.isEmpty {
                do {
                    shares.append(try Self.shares(JSONParser.parse(line, limits: FeedCandidates.limits), policy, other, top))
                } catch var error as InputError {
                    error.place = .line(index + 1)
                    throw error
                }
            }
            guard let impact = FeedImpact(shares) else { throw InputError(expected: "at least one feed", found: "none") }
            return impact
        }
        if json { print(CanonicalJSON.line(.object(answer(impact)))) } else { say(impact) }
    }

    private static func shares(
        _ value: JSONValue, _ policy: RankingPolicy, _ other: RankingPolicy?, _ top: Int
    ) throws(InputError) -> FeedImpact.Shares {
        let candidates = try FeedCandidates(value, for: policy)
        let after = RankedFeed(candidates, by: policy)
        let before =
            if let other { RankedFeed(try FeedCandidates(value, for: other), by: other) } else {
                RankedFeed(candidates, by: policy.withoutDemotions)
            }
        let disputed = Set(after.items.filter { !$0.losses.isEmpty }.map(\.candidate.id))
        return FeedImpact.Shares(
            before: FeedImpact.share(of: { disputed.contains($0.id) }, in: before, top: top),
            after: FeedImpact.share(of: { disputed.contains($0.id) }, in: after, top: top))
    }

    private func answer(_ impact: FeedImpact) -> JSONObject {
        [
            "feeds": .integer(impact.feeds), "top": .integer(top), "before": .real(impact.before), "after": .real(impact.after),
            "change": .real(impact.change), "low": .real(impact.low), "high": .real(impact.high),
        ]
    }

    private func say(_ impact: FeedImpact) {
        print("Share of what is seen that is disputed, over \(impact.feeds) feeds and the first \(top) places:")
        print("  before \(Self.percent(impact.before)) %, after \(Self.percent(impact.after)) %")
        let interval = "\(Self.percent(impact.low)) to \(Self.percent(impact.high))"
        print("  change \(Self.percent(impact.change)) points (95 % interval \(interval))")
    }

    private static func percent(_ share: Double) -> String { String((share * 1000).rounded() / 10) }
}
