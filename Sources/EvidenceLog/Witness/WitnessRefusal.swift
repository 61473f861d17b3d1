/// A witness that could be reached and did not cosign the latest head.
public struct WitnessRefusal: Hashable, Sendable {
    /// Its name in the log's policy.
    public let witness: String
    /// Whether it has cosigned something of this log that does not lead to the head: an old copy, a second writer, or a log
    /// that has shown somebody another history. Otherwise it is most likely not configured for this log.
    public let isConflict: Bool
    /// What it said, for the operator: a text from outside.
    public let reason: String

    package init(witness: String, isConflict: Bool, reason: String) {
        self.witness = witness
        self.isConflict = isConflict
        self.reason = reason
    }
}
