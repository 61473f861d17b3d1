import Daylight
import EvidenceLog
import Storage

extension Observatory {
    /// The log that statements go into, as its readers see it.
    var current: LogVolume { logs[logs.count - 1] }

    /// How many entries all logs have together; entries are numbered on through them.
    var entryCount: UInt64 { current.record.first + current.checkpoint().size }

    /// A trust policy for receipts of every log that has the present one's witnesses and quorum.
    func policy() -> String { log.settings.readersPolicy(with: logs.dropLast().map(\.settings)) }

    /// Opens every log that the store knows of, the last one for writing; makes the first one on a first start.
    static func openLogs(
        in directory: DataDirectory, _ configuration: ObservatoryConfiguration, store: Store, signer: SignerKey, now: Timestamp,
        entropy: Entropy
    ) async throws -> (DurableLog, [LogVolume]) {
        let claim = try StoreClaim(on: store)
        let records = try await store.logs()
        let ended = try records.dropLast().enumerated().map { position, record in
            let path = try self.path(of: record, isFirst: position == 0, in: directory)
            let log = try PublishedLog(at: path)
            try check(log.settings, is: record, at: path)
            return LogVolume(log, record, isFirst: position == 0)
        }
        let last = records[records.count - 1]
        let path = try path(of: last, isFirst: ended.isEmpty, in: directory)
        let log: DurableLog
        if last.origin == nil, !DataDirectory.exists(path) {
            var generator = EntropyGenerator(entropy: entropy)
            log = try DurableLog.create(
                at: path, origin: configuration.origin(at: now), signers: [signer], writerGuard: claim, random: &generator)
        } else {
            log = try DurableLog.open(at: path, transport: configuration.witnesses, writerGuard: claim)
        }
        do {
            try check(log.settings, is: last, at: path)
            if last.origin == nil { try await store.nameFirstLog(log.origin) }
        } catch {
            log.close()
            throw error
        }
        let record = LogRecord(id: last.id, origin: log.origin, first: last.first)
        return (log, ended + [LogVolume(log, record, isFirst: ended.isEmpty)])
    }

    private static func path(of record: LogRecord, isFirst: Bool, in directory: DataDirectory) throws(LogError) -> String {
        if isFirst { return directory.log }
        guard let origin = record.origin, let name = LogName(ofOrigin: origin) else {
            throw .damaged(path: directory.path, reason: "the store names a log that no server makes")
        }
        return directory.log(name)
    }

    private static func check(_ settings: LogSettings, is record: LogRecord, at path: String) throws(LogError) {
        guard let origin = record.origin, origin != settings.origin else { return }
        throw .damaged(path: path, reason: "it is \(settings.origin), and the statements of this store are in \(origin)")
    }
}
