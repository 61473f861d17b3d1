import ArgumentParser
import Daylight
import Exposure

/// `daylight feed rank`: puts posts into the order of a published policy, each with its whole computation.
struct RankCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rank",
        abstract: "Rank posts by a published policy and explain every place.",
        discussion: """
            EXAMPLES
              daylight feed rank --policy policy.json --candidates candidates.json
              daylight feed rank --policy policy.json --candidates - --top 10 --json < candidates.json

            A score is the sum of the points of the policy's features, less what each acting demotion takes: whole numbers, so
            the parts add up to the last unit. Counterfactuals say the place without each demotion and each feature. A demotion
            needs evidence, a decider, a date and an end; where one is missing nothing is ranked.
            --record writes what proves later that this order was served: served.json, with digests only, and opening.json,
            which holds the posts and stays private; see daylight feed replay.

            EXIT CODES
              0 ranked · 64 wrong options · 65 a policy or candidates that cannot be used · 66 no such file
              73, 74 a record that cannot be written
            """)

    @Option(help: ArgumentHelp("The ranking policy as JSON.", valueName: "file"))
    var policy: String

    @Option(help: ArgumentHelp("Posts with their features and demotions as JSON; - for standard input.", valueName: "file"))
    var candidates: String

    @Flag(help: "Give weight 0 to every feature that comes from what is known about the reader.")
    var noProfiling = false

    @Option(help: ArgumentHelp("Say what would bring each post among the first so many.", valueName: "count"))
    var top: Int?

    @Option(help: ArgumentHelp("Write a record of this order into a folder.", valueName: "folder"))
    var record: String?

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func validate() throws {
        if let top, top < 1 { throw ValidationError("--top must be at least 1") }
    }

    func run() throws {
        let feed = try FeedFiles(policy: policy, candidates: candidates, json: json).ranked(noProfiling: noProfiling)
        if let record { try FeedRecordFolder(record).write(feed) }
        if json {
            print(CanonicalJSON.line(.object(feed.ranked.json(noProfiling: noProfiling, top: top))))
        } else {
            say(feed.ranked)
        }
    }

    private func say(_ ranked: RankedFeed) {
        for item in ranked.items {
            StandardOutput.line("\(item.rank). \(item.candidate.id)  \(item.score) micro-points")
            StandardOutput.line("   \(ranked.sentence(for: item))")
            for (feature, part) in zip(ranked.policy.features, item.parts) where part.points > 0 {
                StandardOutput.line("   + \(part.points) \(feature.name) (\(part.x) at weight \(feature.weight))")
            }
            for loss in item.losses {
                let demotion = ranked.policy.demotions[loss.demotion]
                StandardOutput.line("   - \(loss.points) \(demotion.name) (\(demotion.factor) of 1000 is left)")
            }
            for name in ranked.expired(item) { StandardOutput.line("   \(name) is over") }
            if let top { say(ranked.smallestChange(of: item, toTop: top), ranked.policy) }
        }
    }

    private func say(_ change: SmallestChange, _ policy: RankingPolicy) {
        switch change.lift {
        case nil: StandardOutput.line("   Not among the first \(change.top) even without demotions: rank \(change.rank)")
        case []?: break
        case let steps?:
            let names = steps.map { policy.demotions[$0].name }.joined(separator: ", ")
            StandardOutput.line("   Among the first \(change.top) without \(names): rank \(change.rank)")
        }
    }
}
