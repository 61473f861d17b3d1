/// The seven questions, in the order every answer card shows them.
public enum Question: Int, CaseIterable, Hashable, Sendable, Comparable {
    case whoMadeIt = 1
    case whoPaid
    case whyAmISeeingIt
    case isItARealPerson
    case canITrustIt
    case wasTheCountRight
    case areWeReady

    /// The name used in addresses and JSON.
    public var slug: String {
        switch self {
        case .whoMadeIt: "who-made-it"
        case .whoPaid: "who-paid"
        case .whyAmISeeingIt: "why-am-i-seeing-it"
        case .isItARealPerson: "is-it-a-real-person"
        case .canITrustIt: "can-i-trust-it"
        case .wasTheCountRight: "was-the-count-right"
        case .areWeReady: "are-we-ready"
        }
    }

    /// The question as a person asks it.
    public var title: String {
        switch self {
        case .whoMadeIt: "Who made it?"
        case .whoPaid: "Who paid for it, and who gains?"
        case .whyAmISeeingIt: "Why am I seeing it?"
        case .isItARealPerson: "Is it a real person?"
        case .canITrustIt: "Can I trust it?"
        case .wasTheCountRight: "Was the count right?"
        case .areWeReady: "Are we ready?"
        }
    }

    public init?(slug: String) {
        guard let question = Self.allCases.first(where: { $0.slug == slug }) else { return nil }
        self = question
    }

    public static func < (left: Question, right: Question) -> Bool { left.rawValue < right.rawValue }
}
