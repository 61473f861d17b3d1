/// The checks of a supply chain (sponsorship reference, section 10.4).
public enum SupplyChainCode: String, Hashable, Sendable, CaseIterable {
    case noChain = "C01"
    case malformed = "C02"
    case repeatedNode = "C03"
    case foreignTail = "C04"
    case unauthorizedOrigin = "C05"
    case originNotDirect = "C06"
    case originNotPublisher = "C07"
    case ownerDiffers = "C08"
    case unlistedHop = "C09"
    case unknownSeller = "C10"
    case brokenLink = "C11"
    case hiddenPayee = "C12"
    case passthroughNotMarked = "C13"
    case originUnknown = "C14"
    case publisherDiffers = "C15"
    case staleSources = "C16"

    /// What is wrong, for a person.
    public var meaning: String {
        switch self {
        case .noChain: "No supply chain: who sold this place is not said."
        case .malformed: "The supply chain cannot be read."
        case .repeatedNode: "The supply chain goes through the same account twice."
        case .foreignTail: "The last seller is not whom this was bought from: the end is missing or forged."
        case .unauthorizedOrigin: "The first seller is not authorised by the site's ads.txt."
        case .originNotDirect: "The first seller is listed as a reseller: its head is missing, or ads.txt is wrong."
        case .originNotPublisher: "The first seller does not sell places of its own: nodes are missing."
        case .ownerDiffers: "The first seller is not the owner that the site names."
        case .unlistedHop: "This seller is not in the site's ads.txt."
        case .unknownSeller: "The advertising system does not say whom it pays for this account."
        case .brokenLink: "This seller is not the system that sold before it."
        case .hiddenPayee: "The advertising system hides whom it pays."
        case .passthroughNotMarked: "A node outside the payment is not marked as passing through."
        case .originUnknown: "The chain is incomplete: who owns the place is not said."
        case .publisherDiffers: "The publisher of the request is not the account that is paid."
        case .staleSources: "A source is older than seven days: the answer is not certain."
        }
    }
}

/// Something that a check of a supply chain has found.
public struct SupplyChainFinding: Hashable, Sendable {
    /// Weakest first.
    public enum Severity: String, Hashable, Sendable {
        case info, warn, block
    }

    public let code: SupplyChainCode
    public let severity: Severity
    /// Index of the node in the chain; `nil` for the whole.
    public let node: Int?

    public init(_ code: SupplyChainCode, _ severity: Severity, node: Int? = nil) {
        self.code = code
        self.severity = severity
        self.node = node
    }
}
