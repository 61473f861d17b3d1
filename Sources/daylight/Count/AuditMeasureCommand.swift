import ArgumentParser
import Daylight
import Tally

/// `daylight count audit measure`: the risk that the evidence leaves.
struct AuditMeasureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure",
        abstract: "Measure the risk that a sample leaves.",
        discussion: """
            EXAMPLES
              daylight count audit measure round1.json
              daylight count audit measure - --json < round1.json

            FILE is a JSON object with method, riskLimit and what the method needs: bravo (contest and sample), supersimple
            (dilutedMargin or contest, and sample), macro (batches and sample), alpha (population, t, u, estimator, x),
            kaplanMarkov (t, g, x), shangrla (contest, outcome, sample of papers and records), listSeats (the same for seats of
            lists, or batches and sample) or minerva (votes and rounds). The outcome is confirmed when p is at most the risk
            limit.

            EXIT CODES
              0 confirmed · 1 not confirmed: draw more, or count all · 64 wrong options · 65 malformed input
              66 no such file
            """)

    @Argument(help: "Method and sample as JSON; - for standard input.")
    var file: String

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let measure = try CountFile(path: file, json: json).read(limit: AuditFile.byteLimit, AuditMeasure.init(parsing:))
        if json {
            print(CanonicalJSON.line(measure.json))
        } else {
            let verdict = measure.risk.isConfirmed ? "confirmed" : "not confirmed: draw more, or count all"
            print("p \(measure.risk.p), risk limit \(measure.risk.limit.value): \(verdict)")
        }
        if !measure.risk.isConfirmed { throw ExitCode(Failure.Reason.answerIsNo.rawValue) }
    }
}
