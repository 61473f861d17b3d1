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

    private func logStatement(_ statement: StatementRecord) async throws {
        let appended = try await log.append(statement.envelope)
        let receipt = try await log.receipt(for: appended.index)
        try await store.completeStatement(
            statement.id,
            StatementRecord.Logged(
                index: appended.index, leafHash: appended.leafHash, receipt: String(decoding: receipt.file, as: UTF8.self)))
    }
}
