import Daylight
public import EvidenceLog
import Storage

extension Observatory {
    /// Ends the log that statements go into, for good, and begins the next one, with the same signers and witnesses.
    ///
    /// The old log is ended first, then the new one made, then the store told. Wherever this is interrupted, nothing is
    /// lost: statements wait in the store until it is called again and goes on from there. Afterwards the observatory is
    /// to be closed; opened again, it logs statements into the new log.
    ///
    /// - Parameter host: the host that names the new log; `nil` for the one of the present log.
    /// - Returns: the log that has ended and the one that has begun.
    /// - Throws: ``ObservatoryError/logNameUsed(_:)``, `LogError` while entries wait for witnesses, or an error of the store.
    public func beginLog(
        _ name: LogName, host: String? = nil, entropy: Entropy = .system
    ) async throws -> (ended: PublishedLog, begun: PublishedLog) {
        let origin = name.origin(host: host ?? String(log.origin.prefix { $0 != "/" }))
        let place = directory.log(name)
        // An interrupted attempt may have made it.
        let found = DataDirectory.exists(place) ? try PublishedLog(at: place) : nil
        guard !logs.contains(where: { $0.name == name }),
            found.map({ $0.settings.origin == origin && !$0.settings.isRetired }) ?? true
        else { throw ObservatoryError.logNameUsed(name) }
        let ended = try log.retire()
        let begun = try found ?? makeLog(at: place, origin: origin, entropy: entropy)
        try await store.addLog(origin: origin, first: current.record.first + ended.checkpoint.size)
        return (ended, begun)
    }

    private func makeLog(at path: String, origin: String, entropy: Entropy) throws(LogError) -> PublishedLog {
        var generator = EntropyGenerator(entropy: entropy)
        try DurableLog.create(
            at: path, origin: origin, signers: log.settings.signers, policy: log.settings.policy,
            transport: configuration.witnesses, random: &generator
        ).close()
        return try PublishedLog(at: path)
    }
}
