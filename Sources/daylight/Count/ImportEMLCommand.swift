import ArgumentParser
import Daylight
import Tally

/// `daylight count import eml`: an EML_NL document as JSON.
struct ImportEMLCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eml",
        abstract: "Read a Dutch election file (EML_NL) and check its total.",
        discussion: """
            EXAMPLES
              daylight count import eml count.eml.xml
              daylight count import eml count.eml.xml --json > count.json

            FILE is an EML_NL definition (110a), polling stations (110b), candidate lists (230b) or a count (510a to 510d). A
            count's total is held against the sum of its reports. Document type declarations are refused.

            EXIT CODES
              0 read · 1 read, but the total is not the sum of the reports · 64 wrong options
              65 malformed input · 66 no such file
            """)

    @Argument(help: "EML_NL document; - for standard input.")
    var file: String

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let document = try CountFile(path: file, json: json).read(limit: EMLImport.byteLimit) { bytes throws(InputError) in
            try EMLImport(bytes)
        }
        if json { print(CanonicalJSON.line(.object(document.json))) } else { document.say() }
        guard document.findings.isEmpty else { throw Failure(.answerIsNo, "").exit() }
    }
}

extension EMLImport {
    /// Prints what the document is and what it holds, in a few lines.
    fileprivate func say() {
        print(
            "EML \(kind.rawValue): \(election.id) \(election.name ?? "") \(election.date ?? ""), contest \(contest ?? "none")")
        switch content {
        case .definition(let definition):
            print("\(definition.seats.map(String.init) ?? "unknown") seats, \(definition.parties.count) registered parties")
        case .stations(let stations): print("\(stations.stations.count) polling stations")
        case .candidates(let lists):
            for list in lists { print("list \(list.number) \(list.name ?? ""): \(list.candidates.count) candidates") }
        case .count(let count):
            for votes in count.reports + (count.total.map { [$0] } ?? []) {
                print("\(votes.unitId) \(votes.unitName): \(votes.votesCast) votes cast, \(votes.validVotes) valid")
            }
        }
        for finding in findings { print("\(finding.code.rawValue) error: \(finding.unit): \(finding.message)") }
    }
}
