/// How a simulated post is related to a disputed claim.
public enum TextKind: String, SimulatedKind {
    /// In capitals, with other punctuation.
    case letterCase = "case"
    /// Letters replaced by those of another script that look the same.
    case lookAlikes = "look-alikes"
    /// More spaces, and characters that nobody sees.
    case spacing
    /// The digits of the number grouped in another way.
    case grouping
    /// Pictograms around it and an address behind it.
    case emoji = "emoji-and-address"
    /// Word for word inside a long text.
    case quoted
    case oneWord = "one-word-changed"
    case number = "number-changed"
    /// The end is missing.
    case truncated

    /// Innocent: another text about the same places and offices.
    case sameTopic = "same-topic"
    /// The same claim in other words, which nobody can find by wording.
    case paraphrase

    public var role: SimulatedRole {
        switch self {
        case .sameTopic: .innocent
        case .paraphrase: .unpromised
        default: .planted
        }
    }

    /// What the exact rules may say of such a pair (credibility reference, section 5.2).
    public var decisions: [String] {
        switch self {
        case .letterCase, .lookAlikes, .spacing, .grouping, .emoji: ["same"]
        case .quoted: ["quoted"]
        case .oneWord: ["same", "quoted", "near"]
        case .number: ["near"]
        case .truncated: ["same", "quoted"]
        case .sameTopic, .paraphrase: []
        }
    }
}
