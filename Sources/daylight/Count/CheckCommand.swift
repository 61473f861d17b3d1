import ArgumentParser
import Daylight
import Tally

/// `daylight count check`: whether reports add up, arrived unaltered and make the published sums.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check result reports, their signatures and the sums made of them.",
        discussion: """
            EXAMPLES
              daylight count check reports.json
              daylight count check - --json < reports.json
              daylight count check reports.json --evidence findings

            FILE is a JSON object with election (lists, units, keys) and reports in order of arrival; asOf, aggregates and
            receipts are optional. Every finding has a code: F is an error, W a warning that a person has to accept, and words
            such as ALTERED or MISSING speak of a report's way. A report that is not built as the election demands is
            rejected, and the others are checked. With evidenceLog (key, signer, checkpoints) whole receipts are verified too.

            --evidence writes a file for every finding about a report's way that a file can show: it holds all that is signed,
            and daylight count prove verifies it offline. Nothing shows that a report is absent (MISSING).

            EXIT CODES
              0 nothing worse than warnings · 1 an error was found or a report rejected · 64 wrong options
              65 malformed input · 66 no such file · 73 output cannot be made
            """)

    @Argument(help: "Definition and reports as JSON; - for standard input.")
    var file: String

    @Option(help: "Folder for a file of evidence of each finding; made if it is not there.")
    var evidence: String?

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() async throws {
        let source = CountFile(path: file, json: json)
        let bytes = try source.read(limit: CountCheck.byteLimit) { $0 }
        let outcome: Result<CountCheck, InputError>
        do throws(InputError) {
            outcome = .success(try await CountCheck.inParallel(bytes))
        } catch {
            outcome = .failure(error)
        }
        let check = try source.reporting { try outcome.get() }
        let folder = try source.reporting { try evidence.map { try EvidenceFolder($0, of: bytes) } }
        if json {
            var answer = check.json
            answer["evidence"] = folder?.json
            print(CanonicalJSON.line(.object(answer)))
        } else {
            check.say()
            folder?.say()
        }
        guard check.isClean else { throw Failure(.answerIsNo, "").exit() }
    }
}

extension CountCheck {
    /// Prints what was found, one line each with what to do about its code, and the totals.
    fileprivate func say() {
        for report in rejected {
            let fault = "\(report.path): expected \(report.expected), found \(report.found)"
            print("rejected: report \(report.index) of \(report.unit): \(fault)")
        }
        var explained: Set<FindingCode> = []
        for finding in findings {
            let version = finding.version.map { " version \($0)" } ?? ""
            print("\(finding.code.rawValue) \(finding.code.severity.rawValue): \(finding.unit)\(version): \(finding.message)")
            guard explained.insert(finding.code).inserted else { continue }
            let advice = finding.code.advice
            print("  \(advice.title). Look at: \(advice.look). \(advice.action)")
        }
        print("\(receivedStations) of \(expectedStations) stations reported; \(missing.count) missing after the deadline")
        print("errors: \(errorCount), warnings: \(warningCount), rejected: \(rejected.count)")
    }
}
