import ArgumentParser
import Daylight
import Server
import Sponsorship
import Storage

/// `daylight ads import`: ads of archives, and notices of another tool.
struct ImportArchiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read ads from a platform's archive, or a notice made with OpenTTPA.",
        discussion: """
            EXAMPLE
              daylight ads import google google-political-ads-creative-stats.csv --json
              daylight ads import meta ads.json --store --data DIR

            Bands stay intervals, never midpoints; sums add low to low and high to high. Rows that cannot be read are told by
            their line or place, the others are kept. A notice of OpenTTPA becomes a draft with a list of what is missing.

            EXIT CODES
              0 read · 1 read, but some rows were not · 64 wrong options · 65 malformed input · 66 no such file
              69 the store cannot be used
            """)

    /// Where a file comes from.
    enum Source: String, CaseIterable, ExpressibleByArgument {
        case meta, google, propublica, openttpa
    }

    /// Largest file, in bytes.
    private static let byteLimit = 256 << 20

    @Argument(help: "meta (JSON of the Ad Library API), google (CSV), propublica (CSV) or openttpa (JSON).")
    var source: Source

    @Argument(help: "The file; - for standard input.")
    var file: String

    @Flag(help: "Put the ads into the library of the data folder, too.")
    var store = false

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    @OptionGroup var options: DataOptions

    func validate() throws {
        if store, source == .openttpa {
            throw ValidationError("--store is for ads; a notice of OpenTTPA is completed in the form.")
        }
    }

    func run() async throws {
        let input = JudgedFile(path: file, json: json)
        if source == .openttpa {
            let draft = try input.readObject(limit: ValidateCommand.byteLimit) { try OpenTTPADraft($0) }
            return print(json ? CanonicalJSON.line(draft.json) : Self.text(draft))
        }
        let result = try input.read(limit: Self.byteLimit) { bytes in try read(bytes) }
        let stored = store ? try await reportingFailures { try await put(result.ads) } : nil
        print(json ? CanonicalJSON.line(answer(result, stored)) : text(result, stored))
        if !result.rejected.isEmpty { throw ExitCode(Failure.Reason.answerIsNo.rawValue) }
    }

    private func put(_ ads: [ArchivedAd]) async throws -> LibraryImport.Outcome {
        guard let source = LibraryAd.Source(rawValue: source.rawValue) else { return LibraryImport.Outcome() }
        let store = try await options.store()
        let outcome = try await DataOptions.reportingStoreFailures {
            try await LibraryImport.store(ads, of: source, in: store, by: "import", now: SystemClock.now())
        }
        await store.close()
        return outcome
    }

    private func read(_ bytes: [UInt8]) throws -> ArchiveImport {
        switch source {
        case .google: try GoogleArchive.read(bytes)
        case .propublica: try ProPublicaArchive.read(bytes)
        case .meta, .openttpa: try MetaArchive.read(JSONParser.parse(bytes, limits: .init(bytes: Self.byteLimit, depth: 32)))
        }
    }

    private func answer(_ result: ArchiveImport, _ outcome: LibraryImport.Outcome?) -> JSONValue {
        var object: JSONObject = [
            "source": .string(source.rawValue), "totals": result.totals, "ads": .array(result.ads.map(\.json)),
            "rejected": .array(result.rejected.map { $0.naming(file).json }),
        ]
        if let outcome { object["stored"] = .integer(outcome.stored) }
        return .object(object)
    }

    private func text(_ result: ArchiveImport, _ outcome: LibraryImport.Outcome?) -> String {
        var lines = result.rejected.map { $0.naming(file).description }
        lines.append("\(result.ads.count) ads, \(result.rejected.count) rows that could not be read.")
        for money in result.spend.values.sorted(by: { $0.currency < $1.currency }) {
            let high = money.high.map { "to \($0)" } ?? "or more"
            lines.append("Spent: \(money.low) \(high) \(money.currency) (\(result.adsWithoutSpend) ads do not tell).")
        }
        if let counts = result.impressions {
            let high = counts.high.map { "to \($0)" } ?? "or more"
            lines.append("Impressions: \(counts.low) \(high) (\(result.adsWithoutImpressions) ads do not tell).")
        }
        if let outcome { lines.append("\(outcome.stored) ads stored, \(outcome.unchanged) were there.") }
        return lines.map(\.printable).joined(separator: "\n")
    }

    private static func text(_ draft: OpenTTPADraft) -> String {
        let missing = draft.findings.map { "\($0.rule.rawValue) \($0.field): \($0.message)".printable }
        return ([CanonicalJSON.line(.object(draft.members))] + missing).joined(separator: "\n")
    }
}
