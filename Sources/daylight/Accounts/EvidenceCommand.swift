import ArgumentParser
import Authenticity
import Daylight

/// `daylight accounts evidence`: what stands behind a group.
struct EvidenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence", abstract: "Check the evidence behind a group.", subcommands: [EvidenceVerifyCommand.self])
}

/// `daylight accounts evidence verify`: do the posts bear out the evidence?
struct EvidenceVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recompute every number of an evidence file from the posts.",
        discussion: """
            EXAMPLE
              daylight accounts evidence verify groups.json posts.csv

            EXIT CODES
              0 all numbers agree · 1 something differs (it says what) · 65 not an evidence file · 66 a file is missing
            """)

    @Argument(help: ArgumentHelp("One group or an array of them, as --groups writes it.", valueName: "cluster.json"))
    var cluster: String

    @Argument(help: "The shares it was made from, CSV or JSON Lines.")
    var file: String

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        try reportingFailures {
            let bytes = try InputFile.bytes(cluster, limit: 256 << 20)
            let check: EvidenceCheck
            do { check = try EvidenceCheck(parsing: bytes) } catch let error as InputError {
                throw Failure(.malformedInput, error.naming(cluster).description)
            }
            let network = try CoordinationRun(parameters: check.parameters).network(of: file, watched: check.accounts)
            let differences = check.differences(from: network)
            report(differences)
            if !differences.isEmpty { throw Failure(.answerIsNo, "") }
        }
    }

    private func report(_ differences: [EvidenceCheck.Difference]) {
        if json {
            let list = differences.map { difference in
                JSONValue.object([
                    "place": .string(difference.place), "stated": .string(difference.stated),
                    "recomputed": .string(difference.recomputed),
                ])
            }
            return print(CanonicalJSON.line(.object(["ok": .bool(differences.isEmpty), "differences": .array(list)])))
        }
        guard !differences.isEmpty else { return print("Every number of \(cluster) follows from \(file).") }
        for difference in differences {
            print("\(difference.place): the file says \(difference.stated), the posts say \(difference.recomputed)")
        }
    }
}
