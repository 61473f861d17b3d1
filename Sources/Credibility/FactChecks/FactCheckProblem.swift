/// What is wrong with one record, though it is kept (credibility reference, section 4.5).
public enum FactCheckProblem: String, Hashable, Sendable, CaseIterable {
    /// A date that is no day of the calendar was left out.
    case badDate = "bad-date"
    /// Several values stood where one belongs; the first counts.
    case multipleValues = "multiple-values"
    /// The rating has no words.
    case missingVerdict = "missing-verdict"
    /// The rating has words, but neither they nor a number say anything known.
    case unknownVerdict = "unknown-verdict"
    /// Words and number are two steps or more apart; the words count.
    case ratingDisagrees = "rating-disagrees"
    /// The number is far outside the publisher's own scale and was left out.
    case outOfScale = "out-of-scale"
    case unknownMediaCategory = "unknown-media-category"
    /// Nobody said where the document was found.
    case hostUnknown = "host-unknown"
    /// The article is on another host than the document that speaks of it.
    case hostMismatch = "host-mismatch"
    /// The fact-checker's own address is elsewhere.
    case authorMismatch = "author-mismatch"
    /// The publisher is on no list of signatories.
    case notSignatory = "not-signatory"
    /// The publisher was on the list, and is not today.
    case signatoryExpired = "signatory-expired"

    /// Whether the record must not be relied on.
    public var isAboutTrust: Bool {
        switch self {
        case .hostUnknown, .hostMismatch, .authorMismatch, .notSignatory, .signatoryExpired: true
        default: false
        }
    }
}

/// What was left out of a document, each kind told once (credibility reference, section 4.5).
public enum ClaimDocumentProblem: String, Hashable, Sendable, CaseIterable {
    case badJSON = "bad-json"
    /// More than 32 arrays and objects in each other.
    case tooDeep = "too-deep"
    case tooLarge = "too-large"
    /// Only the first ones were read.
    case tooManyReviews = "too-many-reviews"
    /// An object of another vocabulary than schema.org.
    case badContext = "bad-context"
    case missingURL = "missing-url"
    case badURL = "bad-url"
    case missingClaim = "missing-claim"
    /// The same claim at the same address once more.
    case duplicate
    case mediaWithoutClaim = "media-without-claim"
}
