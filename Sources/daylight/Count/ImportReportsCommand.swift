import ArgumentParser
import Daylight
import Tally

/// `daylight count import reports`: an office's file as reports of Daylight's own.
struct ImportReportsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports",
        abstract: "Read station reports from a table or from EML.",
        discussion: """
            EXAMPLES
              daylight count import reports count.csv --definition election.json > reports.json
              daylight count import reports count.eml.xml --definition election.json > reports.json

            FILE is a table (CSV) with one station in a row, or a Dutch count (EML_NL 510). What is printed is a file for daylight
            count check, with the definition and the reports; its member reports is what a server takes at
            /api/v1/elections/ID/reports, which also takes FILE as it is.

            EXIT CODES
              0 read · 64 wrong options · 65 malformed input · 66 no such file
            """)

    @Argument(help: "Table or EML_NL document; - for standard input.")
    var file: String

    @Option(help: "The election's definition, a JSON file.")
    var definition: String

    func run() throws {
        let named = CountFile(path: definition, json: false)
        let (election, object) = try named.read(limit: CountCheck.byteLimit) { bytes in
            let value = try JSONParser.parse(bytes, limits: .init(bytes: CountCheck.byteLimit))
            return (try ElectionDefinition(value), value)
        }
        let reports = try CountFile(path: file, json: false).read(limit: EMLImport.byteLimit) { bytes throws(InputError) in
            try ReportImport(bytes, of: election).reports
        }
        print(CanonicalJSON.line(["election": object, "reports": .array(reports.map { ["report": .object($0)] })]))
    }
}
