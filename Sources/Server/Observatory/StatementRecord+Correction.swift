import Daylight
import EvidenceLog
import Storage

extension StatementRecord {
    /// The statement that this one says it corrects; ``corrects`` is the one it does.
    var supersedes: StatementReference? {
        guard let envelope = try? Envelope(parsing: envelope), let statement = try? JSONParser.parse(envelope.payload) else {
            return nil
        }
        return statement["predicate"]?["supersedes"].flatMap { StatementReference($0) }
    }
}

extension Store {
    /// Whether the statement of this number is still current.
    func standing(ofStatement number: UInt64) async throws(StoreError) -> StatementStanding {
        try await standings(ofStatements: [number])[number] ?? .current
    }
}
