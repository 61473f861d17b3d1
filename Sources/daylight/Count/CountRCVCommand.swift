import ArgumentParser
import Daylight
import Tally

/// `daylight count rcv`: ranked ballots counted round by round.
struct CountRCVCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rcv",
        abstract: "Count ranked ballots round by round.",
        discussion: """
            EXAMPLES
              daylight count rcv contest_config.json
              daylight count rcv contest_config.json --json
              daylight count rcv contest_config.json --decide 3="Ada Lovelace"

            CONFIG is a contest configuration with the members of RCTab: outputSettings, cvrFileSources, candidates and rules.
            Paths inside are relative to its folder. Records may be generic tables (genericCsv), ES&S (ess), Clear Ballot
            (clearBallot), Dominion (dominion: a folder, or a table), Hart (hart: a folder) and NIST's common data format as
            JSON or XML (cdf). For an .xlsx file that is absent, the .csv file of the same name beside it is read.

            Every round shows each candidate's votes, the threshold, ballots that count for nobody and where votes went. Where
            the rules leave a tie to a person, the count stops and says who is tied; --decide ROUND=NAME says who was elected
            or eliminated by the lot, once for each tie.

            EXIT CODES
              0 counted · 1 a tie has to be decided · 64 wrong options · 65 malformed or out-of-range input · 66 no such file
            """)

    @Argument(help: "Contest configuration; - for standard input.")
    var config: String

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "Who was elected or eliminated by the lot in that round; repeatable.", valueName: "round=name"))
    var decide: [String] = []

    func run() throws {
        let file = CountFile(path: config, json: json)
        let decisions = try file.reporting { try decide.map(Self.decision) }
        let contest = try file.read(limit: RankedContest.byteLimit) { bytes throws(InputError) in try RankedContest(bytes) }
        let ballots = try RankedFiles(contest: contest, config: config, json: json).ballots()
        let count = try file.reporting {
            do throws(InputError) { return try RankedCount(contest, ballots, decisions: decisions) } catch {
                throw Failure(.usage, error.description)
            }
        }
        if json { print(CanonicalJSON.line(.object(count.json))) } else { count.lines.forEach { print($0) } }
        for decision in count.unusedDecisions {
            StandardError.say("daylight: --decide \(decision.round)=\(decision.name): no tie to decide in that round")
        }
        if count.tie != nil { throw ExitCode(1) }
    }

    private static func decision(_ text: String) throws -> TieDecision {
        let parts = text.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, let round = Int(parts[0]), round > 0 else {
            throw Failure(.usage, "--decide: expected ROUND=NAME such as 3=\"Ada Lovelace\", found \(text)")
        }
        return TieDecision(round: round, name: String(parts[1]))
    }
}
