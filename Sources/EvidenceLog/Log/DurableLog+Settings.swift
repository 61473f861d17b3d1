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

    /// Ends a log that is not open, for good: an election or a year is over. Its receipts stay what they are.
    ///
    /// - Throws: ``LogError/locked(path:)`` while the log is open.
    public static func retire(at path: String) throws(LogError) {
        try change(at: path) { old throws(InputError) in
            try LogSettings(
                origin: old.origin, verifierKey: old.verifierKey, signers: old.signers, policy: old.policy, isRetired: true)
        }
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
