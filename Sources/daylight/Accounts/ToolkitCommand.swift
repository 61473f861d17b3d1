public import ArgumentParser
public import Authenticity
import Daylight

/// `daylight accounts toolkit`: the networks of coordination-network-toolkit, for comparison.
struct ToolkitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "toolkit",
        abstract: "Make the directed networks of coordination-network-toolkit 1.5.2.",
        discussion: """
            EXAMPLE
              daylight accounts toolkit posts.csv --network co_link --window 10 --output edges.csv

            The weight of source to target counts messages of source that have a message of target beside them. POSTS has
            the columns of accounts traces or those of the toolkit. All of it is held in memory.

            EXIT CODES
              0 done, whether or not there are edges · 64 wrong options · 65 malformed input · 66 no such file
              73 output cannot be made
            """)

    @Argument(help: "Posts as CSV or JSON Lines; - for standard input.")
    var posts: String

    @Option(
        help: "Which messages belong together: co_retweet, co_link, co_tweet, co_similar_tweet, co_reply or co_post.",
        completion: .list(ToolkitNetwork.Relation.allCases.map(\.rawValue)))
    var network: ToolkitNetwork.Relation

    @Option(help: "csv or jsonl; otherwise by the file's name.")
    var format: ShareFormat?

    @Option(help: "Seconds within which two messages count together (1).")
    var window: WindowOption?

    @Option(help: "Lightest edge that is listed (2).")
    var minWeight: CountOption?

    @Flag(help: "List edges from an account to itself too.")
    var loops = false

    @Flag(help: "Take a message without links as one with the empty link, as the toolkit does.")
    var emptyLinks = false

    @Option(help: "With co_similar_tweet: words in common of all words, 0 to 1, from which texts are similar (0.8).")
    var similarity: Double?

    @Option(help: "With co_similar_tweet: fewest distinct words a text needs (1).")
    var minTokens: CountOption?

    @Option(help: ArgumentHelp("Write the edges here; otherwise to standard output.", valueName: "out.csv"))
    var output: String?

    @Option(help: ArgumentHelp("Write the network as GraphML too.", valueName: "out.graphml"))
    var graphml: String?

    @Flag(help: "Print one JSON object about the run; needs --output.")
    var json = false

    func validate() throws {
        if json, output == nil { throw ValidationError("--json needs --output, or edges and summary would be mixed.") }
        if let output, output == graphml { throw ValidationError("Two outputs have the same name.") }
        if emptyLinks, network != .coLink { throw ValidationError("--empty-links belongs to --network co_link.") }
        if network != .coSimilarTweet {
            for (name, isGiven) in [("--similarity", similarity != nil), ("--min-tokens", minTokens != nil)] where isGiven {
                throw ValidationError("\(name) belongs to --network co_similar_tweet.")
            }
        }
        if let similarity, !(0...1).contains(similarity) {
            throw ValidationError("--similarity: expected a number from 0 to 1, found \(similarity).")
        }
    }

    private var parameters: ToolkitNetwork.Parameters {
        var parameters = ToolkitNetwork.Parameters(network)
        if let window { parameters.windowMilliseconds = window.milliseconds }
        if let minWeight { parameters.minimumWeight = minWeight.value }
        parameters.keepsLoops = loops
        parameters.linksEmptyAddresses = emptyLinks
        parameters.describesAccounts = graphml != nil
        if let similarity { parameters.similarity = similarity }
        if let minTokens { parameters.minimumTokens = minTokens.value }
        return parameters
    }

    func run() throws {
        try reportingFailures {
            let input = try InputFile(posts)
            let file = try output.map { try OutputFile($0) } ?? OutputFile.standardOutput()
            let graph = try graphml.map { try OutputFile($0) }
            let run = ToolkitRun(parameters, format: format ?? ShareFormat(fileName: posts))
            let (digest, result) = try RowFileReading(input).run(badRows: { run.badRows }) { reading in
                (try reading.forEachPiece(run.read), try run.network())
            }
            try result.writeEdges(to: file.write)
            if let graph { try result.writeGraphML(to: graph.write) }
            try file.publish()
            try graph?.publish()
            report(run, result, digest)
        }
    }

    private func report(_ run: ToolkitRun, _ network: ToolkitNetwork, _ digest: Daylight.Digest) {
        guard json else {
            let line = "\(network.edges.count) edges of \(network.parameters.relation.rawValue)."
            return output == nil ? StandardError.say(line) : print(line)
        }
        var summary = run.summary(of: network)
        summary["input_sha256"] = .string(digest.hex)
        print(CanonicalJSON.line(.object(summary)))
    }
}

extension ToolkitNetwork.Relation: ExpressibleByArgument {
    /// The help of the option names them; a message about a wrong value need not do it again, one a line.
    public static var allValueStrings: [String] { [] }
}
