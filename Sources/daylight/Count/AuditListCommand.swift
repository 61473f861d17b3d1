import ArgumentParser
import Daylight
import Tally

/// `daylight count audit list`: what to fetch for a round.
struct AuditListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the papers a round needs, in the order in which they are fetched.",
        discussion: """
            EXAMPLES
              daylight count audit list mayor-audit
              daylight count audit list mayor-audit --format html > round-1.html
              daylight count audit list mayor-audit --round 2 --format csv

            Papers of earlier rounds are left out: they have been fetched. The list is sorted by jurisdiction, batch and
            position; html prints one table a batch, with room for two signatures.

            EXIT CODES
              0 listed · 1 there is no such round · 64 wrong options · 65 a file is malformed or was altered
              66 a file is missing
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, csv, html
    }

    @Argument(help: "Folder of the audit.")
    var dir: String

    @Option(help: ArgumentHelp("Which round; the latest if not given.", valueName: "number"))
    var round: Int?

    @Option(help: ArgumentHelp("How to print it: text, csv or html.", valueName: "format"))
    var format = Format.text

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let input = CountFile(path: dir, json: json)
        let list = try input.reporting {
            let process = try AuditStore(path: dir).folder().process()
            guard let list = process.retrievalList(round: round ?? process.round) else {
                throw Failure(.answerIsNo, "there is no such round. Next: \(process.stage.next)")
            }
            return list
        }
        guard !json else {
            print(CanonicalJSON.line(list.json))
            return
        }
        switch format {
        case .csv: print(list.csv, terminator: "")
        case .html: print(list.page)
        case .text: print(list.text)
        }
    }
}

extension RetrievalList {
    fileprivate var text: String {
        var lines = ["\(audit), round \(round): \(count) papers"]
        for section in sections {
            if !section.jurisdiction.isEmpty { lines.append(section.jurisdiction) }
            for batch in section.batches {
                let positions = batch.positions.isEmpty ? "all" : batch.positions.map { "\($0)" }.joined(separator: ", ")
                lines.append("  \(batch.name) (\(batch.ballots) ballots): \(positions)")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// A page that prints well: the head of each table comes again on each sheet, and no batch heading stands alone.
    fileprivate var page: String {
        let title = "\(audit), round \(round)"
        var lines = [
            "<!DOCTYPE html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">", "<title>\(escaped(title))</title>",
            "<style>", Self.style, "</style>", "</head>", "<body>", "<h1>\(escaped(title))</h1>",
            "<p>\(count) papers to fetch. Tick each one when it is found; write \u{201C}not found\u{201D} when it is not there.</p>",
        ]
        for section in sections {
            if !section.jurisdiction.isEmpty { lines.append("<h2>\(escaped(section.jurisdiction))</h2>") }
            for batch in section.batches { lines += table(batch) }
            lines.append("<p class=\"sign\">Fetched by<br><br>1.<br><br>2.</p>")
        }
        return (lines + ["</body>", "</html>"]).joined(separator: "\n")
    }

    private func table(_ batch: Batch) -> [String] {
        let rows = batch.positions.isEmpty ? ["all \(batch.ballots) ballots"] : batch.positions.map { "\($0)" }
        return [
            "<table>", "<caption>Batch \(escaped(batch.name)), \(batch.ballots) ballots</caption>",
            "<thead><tr><th scope=\"col\">Ballot</th><th scope=\"col\">Found</th><th scope=\"col\">Remarks</th></tr></thead>",
            "<tbody>",
        ] + rows.map { "<tr><td>\($0)</td><td>\u{2610}</td><td></td></tr>" } + ["</tbody>", "</table>"]
    }

    private static let style = """
        body { font: 12pt sans-serif; margin: 2em; color: #000; background: #fff }
        table { border-collapse: collapse; width: 100%; margin: 1em 0 }
        caption { text-align: left; font-weight: bold; padding: .3em 0; break-after: avoid }
        th, td { border: 1px solid #000; padding: .3em .6em; text-align: left }
        th:nth-child(-n+2), td:nth-child(-n+2) { width: 8em }
        thead { display: table-header-group }
        tr, .sign { break-inside: avoid }
        h2 { break-before: page }
        h2:first-of-type { break-before: auto }
        """

    private func escaped(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
