/// Something that contains the words that were looked for.
public struct SearchHit: Hashable, Sendable {
    /// What can be found.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case account, object, finding, decision
    }

    public let kind: Kind
    /// The account's or object's name, or the finding's identifier (for a decision, of the finding it is on).
    public let identifier: String
    public let title: String
    /// The part of the text where the words are.
    public let snippet: String
}
