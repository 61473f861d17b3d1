import Daylight
import EvidenceLog
import Storage

extension StatementRecord {
    /// The statement that this one says it corrects; `nil` when it corrects none.
    var supersedes: StatementReference? {
        guard let envelope = try? Envelope(parsing: envelope), let statement = try? JSONParser.parse(envelope.payload) else {
            return nil
        }
        return statement["predicate"]?["supersedes"].flatMap { StatementReference($0) }
    }
}

extension Store {
    /// Whether the statement at this place of the log is still current.
    func standing(ofStatementAt index: UInt64) async throws(StoreError) -> StatementStanding {
        try await standings(ofStatementsAt: [index])[index] ?? .current
    }
}
