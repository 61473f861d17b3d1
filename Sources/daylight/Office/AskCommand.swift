import ArgumentParser
import Daylight
import Server
import Storage

/// `daylight ask`: the seven questions about one subject.
struct AskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Ask the seven questions about a subject.",
        discussion: """
            EXAMPLES
              daylight ask account:ann
              daylight ask election:EP-2029 --json
              daylight ask source:news.example

            Where nothing is known the answer says so; it is never a guess.

            EXIT CODES
              0 answered · 65 not a subject · 66 no data folder · 69 store unavailable
            """)

    @Argument(help: "KIND:ID, for instance account:ann.")
    var subject: String

    @OptionGroup var options: DataOptions

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() async throws {
        try await reportingFailures {
            let card = try await DataOptions.reportingStoreFailures {
                let subject = try Subject(parsing: subject)
                let store = try await options.store()
                let card = try await AnswerDesk(
                    store: store, advertising: options.advertising(), factChecks: options.factChecks()
                ).ask(subject)
                await store.close()
                return card
            }
            print(json ? CanonicalJSON.line(card.json) : VisibleText.lines(Self.text(card)))
        }
    }

    private static func text(_ card: AnswerCard) -> String {
        var lines = [card.subject.description, ""]
        for answer in card.answers {
            let date = answer.date.map { " (\($0.description.prefix(10)))" } ?? ""
            lines.append("\(answer.question.rawValue). \(answer.question.title) \(answer.sentence)\(date)")
            for evidence in answer.evidence { lines.append("     \(evidence.label): \(evidence.path)") }
        }
        return lines.joined(separator: "\n")
    }
}
