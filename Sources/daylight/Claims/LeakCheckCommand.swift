import ArgumentParser
import Credibility
import Daylight
import Glibc

/// `daylight claims leak check`: what a case file still needs.
struct LeakCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say what a case file needs before a release, and what to mind.",
        discussion: """
            EXAMPLES
              daylight claims leak check case.json
              daylight claims leak check case.json --now 2026-11-28T09:00:00Z --json

            Prints what is missing, guidance for this moment, and the warning label that follows from the findings. In the last
            48 hours before voting starts a third person has to approve. A file from elsewhere is also checked against the rules
            that the desk keeps: who proposed and approved it, when, and that nobody is led to the files. Nothing is changed.

            EXIT CODES
              0 released by the rules · 1 something is missing, or a rule was broken · 64 wrong options · 65 no case file · 66 no such file
            """)

    @Argument(help: "The case file; - for standard input.")
    var file: String

    @Option(help: "Instant to judge by, with seconds and offset; the clock's when left out.", transform: instant)
    var now: Timestamp?

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let now = now ?? Timestamp(seconds: Int64(time(nil)))
        let leak = try JudgedFile(path: file, json: json).read(limit: LeakCase.byteLimit, LeakCase.init(parsing:))
        let (gaps, broken) = (leak.gaps(at: now) + leak.gapsOfRelease, leak.brokenRules)
        let (guidance, label) = (leak.guidance(at: now), LeakLabel(leak))
        if json {
            let answer: JSONValue = [
                "id": .string(leak.id), "title": .string(leak.title), "status": .string(leak.state.status.rawValue),
                "state": .string(leak.state.rawValue), "missing": .array(gaps.map(\.json)),
                "broken": .array(broken.map(\.json)), "label": label.json, "guidance": .array(guidance.map(\.json)),
            ]
            print(CanonicalJSON.line(answer))
        } else {
            StandardOutput.line("\(leak.id): \(leak.title), \(leak.state.rawValue)")
            StandardOutput.line("  label: \(label.text)")
            for gap in gaps { StandardOutput.line("  missing: \(gap.sentence)") }
            for rule in broken { StandardOutput.line("  rule: \(rule.sentence)") }
            for advice in guidance { StandardOutput.line("  mind: \(advice.sentence)") }
        }
        guard gaps.isEmpty, broken.isEmpty else { throw Failure(.answerIsNo, "").exit() }
    }
}
