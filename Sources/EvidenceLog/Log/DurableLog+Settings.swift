import Daylight

extension DurableLog {
    /// Gives a log that is not open another policy: the witnesses and the quorum for its next heads.
    ///
    /// - Parameter policy: the text of the policy; `nil` for none.
    /// - Throws: ``LogError/locked(path:)`` while the log is open, ``LogError/input(_:)`` for a policy that is malformed or
    ///   cannot be met.
    public static func setPolicy(_ policy: String?, at path: String) throws(LogError) {
        try change(at: path) { old throws(InputError) in
            guard !old.isRetired else {
                throw InputError(field: "log", expected: "one that goes on", found: "one that was retired")
            }
            return try LogSettings(
                origin: old.origin, verifierKey: old.verifierKey, signers: old.signers, policy: policy)
        }
    }

    /// Admits statements of more signers to a log that is not open.
    ///
    /// - Throws: ``LogError/locked(path:)`` while the log is open.
    public static func admit(_ signers: [SignerKey], at path: String) throws(LogError) {
        try change(at: path) { old throws(InputError) in
            try LogSettings(
                origin: old.origin, verifierKey: old.verifierKey,
                signers: old.signers + signers.filter { !old.signers.contains($0) }, policy: old.policy,
                isRetired: old.isRetired)
        }
    }

    /// Closes the log and ends it for good: an election or a year is over. Its receipts stay what they are.
    ///
    /// - Returns: the log as it is read from now on.
    /// - Throws: ``LogError/unavailable(reason:)`` while entries wait for witnesses: readers would never see them. A log
    ///   that is read-only can be ended all the same, since nothing in it will ever be published.
    public func retire() throws(LogError) -> PublishedLog {
        let isReadOnly = refusal() != nil
        let pending = close().pendingCount
        guard pending == 0 || isReadOnly else {
            throw .unavailable(
                reason: "\(pending) entries wait for witnesses and would be lost to readers; retire when they are published")
        }
        try Self.change(at: path) { old throws(InputError) in
            try LogSettings(
                origin: old.origin, verifierKey: old.verifierKey, signers: old.signers, policy: old.policy, isRetired: true)
        }
        return try PublishedLog(at: path)
    }

    private static func change(
        at path: String, _ changed: (LogSettings) throws(InputError) -> LogSettings
    ) throws(LogError) {
        let directory = LogDirectory(path: path)
        // Without a log there, no lock file is made; what counts is what stands there once the lock is ours.
        _ = try LogSettings.load(directory)
        let lock = try WriterLock(directory)
        defer { lock.unlock() }
        let settings = try LogSettings.load(directory)
        let file: [UInt8]
        do {
            file = try changed(settings).file
        } catch {
            throw .input(error)
        }
        try Disk.replace(directory.settings, temporary: directory.temporary, file, isDurable: true)
    }
}
