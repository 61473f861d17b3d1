/// What a simulated mail of a leak really is.
public enum MailKind: String, SimulatedKind {
    case alteredBody = "altered-body"
    case alteredSubject = "altered-subject"
    /// A second author above the one that was signed.
    case addedFrom = "added-from"
    /// Text behind the bytes that were signed, where the signature lets that pass (`l=`).
    case appended
    /// Forged: signed by whoever with a key whose private half was published.
    case disclosedKey = "disclosed-key"
    case unsigned

    /// Genuine, as it was sent.
    case genuine
    /// Genuine, with what servers on the way put above it.
    case relayed
    /// Genuine, saved with line feeds alone.
    case savedWithLF = "saved-with-lf"

    public var role: SimulatedRole {
        switch self {
        case .genuine, .relayed, .savedWithLF: .innocent
        default: .planted
        }
    }

    /// The verdict on the file, and the warnings about its signature (credibility reference, section 11.5).
    public var expected: (verdict: String, warnings: [String]) {
        switch self {
        case .alteredBody: ("fail-body", [])
        case .alteredSubject: ("fail-signature", [])
        case .addedFrom: ("malformed", ["duplicate-header"])
        case .appended: ("pass", ["l-tag"])
        case .disclosedKey: ("pass", ["key-disclosed"])
        case .unsigned: ("none", [])
        case .genuine, .relayed, .savedWithLF: ("pass", [])
        }
    }

    /// Whether the mail is as its domain's server signed it.
    public var passes: Bool { expected.verdict == "pass" }
}
