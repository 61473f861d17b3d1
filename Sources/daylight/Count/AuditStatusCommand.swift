import ArgumentParser
import Daylight
import Tally

/// `daylight count audit status`: where an audit stands.
struct AuditStatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say where an audit stands and what comes next.",
        discussion: """
            EXAMPLES
              daylight count audit status mayor-audit
              daylight count audit status mayor-audit --json

            Papers that wait for an entry, readings that differ (not what they say), discrepancies with what was reported,
            the risk of each contest and the size proposed for the next round.

            EXIT CODES
              0 said · 64 wrong options · 65 a file is malformed or was altered · 66 a file is missing
            """)

    @Argument(help: "Folder of the audit.")
    var dir: String

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        try CountFile(path: dir, json: json).reporting { try AuditStore(path: dir).folder().process().say(json: json) }
    }
}
