import EvidenceLog
import Storage

/// The right to write the log, as the store that several servers may share grants it.
struct StoreClaim: WriterGuard {
    private let claim: LogWriterClaim

    /// `nil` where the store is this machine's own, and the log's own lock is enough.
    ///
    /// - Throws: `LogError` locked while another server writes the log, or unavailable.
    init?(on store: Store) throws(LogError) {
        let outcome: Store.LogClaim
        do {
            outcome = try store.claimLog()
        } catch {
            throw .unavailable(reason: "the store cannot be asked who writes the log: \(error)")
        }
        switch outcome {
        case .held(let claim): self.claim = claim
        case .taken: throw .locked(path: "the log of this database")
        case .notNeeded: return nil
        }
    }

    func check() throws(LogError) {
        let isHeld: Bool
        do {
            isHeld = try claim.isHeld()
        } catch {
            throw .unavailable(reason: "the store cannot be asked who writes the log: \(error)")
        }
        guard isHeld else { throw .stopped(reason: "another server has claimed the log of this database since") }
    }
}
