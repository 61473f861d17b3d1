import Daylight

/// How coordination is measured, in plain words and in the formula.
struct MethodPage: Page {}

/// What a receipt proves and what it does not.
struct ReceiptPage: Page {
    /// Address of the trust policy of the log that statements go into.
    var policy: String
}

/// The accessibility statement that public bodies must publish.
struct AccessibilityPage: Page {
    /// Who answers for this site.
    var organisation: String
    /// Where to write, for instance an e-mail address.
    var contact: String
    /// When the site was last tested.
    var tested: CivilDate
}

/// Something went wrong, in words for the reader.
struct ErrorPage: Page {
    enum Kind: Hashable, Sendable, CaseIterable {
        case badRequest, signInNeeded, forbidden, notFound, methodNotAllowed, conflict, tooLarge, tooManyRequests
        case internalFault, unavailable

        /// The kind for an HTTP status code; any other 4xx counts as a bad request, any other as a fault of ours.
        init(status: Int) {
            self =
                switch status {
                case 401: .signInNeeded
                case 403: .forbidden
                case 404, 410: .notFound
                case 405: .methodNotAllowed
                case 409, 412, 428: .conflict
                case 413: .tooLarge
                case 429: .tooManyRequests
                case 503, 504: .unavailable
                case 400..<500: .badRequest
                default: .internalFault
                }
        }
    }

    var kind: Kind
    /// What happened to which thing, one sentence, safe to show; may be empty.
    var detail: String
    var requestID: String
}
