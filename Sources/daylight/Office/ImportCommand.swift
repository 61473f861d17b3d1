import ArgumentParser
import Authenticity
import Daylight
import EvidenceLog
import Server
import Storage

/// `daylight import`: shares into the store, coordinated groups among them into findings, and a statement about it on the log.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Store a file of shares, look for coordination in it, and log that it was read.",
        discussion: """
            EXAMPLE
              daylight import posts.csv --declared outlets.csv

            The import is one transaction: until it is done nothing of it is visible, and a process killed in between
            leaves nothing. Importing the same file twice changes nothing.

            EXIT CODES
              0 imported, or already there · 65 malformed input · 66 no such file · 69 store or log unavailable
            """)

    @Argument(help: "Shares as CSV or JSON Lines.")
    var file: String

    @OptionGroup var options: DataOptions

    @Option(help: "csv or jsonl; otherwise by the file's name.")
    var format: ShareFormat?

    @Option(help: "What the data set is called; otherwise the file's name.")
    var name: String?

    @Option(help: "Seconds within which two shares count together (60).")
    var window: WindowOption?

    @Option(help: ArgumentHelp("CSV with group,account_id: accounts that openly belong together.", valueName: "groups.csv"))
    var declared: String?

    @Option(help: ArgumentHelp("On a first start: how readers will reach the server; it names the log.", valueName: "url"))
    var publicUrl: PublicAddress?

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() async throws {
        try await reportingFailures {
            let task = Import(file: file, name: name, format: format, window: window?.milliseconds, declared: declared)
            let outcome: Import.Outcome
            if let observatory = try await options.observatoryUnlessServed(host: publicUrl?.host ?? "localhost") {
                outcome = try await task.run(into: observatory)
                await observatory.close()
            } else {
                let store = try await options.store()
                outcome = try await task.run(into: store, signer: try options.signer())
                await store.close()
            }
            report(outcome)
        }
    }

    private func report(_ outcome: Import.Outcome) {
        if json {
            return print(
                CanonicalJSON.line(
                    .object([
                        "dataset": .string(outcome.dataset.id.text), "rows": .integer(outcome.dataset.rows),
                        "bad_rows": .integer(outcome.dataset.badRows), "findings": .integer(outcome.findings),
                        "already_there": .bool(outcome.isOld),
                    ])))
        }
        if outcome.isOld { return print("\(file) was imported before, as data set \(outcome.dataset.id).") }
        print("\(outcome.dataset.rows) shares by \(outcome.dataset.accounts) accounts are data set \(outcome.dataset.id).")
        print(
            outcome.findings == 0
                ? "Nothing in it is beyond chance." : "\(outcome.findings) groups are beyond chance and wait for a reviewer.")
    }
}

/// One import: analysis, findings, statement, and all of it into the store at once.
struct Import {
    struct Outcome {
        var dataset: Dataset
        var findings: Int
        var isOld: Bool
    }

    /// A statement is at most 65,535 bytes on the log; this many finding ids fit with room to spare.
    private static let findingLimit = 1000

    let file: String
    var name: String?
    var format: ShareFormat?
    var window: Int64?
    var declared: String?

    /// Imports and logs.
    func run(into observatory: Observatory) async throws -> Outcome {
        let outcome = try await run(into: observatory.store, signer: observatory.signer)
        let isLogged = try await DataOptions.reportingStoreFailures { try await observatory.logPendingIfPossible() }
        if !isLogged { StandardError.say("daylight: imported; the log takes the statement about it later") }
        return outcome
    }

    /// Imports and leaves the statement pending, for the server that holds the log.
    func run(into store: Store, signer: StatementSigner) async throws -> Outcome {
        var parameters = CoordinationParameters(.daylight)
        if let window { parameters.windowMilliseconds = window }
        let groups = try declared.map(CoordinationCommand.readDeclared) ?? DeclaredGroups()
        let network = try CoordinationRun(parameters: parameters, declared: groups, format: format).network(of: file)
        let now = SystemClock.now()
        let findings = try findings(network, now: now)
        let dataset = dataset(network, now: now)
        let statement = try statement(dataset, findings: findings, signer: signer, now: now)
        return try await DataOptions.reportingStoreFailures {
            let batches = try ShareBatches(
                file, format: format ?? ShareFormat(fileName: file), expected: network.inputDigest)
            let outcome = try await store.importDataset(
                dataset, shares: { try batches.next() },
                badRows: network.badRowSamples.map { fault in
                    BadRow(line: fault.line, field: fault.column, expected: fault.expected, found: fault.found)
                }, findings: findings, statement: statement)
            return switch outcome {
            case .imported(let dataset): Outcome(dataset: dataset, findings: findings.count, isOld: false)
            case .alreadyThere(let dataset): Outcome(dataset: dataset, findings: 0, isOld: true)
            }
        }
    }

    private func dataset(_ network: CoordinationNetwork, now: Timestamp) -> Dataset {
        Dataset(
            name: name ?? String(file.split(separator: "/").last ?? "shares"), sha256: network.inputDigest,
            rows: network.counts.rows, badRows: network.badRowCount, duplicateRows: network.counts.repeats,
            accounts: network.counts.allAccounts, firstShare: network.counts.firstShare, lastShare: network.counts.lastShare,
            imported: now, windowMilliseconds: network.parameters.windowMilliseconds, engine: Cluster.engine)
    }

    private func findings(_ network: CoordinationNetwork, now: Timestamp) throws -> [Finding] {
        network.clusters.map { cluster in
            Finding(
                question: .isItARealPerson, kind: "coordination",
                // An account whose name is too long to be a subject stays in the evidence, where names have no limit.
                subjects: cluster.members.compactMap { try? Subject(.account, $0.account) }, summary: cluster.headline,
                evidence: Array(CanonicalJSON.line(cluster.json).utf8), created: now)
        }
    }

    private func statement(
        _ dataset: Dataset, findings: [Finding], signer: StatementSigner, now: Timestamp
    ) throws -> NewStatement {
        let statement = try Statement(
            type: .dataImported, subjects: [.init(name: "dataset:\(dataset.id)", sha256: dataset.sha256)],
            predicate: [
                "dataset": .string(dataset.id.text), "rows": .integer(dataset.rows), "badRows": .integer(dataset.badRows),
                "inputSHA256": .string(dataset.sha256.hex), "engine": .string(dataset.engine),
                "findings": .array(findings.prefix(Self.findingLimit).map { .string($0.id.text) }),
            ])
        return NewStatement(
            envelope: try signer.sign(try statement.body()), predicateType: PredicateType.dataImported.uri,
            title: "Data set \(dataset.id) was imported", created: now)
    }
}
