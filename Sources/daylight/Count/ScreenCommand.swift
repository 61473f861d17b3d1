import ArgumentParser
import Daylight
import Tally

/// `daylight count screen`: stations whose figures are unusual.
struct ScreenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screen",
        abstract: "Screen stations for unusual figures: leads, never verdicts.",
        discussion: """
            EXAMPLES
              daylight count screen reports.json
              daylight count screen reports.json --json --seed 7

            FILE is as for daylight count check. The screens: last digits (S1), second digits (S2, only with --second-digit),
            whole percentages (S3), turnout and shares far from the municipality's (S4), votes that grow with turnout (S5),
            exchanged lists, digits or stations (S6), revisions (S7) and late arrivals (S8, with the member history). Each says
            when it misleads, and how many tests were made is said as well: among many, some stand out by chance.

            EXIT CODES
              0 done, whatever was found · 64 wrong options · 65 malformed input · 66 no such file
            """)

    @Argument(help: "Definition and reports as JSON; - for standard input.")
    var file: String

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    @Option(help: "Seed of the simulation in S3.")
    var seed: UInt64 = 1

    @Option(help: "Redraws of the simulation in S3, from 1 to 1000000.")
    var redraws = 10_000

    @Flag(help: "Run S2, which honest elections often fail.")
    var secondDigit = false

    func validate() throws {
        guard (1...1_000_000).contains(redraws) else { throw ValidationError("--redraws must be from 1 to 1000000") }
    }

    func run() throws {
        var parameters = ScreenParameters()
        parameters.seed = seed
        parameters.redraws = redraws
        parameters.runsSecondDigit = secondDigit
        let data = try CountFile(path: file, json: json).read(limit: CountCheck.byteLimit) { bytes throws(InputError) in
            try ScreenData(bytes)
        }
        let answer = ScreenAnswer(data, parameters)
        if json { print(CanonicalJSON.line(.object(answer.json))) } else { answer.say() }
    }
}

extension ScreenAnswer {
    /// Prints each screen with its figures and caveat, then what stands out.
    fileprivate func say() {
        print(Self.heading)
        for screen in screens {
            let measure = screen.parameters["measure"]?.stringValue.map { " \($0)" } ?? ""
            let statistic = screen.statistic.map { ", statistic \($0)" } ?? ""
            let p = screen.p.map { ", p \($0)" } ?? ""
            print("\(screen.screen)\(measure): n \(screen.n)\(statistic)\(p). Mind: \(screen.caveat)")
        }
        for flag in flags { print("look at \(flag.unit): \(flag.measure), z \(flag.z)") }
        for suggestion in suggestions { print("look at \(suggestion.unit): \(suggestion.kind.words)") }
        print("\(tests) tests, \(flags.count) flags, \(suggestions.count) suggestions")
    }
}

extension ScreenSuggestion.Kind {
    fileprivate var words: String {
        switch self {
        case .swap(let one, let other): "lists \(one) and \(other) may have been exchanged"
        case .transposition(let list, let votes): "list \(list) may have \(votes) votes, two digits exchanged"
        case .stations(let other): "it may have been exchanged with \(other)"
        }
    }
}
