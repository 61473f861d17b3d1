import Daylight
import EvidenceLog
import Storage

extension Observatory {
    /// Appends every pending statement to the log, oldest first, and stores its receipt.
    ///
    /// Appending the same envelope twice answers with the first index, so that a crash after the append and before the
    /// receipt was stored loses and doubles nothing.
    public func logPendingStatements() async throws {
        try await outboxTurn.run { [self] in
            // The store gives them in portions.
            while case let pending = try await store.pendingStatements(), !pending.isEmpty {
                for statement in pending { try await logStatement(statement) }
            }
        }
    }

    /// The same, unless the log cannot take statements now: too few witnesses answer, its disk is full, it was retired.
    ///
    /// They then stay in the store, and a running server tries again every few seconds.
    /// - Returns: whether nothing is left pending.
    public func logPendingIfPossible() async throws -> Bool {
        do {
            try await logPendingStatements()
            return true
        } catch let error as LogError where error.leavesPending {
            return false
        }
    }

    private func logStatement(_ statement: StatementRecord) async throws {
        let appended = try await log.append(statement.envelope)
        let receipt = try await log.receipt(for: appended.index)
        try await store.completeStatement(
            statement.id,
            StatementRecord.Logged(
                log: current.record, index: appended.index, leafHash: appended.leafHash,
                receipt: String(decoding: receipt.file, as: UTF8.self)))
    }
}

extension LogError {
    /// Whether a statement can wait in the store until the log takes it.
    fileprivate var leavesPending: Bool {
        switch self {
        case .uncosigned, .readOnly, .busy, .io, .missing, .unavailable: true
        default: false
        }
    }
}
