import ArgumentParser
import Daylight
import Tally

/// `daylight count audit begin`: the folder of a new audit.
struct AuditBeginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "begin",
        abstract: "Begin an audit: check its inputs and write them to a folder.",
        discussion: """
            EXAMPLES
              daylight count audit begin mayor-audit setup.json
              daylight count audit begin mayor-audit - --json < setup.json

            FILE is a JSON object with audit (name), method (bravo, alpha, supersimple, comparison or macro), riskLimit,
            contests, manifest and, where the method compares, records or batches. Records and batches have to give the
            reported votes, and the votes the reported outcome. DIR gets one file per input; publish it.

            EXIT CODES
              0 begun · 64 wrong options · 65 malformed input, or it does not fit together · 66 no such file
              73 DIR cannot be written, or holds an audit already
            """)

    @Argument(help: "Folder of the audit; it is made if it is not there.")
    var dir: String

    @Argument(help: "Contests, manifest and what was reported as JSON; - for standard input.")
    var file: String

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let input = CountFile(path: file, json: json)
        try input.read(limit: AuditFile.byteLimit) { bytes in
            let process = AuditProcess(try AuditSetup(parsing: bytes))
            try AuditStore(path: dir).create(process.setup)
            process.say(json: json)
        }
    }
}

extension AuditProcess {
    /// Prints where the audit stands and what comes next.
    func say(json: Bool) {
        guard !json else {
            print(CanonicalJSON.line(.object(summary)))
            return
        }
        print("\(setup.name): \(setup.method.rawValue), risk limit \(setup.limit.value), \(stage.rawValue)")
        if round > 0 { print("round \(round): \(size) draws in all, \(papers.settled) papers settled") }
        for paper in papers.waiting { print("waiting: \(paper)") }
        for (paper, person) in papers.enteredOnce { print("entered by \(person) only: \(paper)") }
        for (paper, people) in papers.differing { print("differing (\(people.joined(separator: ", "))): \(paper)") }
        for discrepancy in discrepancies { print("discrepancy: \(CanonicalJSON.line(discrepancy.json))") }
        for (contest, risk) in risks { print("\(contest): p \(risk.p)\(risk.isConfirmed ? ", confirmed" : "")") }
        if let isOutcomeConfirmed { print(isOutcomeConfirmed ? "outcome confirmed" : "the outcome is another one") }
        if let size = proposedNextSize { print("proposed size of the next round: \(size) draws in all") }
        if proposedNextSize == nil, stage == .seeded || stage == .measured { print("proposed: a full hand count") }
        print("head \(head)")
        print("next: \(stage.next)")
    }
}
