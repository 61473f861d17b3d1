public import ArgumentParser
public import Authenticity
import Daylight

/// `daylight accounts traces`: from an export of posts to a file of shares.
struct TracesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "traces",
        abstract: "Make a file of shares from an export of posts.",
        discussion: """
            EXAMPLES
              daylight accounts traces posts.csv --trace link --output links.csv
              daylight accounts coordination links.csv --window 60
              daylight accounts traces posts.jsonl --trace hashtag | daylight accounts coordination -

            POSTS has the columns content_id, account_id and timestamp, and those the trace is made from: reshared_id,
            urls, hashtags or text, reply_to_id (CSV), or members of these names (JSON Lines). The column names of
            coordination-network-toolkit are understood too.

            EXIT CODES
              0 done, whether or not any post has the trace · 64 wrong options · 65 malformed input · 66 no such file
              73 output cannot be made
            """)

    @Argument(help: "Posts as CSV or JSON Lines; - for standard input.")
    var posts: String

    @Option(
        help: "What posts may have in common: share, link, hashtag, hashtag-sequence, reply or text.",
        completion: .list(Trace.allCases.map(\.rawValue)))
    var trace: Trace

    @Option(help: "csv or jsonl; otherwise by the file's name.")
    var format: ShareFormat?

    @Option(help: ArgumentHelp("Write the shares here; otherwise to standard output.", valueName: "out.csv"))
    var output: String?

    @Flag(help: "Print one JSON object about the run; needs --output.")
    var json = false

    func validate() throws {
        if json, output == nil { throw ValidationError("--json needs --output, or shares and summary would be mixed.") }
    }

    func run() throws {
        try reportingFailures {
            let input = try InputFile(posts)
            let file = try output.map { try OutputFile($0) } ?? OutputFile.standardOutput()
            let shares = TraceShares(trace, format: format ?? ShareFormat(fileName: posts), to: file.write)
            let digest = try RowFileReading(input).run(badRows: { shares.badRows }) { reading in
                let digest = try reading.forEachPiece(shares.read)
                try shares.finish()
                return digest
            }
            try file.publish()
            report(shares, digest)
        }
    }

    private func report(_ shares: TraceShares, _ digest: Daylight.Digest) {
        if json {
            var summary = shares.summary
            summary["input_sha256"] = .string(digest.hex)
            return print(CanonicalJSON.line(.object(summary)))
        }
        let counts = shares.counts
        let line =
            "\(counts.posts) posts read, \(counts.postsWithTrace) with the trace \(trace.rawValue); \(counts.shares) shares."
        // Standard output belongs to the shares unless they went elsewhere.
        if output == nil { StandardError.say(line) } else { print(line) }
    }
}

extension Trace: ExpressibleByArgument {
    /// The help of the option names them; a message about a wrong value need not do it again, one a line.
    public static var allValueStrings: [String] { [] }
}
