public import Daylight
public import EvidenceLog
public import Storage

/// The composition behind the server and the command line: a store, an evidence log, and the key that signs statements.
///
/// Facts live in the store; statements are signed, stored in an outbox, appended to the log and then completed with their
/// receipt. A crash between two of these steps is healed the next time the observatory opens.
public final class Observatory: Sendable {
    /// Where the key that signs statements lies inside the data directory.
    public static let signerPath = "keys/statement-signer.pem"

    public let store: Store
    /// The log that statements go into.
    public let log: DurableLog
    /// Every log in order, those that have ended first, and last the one that statements go into.
    public let logs: [LogVolume]
    /// Signs every statement this observatory makes.
    public let signer: StatementSigner
    /// The two keys that sign publications of results, one for each of the two people who release them.
    public let publishers: [StatementSigner]
    let outboxTurn = Turnstile()
    let decisionTurn = Turnstile()
    let advertisingTurn = Turnstile()
    let directory: DataDirectory
    let configuration: ObservatoryConfiguration

    private init(
        _ directory: DataDirectory, _ configuration: ObservatoryConfiguration, store: Store, log: DurableLog,
        logs: [LogVolume], signer: StatementSigner, publishers: [StatementSigner]
    ) {
        self.directory = directory
        self.configuration = configuration
        self.store = store
        self.log = log
        self.logs = logs
        self.signer = signer
        self.publishers = publishers
    }

    /// Opens the data directory, makes what is missing on a first start, and logs what a crash left pending.
    ///
    /// - Parameter logsPending: whether what is pending goes into the log at once; not where nothing more may go into it.
    /// - Throws: ``ObservatoryError``, `StoreError` or `LogError`, each with what is wrong and what to do.
    public static func open(
        _ configuration: ObservatoryConfiguration, now: Timestamp, entropy: Entropy = .system, logsPending: Bool = true
    ) async throws -> Observatory {
        let directory = try DataDirectory(configuration.dataDirectory)
        let signer = try key(at: directory.signer, entropy: entropy)
        let publishers = try (1...2).map { try key(at: directory.publisher($0), entropy: entropy) }
        let store = try await Store.open(
            Store.Location(databaseURL: configuration.databaseURL, dataDirectory: configuration.dataDirectory))
        let log: DurableLog
        let logs: [LogVolume]
        do {
            (log, logs) = try await openLogs(
                in: directory, configuration, store: store, signer: signer.signerKey, now: now, entropy: entropy)
        } catch {
            await store.close()
            throw error
        }
        let observatory = Observatory(
            directory, configuration, store: store, log: log, logs: logs, signer: signer, publishers: publishers)
        if logsPending { _ = try await observatory.logPendingIfPossible() }
        return observatory
    }

    private static func key(at path: String, entropy: Entropy) throws -> StatementSigner {
        if DataDirectory.exists(path) { return try StatementSigner.load(from: path) }
        var generator = EntropyGenerator(entropy: entropy)
        return try StatementSigner.create(at: path, random: &generator)
    }

    /// Closes log and store. Work that has begun is finished first.
    public func close() async {
        try? await outboxTurn.run {}
        log.close()
        await store.close()
    }
}
