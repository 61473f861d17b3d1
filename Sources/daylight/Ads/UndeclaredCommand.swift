import ArgumentParser
import Daylight
import Server
import Sponsorship
import Storage

/// `daylight ads undeclared FILE`.
struct UndeclaredCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undeclared", abstract: "Find crawled ads that declare nothing and look political.",
        discussion: """
            EXAMPLE
              daylight ads undeclared crawl.jsonl --lists lists.json --json

            FILE has a crawled ad a line: id, text, sponsor, advertiser, landing, date, language, claimReview, declared. The
            lists have parties with their domains, candidates, a register, votes, elections and terms by language. Every ad
            gets a score with its reasons; it is a proposal for a person, never a label.

            EXIT CODES
              0 none looks political · 1 some do · 64 wrong options · 65 malformed input · 66 no such file
              69 the store cannot be used
            """)

    @Argument(help: "Crawled ads as JSON Lines; - for standard input.")
    var file: String

    @Option(help: ArgumentHelp("Names and words by which political ads are recognised, as JSON.", valueName: "lists.json"))
    var lists: String

    @Flag(help: "Put those that look political before the reviewers of the data folder, too.")
    var store = false

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    @OptionGroup var options: DataOptions

    func validate() throws {
        if file == "-", lists == "-" { throw ValidationError("Only one of the two can be standard input.") }
    }

    func run() async throws {
        let known = try JudgedFile(path: lists, json: json).read(limit: PoliticalLists.byteLimit) { try PoliticalLists($0) }
        let review = try JudgedFile(path: file, json: json).read(limit: CrawlReview.byteLimit) { bytes in
            try CrawlReview(bytes, lists: known)
        }
        let findings = store ? try await reportingFailures { try await put(review) } : nil
        print(json ? answer(review, findings) : text(review, findings))
        if !review.proposals.isEmpty { throw ExitCode(Failure.Reason.answerIsNo.rawValue) }
    }

    private func put(_ review: CrawlReview) async throws -> [Finding.ID] {
        let store = try await options.store()
        let findings = try await DataOptions.reportingStoreFailures {
            try await CrawlImport.store(review, in: store, now: SystemClock.now())
        }
        await store.close()
        return findings
    }

    private func answer(_ review: CrawlReview, _ findings: [Finding.ID]?) -> String {
        var object = review.json
        if let findings { object["findings"] = .array(findings.map { .string($0.text) }) }
        return CanonicalJSON.line(.object(object))
    }

    private func text(_ review: CrawlReview, _ findings: [Finding.ID]?) -> String {
        var lines = review.proposals.map { proposal in
            let sponsors = proposal.ad.names.isEmpty ? "nobody named" : proposal.ad.names.joined(separator: ", ")
            let reasons = proposal.proposal.reasons.map(\.text).joined(separator: "; ")
            return "\(proposal.score) \(proposal.ad.id) (\(sponsors)): \(reasons)"
        }
        lines.append(
            "\(review.adCount) ads, \(review.declaredCount) declared, \(review.proposals.count) for a person to look at.")
        if let findings { lines.append("\(findings.count) findings are before the reviewers.") }
        return lines.map(\.printable).joined(separator: "\n")
    }
}
