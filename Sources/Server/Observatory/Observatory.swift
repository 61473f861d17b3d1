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
    public let log: DurableLog
    /// Signs every statement this observatory makes.
    public let signer: StatementSigner
    let outboxTurn = Turnstile()
    let decisionTurn = Turnstile()

    private init(store: Store, log: DurableLog, signer: StatementSigner) {
        self.store = store
        self.log = log
        self.signer = signer
    }

    /// Opens the data directory, makes what is missing on a first start, and logs what a crash left pending.
    ///
    /// - Throws: ``ObservatoryError``, `StoreError` or `LogError`, each with what is wrong and what to do.
    public static func open(
        _ configuration: ObservatoryConfiguration, now: Timestamp, entropy: Entropy = .system
    ) async throws -> Observatory {
        let directory = try DataDirectory(configuration.dataDirectory)
        let signer = try signer(in: directory, entropy: entropy)
        let store = try await Store.open(
            Store.Location(databaseURL: configuration.databaseURL, dataDirectory: configuration.dataDirectory))
        let log: DurableLog
        do {
            log = try self.log(
                in: directory, configuration, signer: signer.signerKey, claim: StoreClaim(on: store), now: now,
                entropy: entropy)
        } catch {
            await store.close()
            throw error
        }
        let observatory = Observatory(store: store, log: log, signer: signer)
        _ = try await observatory.logPendingIfPossible()
        return observatory
    }

    private static func signer(in directory: DataDirectory, entropy: Entropy) throws -> StatementSigner {
        if DataDirectory.exists(directory.signer) { return try StatementSigner.load(from: directory.signer) }
        var generator = EntropyGenerator(entropy: entropy)
        return try StatementSigner.create(at: directory.signer, random: &generator)
    }

    private static func log(
        in directory: DataDirectory, _ configuration: ObservatoryConfiguration, signer: SignerKey,
        claim: StoreClaim?, now: Timestamp, entropy: Entropy
    ) throws -> DurableLog {
        if DataDirectory.exists(directory.log) {
            return try DurableLog.open(at: directory.log, transport: configuration.witnesses, writerGuard: claim)
        }
        var generator = EntropyGenerator(entropy: entropy)
        return try DurableLog.create(
            at: directory.log, origin: configuration.origin(at: now), signers: [signer],
            writerGuard: claim, random: &generator)
    }

    /// Closes log and store. Work that has begun is finished first.
    public func close() async {
        try? await outboxTurn.run {}
        log.close()
        await store.close()
    }
}
