import ArgumentParser
import Daylight
import Tally

/// `daylight count export eml`: a count as EML_NL 510.
struct ExportEMLCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eml",
        abstract: "Write a count as a Dutch election file (EML_NL 510).",
        discussion: """
            EXAMPLES
              daylight count export eml count.json > count.eml.xml

            FILE is what daylight count import eml --json answers for a count, or the same shape. The document goes to standard
            output and is valid by the strict schema of EML_NL. Without the member created, it bears the beginning of the
            election day as its time, so that the same input gives the same bytes.

            EXIT CODES
              0 written · 64 wrong options · 65 malformed input · 66 no such file
            """)

    @Argument(help: "Count as JSON; - for standard input.")
    var file: String

    @Flag(help: "Say an error as one JSON object on standard output.")
    var json = false

    func run() throws {
        let document = try CountFile(path: file, json: json).read(limit: EMLImport.byteLimit) { bytes throws(InputError) in
            try EMLImport(exporting: bytes)
        }
        guard let eml = document.eml else { throw Failure(.internalFault, "only a count can be written").exit() }
        print(String(decoding: eml, as: UTF8.self), terminator: "")
    }
}
