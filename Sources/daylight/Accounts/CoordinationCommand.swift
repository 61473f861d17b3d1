public import ArgumentParser
public import Authenticity
import Daylight

/// `daylight accounts coordination`: who shares the same things at the same time, and how unlikely is that?
struct CoordinationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coordination",
        abstract: "Find accounts that share the same things within seconds of each other.",
        discussion: """
            EXAMPLES
              daylight accounts coordination posts.csv --window 60
              daylight accounts coordination posts.csv --declared outlets.csv --groups groups.json --pictures pictures
              daylight accounts coordination posts.csv --semantics coortweet --edges edges.tsv --json

            FILE has the columns object_id, account_id, content_id and timestamp_share (CSV), or members of these names
            (JSON Lines). A group that is listed is a proposal with its evidence; whether it deceives anybody is for a
            person to decide.

            EXIT CODES
              0 done, whether or not anything was found · 64 wrong options · 65 malformed input · 66 no such file
              73 output cannot be made
            """)

    @Argument(help: "Shares as CSV or JSON Lines; - for standard input.")
    var file: String

    @Option(help: "csv or jsonl; otherwise by the file's name.")
    var format: ShareFormat?

    @Option(help: "Rules to apply: daylight, or coortweet for what CooRTweet 2.1.3 does.")
    var semantics: CoordinationParameters.Semantics = .daylight

    @Option(help: "Seconds within which two shares count together (daylight: 60, coortweet: 10).")
    var window: WindowOption?

    @Option(help: "Fewest rows an account needs (daylight: 1, coortweet: 2).")
    var minParticipation: CountOption?

    @Option(help: "Quantile of the edge weights that an edge must exceed, 0 to 1 (0.5).")
    var edgeWeight: Double?

    @Option(help: "Level over all pairs of accounts, between 0 and 1 (0.01).")
    var alpha: Double?

    @Option(help: "Correction for many pairs of accounts: bonferroni or benjamini-hochberg (bonferroni).")
    var correction: CoordinationParameters.Correction?

    @Option(help: "What chance is taken to be: degree, or bipartite for the bipartite configuration model (degree).")
    var null: CoordinationParameters.Null?

    @Option(help: "Check every group by so many shuffles of times within each object, for instance 999.")
    var permutations: CountOption?

    @Option(help: "Number the shuffles follow from (1).")
    var seed: UInt64?

    @Option(help: ArgumentHelp("CSV with group,account_id: accounts that openly belong together.", valueName: "groups.csv"))
    var declared: String?

    @Option(help: ArgumentHelp("Write all edges as a table.", valueName: "out.tsv"))
    var edges: String?

    @Option(help: ArgumentHelp("Write all pairs of shares as a table.", valueName: "out.tsv"))
    var pairs: String?

    @Option(help: ArgumentHelp("Write the edges that chance does not explain.", valueName: "out.tsv"))
    var flagged: String?

    @Option(help: ArgumentHelp("Write the evidence of every group.", valueName: "out.json"))
    var groups: String?

    @Option(help: "Seconds of CooRTweet's faster subset, less than --window; needs --speed.")
    var speedWindow: WindowOption?

    @Option(help: "Fewest rows an account needs in the faster subset (as --min-participation).")
    var speedParticipation: CountOption?

    @Option(help: ArgumentHelp("Write all edges beside those of the faster subset.", valueName: "out.tsv"))
    var speed: String?

    @Option(help: ArgumentHelp("Draw every group as SVG: who acted with whom, and when.", valueName: "folder"))
    var pictures: String?

    @Option(help: ArgumentHelp("Bound on working memory (64MiB, 2GiB); the rest goes to $TMPDIR.", valueName: "size"))
    var memory: MemoryOption?

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func validate() throws {
        try validateSemantics()
        try validateSpeed()
        if let permutations, CoordinationParameters.Permutations(count: permutations.value, seed: 0) == nil {
            throw ValidationError(
                "--permutations: expected 1 to \(CoordinationParameters.Permutations.limit), found \(permutations.value).")
        }
        if seed != nil, permutations == nil { throw ValidationError("--seed belongs to --permutations.") }
        if let edgeWeight, !(0...1).contains(edgeWeight) {
            throw ValidationError("--edge-weight: expected a number from 0 to 1, found \(edgeWeight).")
        }
        if let alpha, !(alpha > 0 && alpha < 1) {
            throw ValidationError("--alpha: expected a number between 0 and 1, found \(alpha).")
        }
        let outputs = [edges, pairs, flagged, groups, speed].compactMap { $0 }
        if Set(outputs).count < outputs.count { throw ValidationError("Two outputs have the same name.") }
    }

    private func validateSemantics() throws {
        let own: [(name: String, isGiven: Bool)] =
            switch semantics {
            case .cooRTweet:
                [
                    ("--alpha", alpha != nil), ("--declared", declared != nil), ("--flagged", flagged != nil),
                    ("--groups", groups != nil), ("--pictures", pictures != nil), ("--correction", correction != nil),
                    ("--null", null != nil), ("--permutations", permutations != nil),
                ]
            case .daylight:
                [
                    ("--speed", speed != nil), ("--speed-window", speedWindow != nil),
                    ("--speed-participation", speedParticipation != nil),
                ]
            }
        for option in own where option.isGiven {
            let other = semantics == .daylight ? "coortweet" : "daylight; CooRTweet has nothing like it"
            throw ValidationError("\(option.name) belongs to --semantics \(other).")
        }
    }

    private func validateSpeed() throws {
        guard speed != nil || speedWindow != nil || speedParticipation != nil else { return }
        guard speed != nil, let speedWindow else { throw ValidationError("--speed and --speed-window belong together.") }
        guard speedWindow.milliseconds < parameters.windowMilliseconds else {
            throw ValidationError("--speed-window: expected less than the window of the whole network.")
        }
        if memory != nil { throw ValidationError("--speed holds the network in memory and cannot be bounded by --memory.") }
    }

    func run() async throws {
        try await reportingFailures {
            let start = ContinuousClock.now
            let input = try InputFile(file)
            let groups = try declared.map(Self.readDeclared) ?? DeclaredGroups()
            var outputs = try CoordinationOutputs(self)
            let network = try CoordinationRun(
                parameters: parameters, declared: groups, format: format, memoryLimit: memory?.byteCount
            ).network(of: input)
            let subset = try speedSubset(network)
            if let pictures { try await outputs.draw(network, in: pictures) }
            try outputs.write(network, subset)
            report(network, subset, seconds: (ContinuousClock.now - start) / .seconds(1))
        }
    }

    private var parameters: CoordinationParameters {
        var parameters = CoordinationParameters(semantics)
        if let window { parameters.windowMilliseconds = window.milliseconds }
        if let minParticipation { parameters.minimumParticipation = minParticipation.value }
        if let edgeWeight { parameters.edgeQuantile = edgeWeight }
        if let alpha { parameters.alpha = alpha }
        if let correction { parameters.correction = correction }
        if let null { parameters.null = null }
        parameters.permutations = permutations.flatMap { .init(count: $0.value, seed: seed ?? 1) }
        return parameters
    }

    private func speedSubset(_ network: CoordinationNetwork) throws -> SpeedSubset? {
        try speedWindow.map { window in
            try network.speedSubset(
                windowMilliseconds: window.milliseconds,
                minimumParticipation: speedParticipation?.value ?? parameters.minimumParticipation)
        }
    }

    static func readDeclared(_ path: String) throws -> DeclaredGroups {
        do {
            return try DeclaredGroups(csv: InputFile.bytes(path, limit: 256 << 20))
        } catch let error as InputError {
            throw Failure(.malformedInput, error.naming(path).description)
        }
    }

    private func report(_ network: CoordinationNetwork, _ subset: SpeedSubset?, seconds: Double) {
        guard json else { return print(CoordinationReport(network, subset).text, terminator: "") }
        var summary = network.summary
        summary["speed"] = subset?.json
        summary["seconds"] = .real((seconds * 1e6).rounded() / 1e6)
        print(CanonicalJSON.line(.object(summary)))
    }
}

extension ShareFormat: ExpressibleByArgument {}
extension CoordinationParameters.Semantics: ExpressibleByArgument {}
extension CoordinationParameters.Correction: ExpressibleByArgument {}
extension CoordinationParameters.Null: ExpressibleByArgument {}
