import ArgumentParser
import Credibility
import Daylight

/// `daylight claims import`: fact-checks that pages and feeds publish.
struct ClaimsImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read the fact-checks that pages and feeds publish (ClaimReview, MediaReview).",
        discussion: """
            EXAMPLES
              daylight claims import page.html --url https://checker.example/a/1 --signatories signatories.csv
              daylight claims import feed.json --url https://feeds.example/all.json --trusted-feeds hosts.txt --json

            FILE is a page with scripts of type application/ld+json, or such JSON itself. A record is accepted only if the
            article, the page and the fact-checker are of one registrable domain and the operator's list has that domain as a
            valid signatory; else it is kept as unverified, with the reasons. LIST is CSV with the columns domain, name,
            network, status, since, until and evidence. HOSTS has one host a line: their feeds may speak for others.

            EXIT CODES
              0 every file was read, whatever it has · 64 wrong options · 65 a JSON file or a list is malformed, or JSON is too
              deep · 66 no such file
            """)

    @Argument(help: "Pages or JSON files; - for standard input.")
    var files: [String]

    @Option(help: "Where the one FILE was found.", transform: webAddress)
    var url: WebAddress?

    @Option(help: "CSV file of the fact-checkers that are relied on.")
    var signatories: String?

    @Option(help: "File of hosts whose feeds may speak for others, one a line.")
    var trustedFeeds: String?

    @Option(help: "The day to judge by, as YYYY-MM-DD; today when left out.", transform: ClaimsOption.civilDate)
    var now: CivilDate?

    @Option(help: "Print the accepted records as a DataFeed of schema.org instead: feed, or script for a page.")
    var write: WrittenForm?

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func validate() throws {
        guard url == nil || files.count == 1 else { throw ValidationError("--url goes with one FILE") }
    }

    func run() throws {
        let policy = FactCheckPolicy(
            suffixes: PublicSuffixFile.load(.registriesAndPrivate),
            signatories: try ClaimsOption.readSignatories(signatories, json: json),
            trustedFeeds: try readTrustedFeeds(), today: now ?? ClaimsOption.today)
        let documents = try files.map { file in
            let document = try JudgedFile(path: file, json: json).read(limit: ClaimDocument.largestDocument) { bytes in
                try ClaimDocument(bytes, foundAt: url, policy: policy)
            }
            return (file, document)
        }
        if let write {
            write.say(documents.flatMap(\.1.records).filter { $0.status == .accepted })
        } else if json {
            let list = documents.map { file, document in document.json(file: file, url: url) }
            print(CanonicalJSON.line(["documents": .array(list)]))
        } else {
            for (file, document) in documents { document.say(file: file) }
        }
    }

    private func readTrustedFeeds() throws -> Set<Host> {
        guard let trustedFeeds else { return [] }
        return try JudgedFile(path: trustedFeeds, json: json).read(limit: 16 << 20, FactCheckPolicy.hosts(parsing:))
    }
}

/// How records are handed on.
enum WrittenForm: String, ExpressibleByArgument, CaseIterable {
    case feed
    case script

    fileprivate func say(_ records: [FactCheck]) {
        let feed = FactCheckFeed(records, terms: FactCheckTerms()).json
        print(self == .feed ? CanonicalJSON.line(feed) : LinkedDataScript.element(feed))
    }
}

/// An absolute address of the web on the command line.
private func webAddress(_ text: String) throws -> WebAddress {
    guard let address = WebAddress(text) else { throw ValidationError("expected an http or https address, found \(text)") }
    return address
}

extension ClaimDocument {
    fileprivate func json(file: String, url: WebAddress?) -> JSONValue {
        [
            "file": .string(file), "url": url.map { .string($0.text) } ?? .null, "source": .string(source.rawValue),
            "records": .array(records.map(\.json)),
            "problems": .array(problems.map { ["code": .string($0.code.rawValue), "detail": .string($0.detail)] }),
        ]
    }

    fileprivate func say(file: String) {
        StandardOutput.line(
            "\(file): \(records.count) \(records.count == 1 ? "fact-check" : "fact-checks") in a \(source.rawValue)")
        for record in records {
            let score = record.score.map { " (\($0) from 0 to 1)" } ?? ""
            let words = record.verdictText.map { "“\($0)”: " } ?? ""
            StandardOutput.line("  \(record.status.rawValue): \(words)\(record.verdict.rawValue)\(score)")
            StandardOutput.line("    claim: \(record.claim)")
            if let claimant = record.claimant { StandardOutput.line("    said by: \(claimant)") }
            StandardOutput.line("    checked by: \(record.publisherName ?? "somebody unnamed"), \(record.url)")
            if !record.problems.isEmpty {
                StandardOutput.line("    problems: \(record.problems.map(\.rawValue).joined(separator: ", "))")
            }
        }
        for problem in problems { StandardOutput.line("  left out: \(problem.code.rawValue): \(problem.detail)") }
    }
}
