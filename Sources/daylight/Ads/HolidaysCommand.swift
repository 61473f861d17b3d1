import ArgumentParser
import Daylight
import Sponsorship

/// `daylight ads holidays`: the days on which authorities of a Member State do not work.
struct HolidaysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "holidays",
        abstract: "List the public holidays of a Member State, for counting working days.",
        discussion: """
            EXAMPLES
              daylight ads holidays DE --from 2026 --to 2027
              daylight ads holidays SE --from 2026 --json

            Days from Monday to Friday that are holidays in the whole state by law. Regional holidays and days that a
            government frees for one year are not among them.

            EXIT CODES
              0 done · 64 wrong options
            """)

    @Argument(help: "Two-letter code of the Member State.")
    var state: String

    @Option(help: "First year, from 2025 on.")
    var from: Int64

    @Option(help: "Last year, at most 9999; otherwise the first.")
    var to: Int64?

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    private var years: ClosedRange<Int64>? {
        let last = to ?? from
        return from >= PublicHolidays.firstYear && from <= last && last <= 9999 ? from...last : nil
    }

    func validate() throws {
        guard PublicHolidays(state: state) != nil else {
            throw ValidationError("\(state) is no Member State's code, such as DE.")
        }
        guard years != nil else { throw ValidationError("The years must be in order and lie between 2025 and 9999.") }
    }

    func run() {
        guard let holidays = PublicHolidays(state: state), let years else { return }
        let days = holidays.days(in: years).map(\.description)
        guard json else { return days.forEach { print($0) } }
        let law = holidays.law.map(JSONValue.string) ?? .null
        print(CanonicalJSON.line(["state": .string(state), "law": law, "holidays": .array(days.map(JSONValue.string))]))
    }
}
