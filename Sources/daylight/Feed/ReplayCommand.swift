import ArgumentParser
import Daylight
import Exposure

/// `daylight feed replay`: proves whether a served order followed the published policy.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Rank a served feed again and say whether it followed the policy.",
        discussion: """
            EXAMPLES
              daylight feed replay record --policy policy.json
              daylight feed replay record --policy policy.json --json

            FOLDER is what daylight feed rank --record wrote: served.json with the digests, opening.json with the posts. The
            posts are ranked again by the policy; the digests must belong to the same policy, posts and order, and every post
            must stand where the policy puts it. The first that does not is named.

            EXIT CODES
              0 the policy was followed · 1 it was not, or the digests belong to something else · 64 wrong options
              65 a file that cannot be used · 66 no such file
            """)

    @Argument(help: "Folder with served.json and opening.json.")
    var folder: String

    @Option(help: ArgumentHelp("The published policy as JSON.", valueName: "file"))
    var policy: String

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let (document, policy) = try FeedFiles(policy: policy, candidates: "", json: json).readPolicy()
        let files = FeedRecordFolder(folder)
        let record = try JudgedFile(path: files.served, json: json).read(limit: RankingPolicy.limits.bytes) { bytes in
            try ServedFeed(try JSONParser.parse(bytes, limits: RankingPolicy.limits))
        }
        let replay = try JudgedFile(path: files.opening, json: json).read(limit: OpenedFeed.limits.bytes) { bytes in
            try OpenedFeed(try JSONParser.parse(bytes, limits: OpenedFeed.limits)).replay(record, policy: document, read: policy)
        }
        if json { print(CanonicalJSON.line(.object(answer(replay, record)))) } else { say(replay, record) }
        if !replay.followedPolicy { throw ExitCode(1) }
    }

    private func answer(_ replay: OpenedFeed.Replay, _ record: ServedFeed) -> JSONObject {
        func place(_ place: ServedFeed.Place?) -> JSONValue {
            place.map { ["id": .string($0.id), "score": .integer($0.score)] } ?? .null
        }
        return [
            "policy": .string(record.policyVersion), "items": .integer(record.count),
            "followedPolicy": .bool(replay.followedPolicy), "mismatches": .array(replay.mismatches.map { .string($0) }),
            "departure": replay.departure.map {
                ["rank": .integer($0.rank), "served": place($0.served), "expected": place($0.expected)]
            } ?? .null,
        ]
    }

    private func say(_ replay: OpenedFeed.Replay, _ record: ServedFeed) {
        for name in replay.mismatches { StandardOutput.line("The record's \(name) is another one than in these files.") }
        if let departure = replay.departure {
            let (served, expected) = (departure.served, departure.expected)
            StandardOutput.line("Rank \(departure.rank): served \(Self.words(served)); the policy says \(Self.words(expected)).")
        }
        if replay.followedPolicy {
            StandardOutput.line("All \(record.count) posts stand where policy \(record.policyVersion) puts them.")
        }
    }

    private static func words(_ place: ServedFeed.Place?) -> String {
        place.map { "\($0.id) with \($0.score)" } ?? "nothing"
    }
}
