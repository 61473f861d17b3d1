import ArgumentParser
import Daylight
import Server
import Sponsorship

/// `daylight ads money FILE`.
struct MoneyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "money", abstract: "Follow advertisers' money to the sites of supplied lists.",
        discussion: """
            daylight ads money money.json

            FILE is a JSON object with advertisers, payments, placements, the ads.txt of sites, the sellers.json of advertising
            systems, bids with their demand chains and the buyers.json that tell who pays for them, and lists of rated sites with
            name, publisher, date, criteria and a way to object. Daylight rates nobody.
            What is known and what is unknown stand apart; where nobody measured which site an account sells on, that is said.

            Exit codes: 0 no money to rated sites is known, 1 some is, 64 usage, 65 malformed input, 66 no such file.
            """)

    @Argument(help: "Payments, placements, files and lists as JSON; - for standard input.")
    var file: String

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    @Flag(help: "Print the sites to leave out, with amounts, as CSV.")
    var csv = false

    @Flag(help: "Print the sites of the lists as badv and site.domain for bidders.")
    var blockList = false

    @Flag(help: "Print every payment with its period and evidence, as CSV.")
    var edges = false

    @Option(help: ArgumentHelp("Count only what is of these days, both included.", valueName: "start/end"))
    var period: String?

    @Option(
        help: ArgumentHelp("Folder with files that ads fetch has fetched, for sites and systems without.", valueName: "folder"))
    var files: String?

    private var days: MoneyTrail.Period? { period.flatMap { MoneyTrail.Period($0) } }

    func validate() throws {
        if [json, csv, blockList, edges].count(where: { $0 }) > 1 {
            throw ValidationError("--json, --csv, --block-list and --edges: expected one")
        }
        if let period, days == nil {
            throw ValidationError(
                "--period: expected two days such as 2026-05-01/2026-05-31, the second not before the first, found \(period)")
        }
    }

    func run() throws {
        let answer = try JudgedFile(path: file, json: json).read(limit: MoneyFile.byteLimit) { bytes in
            let fetched = try files.map { try DeclarationFolder($0).files(now: SystemClock.now()) } ?? FetchedFiles()
            return try MoneyFile(bytes, suffixes: PublicSuffixFile.load(), fetched: fetched).answer(in: days)
        }
        print(words(answer))
        if answer.reports.contains(where: { !$0.rated.isEmpty }) { throw ExitCode(Failure.Reason.answerIsNo.rawValue) }
    }

    private func words(_ answer: MoneyAnswer) -> String {
        if json { return CanonicalJSON.line(answer.json) }
        if csv { return answer.exclusions }
        if edges { return answer.edgeRows }
        return blockList ? CanonicalJSON.line(answer.blockList) : Self.text(answer)
    }

    private static func text(_ answer: MoneyAnswer) -> String {
        var lines: [String] = []
        if let period = answer.period {
            lines.append("\(period.start) to \(period.end); \(answer.undated) rows without a period left out")
        }
        if let demand = answer.demand {
            let doubts = demand.doubts.map { ", \($0.count) \($0.code.rawValue)" }.joined()
            lines.append("\(demand.bidCount) bids, payer known of \(demand.knownCount)\(doubts)")
        }
        if answer.reports.contains(where: \.isUncertain) {
            lines.append("Three amounts are the lowest, the middle and the highest of three scenarios; they are no bounds.")
        }
        for report in answer.reports {
            func line(_ what: String, _ amount: (MoneyFlow.Ends) -> Decimal) {
                lines.append("  \(what): \(interval(report.ends.map(amount), answer.currency))")
            }
            lines.append("\(report.advertiser)")
            line("paid", \.sum)
            line("to rated sites, known", \.rated)
            line("unknown", \.unknown)
            line("fees", \.fees)
            line("to others", \.clean)
            lines += report.rated.map { site($0, answer.currency) }
        }
        lines += answer.pools.map { pool, kind in
            "account \(pool.account) (\(kind.rawValue)): \(pool.sites.count) sites of \(pool.ownerCount) owners, "
                + "\(pool.ratedSites.count) of them rated"
        }
        lines += answer.lists.map { "list \($0.name) of \($0.publisher), \($0.date): \($0.criteria); objections: \($0.appeal)" }
        return lines.joined(separator: "\n")
    }

    private static func site(_ arrival: MoneyTrail.Report.Arrival, _ currency: String) -> String {
        let lists = arrival.lists.map(\.name).joined(separator: ", ")
        let accounts = arrival.accounts.map { account in
            account.name + (account.basis == .noMeasurement ? " (no measurement)" : "")
        }
        return "    \(arrival.site) (\(lists)): \(interval(arrival.amounts, currency)) via \(accounts.joined(separator: ", "))"
    }

    private static func interval(_ amounts: [Decimal], _ currency: String) -> String {
        let texts = amounts.sorted().map { $0.text() }
        return Set(texts).count == 1 ? "\(texts[0]) \(currency)" : "\(texts.joined(separator: " / ")) \(currency)"
    }
}

extension MoneyTrail.Report {
    /// Whether the scenarios differ.
    fileprivate var isUncertain: Bool { Set(ends).count > 1 }
}
