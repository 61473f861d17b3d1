import ArgumentParser
import Daylight
import Sponsorship

/// `daylight ads deadlines`: when the duties of Regulation (EU) 2024/900 fall due.
struct DeadlinesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadlines",
        abstract: "Compute when duties of political advertising fall due.",
        discussion: """
            EXAMPLES
              daylight ads deadlines deadlines.json
              daylight ads deadlines - --json < deadlines.json

            FILE is a JSON object with zone (IANA name), holidays (the only days counted as public holidays besides
            weekends) and items. An item has a kind and what that kind needs: repository (event), notification and
            authority (received, elections, size), art5Window and lastMonth (election, pollsClose, announcedAt), retention7y
            (last), workingDays and month (event, n). A wrong item is answered by an error in its place.
            Hours: target is what to work to, latest the end of the last full hour. A day is due at its end.

            EXIT CODES
              0 every item answered · 64 wrong options · 65 malformed input, or an item is wrong · 66 no such file
            """)

    @Argument(help: "Items as JSON; - for standard input.")
    var file: String

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let deadlines = try JudgedFile(path: file, json: json).read(limit: DeadlineFile.byteLimit, DeadlineFile.init)
        if json { print(CanonicalJSON.line(.object(deadlines.json))) } else { deadlines.items.say() }
        try deadlines.items.refuseFaults(in: file)
    }

}

extension AnsweredItems {
    /// Prints one line per item: its kind, then each figure with its name.
    func say() {
        for answer in answers {
            let figures = answer.members.dropFirst().map { "\($0.name) \($0.value.stringValue ?? CanonicalJSON.line($0.value))" }
            print("\(answer["kind"]?.stringValue ?? "item"): \(figures.joined(separator: ", "))")
        }
    }

    /// Ends the command with 65 when an item was answered by an error.
    func refuseFaults(in file: String) throws {
        guard faultCount > 0 else { return }
        throw Failure(.malformedInput, "\(file): \(faultCount) of \(answers.count) items wrong").exit()
    }
}
