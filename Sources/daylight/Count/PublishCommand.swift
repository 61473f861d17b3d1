import ArgumentParser
import Daylight
import Glibc
import Tally

/// `daylight count publish`: the next publication of results.
struct PublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Publish results as signed files that any web server can serve.",
        discussion: """
            EXAMPLES
              daylight count publish reports.json --out www/results/GR2026 --status partial-unofficial --key a.pem --key b.pem
              daylight count publish reports.json --out www/results/GR2026 --status certified --key a.pem --key b.pem \\
                --correction "S012=court: judgment of 3 July"
              daylight count publish --refresh --out www/results/GR2026 --key a.pem

            FILE is as for daylight count check; its election must name the keys as publishers, two of which sign. The folder
            then holds the reports, the sums, a table of all stations, pages for readers, a signed list of all of it, and
            index.json. New files come first and the index last: stopped at any moment, the former publication is whole, and the
            same command goes on. Reports with errors are refused; --leave-out leaves a unit's report out. Units with two
            different reports of one version, or with another unit's figures, are left out and named. A report that replaces a
            published one needs a --correction. Every minute --refresh has to say that the newest publication still stands.

            EXIT CODES
              0 published · 1 not published: reports have errors · 64 wrong options · 65 malformed input, or a status,
              correction or key that may not be · 66 no such file · 73 the folder cannot be made or is in use · 74 it cannot be written
              77 others may read a key
            """)

    @Argument(help: "Definition and reports as JSON; - for standard input. Not with --refresh.")
    var file: String?

    @Option(help: "The folder of this election's publications.")
    var out: String

    @Option(help: "test, partial-unofficial, complete-unofficial, certified or recount.")
    var status: StatusOption?

    @Option(help: "A publisher's private key, a PEM file; twice.")
    var key: [String]

    @Option(help: "UNIT=REASON: TEXT for each replaced report; REASON is a word such as typing-error or court.")
    var correction: [CorrectionOption] = []

    @Option(help: "A unit whose report is not to be published.")
    var leaveOut: [String] = []

    @Option(help: "The time of this publication, such as 2026-06-14T22:15:00Z; otherwise now.")
    var now: InstantOption?

    @Option(help: "How many seconds readers may keep the index, 1 to 60.")
    var ttl: Int64?

    @Option(help: "Most pages to make.")
    var pages = 2_000

    @Option(help: "A file with the evidence log's checkpoint.")
    var checkpoint: String?

    @Option(help: "The number of entries in the log for which the sums were made.")
    var treeSize: Int64?

    @Option(help: "A JSON file with the log's proof.")
    var inclusionProof: String?

    @Flag(help: "Only sign the index again.")
    var refresh = false

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func validate() throws {
        guard refresh == (file == nil) else { throw ValidationError("give a file of reports, or --refresh") }
        guard refresh || status != nil else { throw ValidationError("--status is needed") }
        guard ttl.map({ ResultsIndex.ttlRange.contains($0) }) ?? true else { throw ValidationError("--ttl must be 1 to 60") }
        guard (1...100_000).contains(pages) else { throw ValidationError("--pages must be 1 to 100000") }
        guard treeSize ?? 0 >= 0 else { throw ValidationError("--tree-size must not be negative") }
        guard key.count <= ElectionFacts.publisherLimit else { throw ValidationError("too many keys") }
    }

    func run() async throws {
        let source = CountFile(path: file ?? out, json: json)
        let moment = now?.moment ?? .now
        if refresh {
            let answer = try source.reporting { try Publisher(out, keys: key, at: moment).refresh(ttl: ttl) }
            say(answer)
            return
        }
        let bytes = try source.read(limit: CountCheck.byteLimit) { $0 }
        let outcome: Result<ReportCollection, InputError>
        do throws(InputError) {
            outcome = .success(try await ReportCollection(bytes, leavingOut: Set(leaveOut)))
        } catch {
            outcome = .failure(error)
        }
        let collection = try source.reporting { try outcome.get() }
        guard collection.errors.isEmpty else { throw refuse(collection) }
        let answer = try source.reporting {
            try Publisher(out, keys: key, at: moment).publish(collection, settings: settings())
        }
        say(answer)
    }

    private func settings() throws -> Publisher.Settings {
        var settings = Publisher.Settings(status: status?.status ?? .test, corrections: correction)
        settings.ttl = ttl ?? 60
        settings.pages = pages
        settings.treeSize = treeSize
        settings.checkpoint = try checkpoint.map {
            String(decoding: try CountFile.bytes($0, limit: 1 << 20), as: UTF8.self)
        }
        settings.inclusionProof = try inclusionProof.map { try JSONParser.parse(try CountFile.bytes($0, limit: 1 << 20)) }
        return settings
    }

    private func refuse(_ collection: ReportCollection) -> ExitCode {
        if json {
            let findings = collection.errors.map { JSONValue.object($0.json) }
            print(CanonicalJSON.line(["published": false, "findings": .array(findings)]))
        } else {
            for finding in collection.errors { print("\(finding.code.rawValue): \(finding.unit): \(finding.message)") }
        }
        return Failure(
            .answerIsNo,
            "\(collection.errors.count) errors in the reports: nothing was published; mend them or --leave-out the units"
        ).exit()
    }

    private func say(_ answer: JSONObject) {
        if json { return print(CanonicalJSON.line(.object(answer))) }
        for member in answer.members {
            print("\(member.name): \(member.value.stringValue ?? CanonicalJSON.line(member.value))")
        }
    }
}

/// A publication's status on the command line.
struct StatusOption: ExpressibleByArgument {
    let status: ResultsStatus

    init?(argument: String) {
        guard let status = ResultsStatus(rawValue: argument) else { return nil }
        self.status = status
    }
}

/// An instant on the command line.
struct InstantOption: ExpressibleByArgument {
    let moment: Timestamp

    init?(argument: String) {
        guard let moment = Timestamp(iso8601: argument) else { return nil }
        self.moment = moment
    }
}

/// `UNIT=REASON: TEXT` on the command line.
struct CorrectionOption: ExpressibleByArgument {
    let unit: String
    let reason: String
    let text: String

    init?(argument: String) {
        // A unit's id may hold an equals sign; a reason may not.
        guard let colon = argument.firstIndex(of: ":"), let equals = argument[..<colon].lastIndex(of: "=") else {
            return nil
        }
        unit = String(argument[..<equals])
        reason = String(argument[argument.index(after: equals)..<colon])
        text = String(argument[argument.index(after: colon)...].drop { $0 == " " })
        guard !unit.isEmpty, !reason.isEmpty, !text.isEmpty else { return nil }
    }
}

extension Timestamp {
    /// The time of day, in whole seconds.
    static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(seconds: Int64(time.tv_sec))
    }
}
