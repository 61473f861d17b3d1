import Daylight

/// The verifier that runs in the reader's browser, with what it starts from.
struct ReceiptVerifier: Hashable, Sendable {
    /// The receipt's JSON; empty where the reader brings one.
    var receipt: String
    /// The trust policy it is checked against, for the reader to replace.
    var policy: String
    /// Public keys of signers as PEM, one after the other.
    var signers: String
    /// Whether receipt, policy and signers are shown from the beginning.
    var isOpen: Bool
}

/// Any receipt, pasted or opened from a file, is verified here.
struct VerifyPage: Page {
    var verifier: ReceiptVerifier
}

/// One HTML file that holds the verifier with everything it needs, and verifies without any network.
struct VerifierFile: Page {
    /// Number of the statement whose receipt is inside; `nil` when the reader brings one.
    var statement: Int?
    var verifier: ReceiptVerifier
    /// Where the file came from, the whole address.
    var source: String
}
