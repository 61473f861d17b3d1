/// What a simulated ad really is.
public enum AdKind: String, CaseIterable, Sendable {
    /// Runs for a party through a group that declares nothing: no notice, no label, no signal in the bid.
    case undeclaredSponsor = "undeclared-sponsor"
    /// The notice says that the sponsor paid; the money comes from somebody else.
    case strawPayer = "straw-payer"
    /// Controlled from a third country, in the three months before the vote.
    case ineligibleSponsor = "ineligible-sponsor"
    /// Aimed by a criterion that stands for a special trait.
    case proxyTargeting = "proxy-targeting"
    /// Eight variants, each for one inferred personality, and a notice that says nobody was chosen.
    case psychometricTailoring = "psychometric-tailoring"
    /// Shown on, and paying, a source that a published list rates as spreading falsehoods.
    case moneyToListed = "money-to-listed"

    /// Innocent: two texts shown at random to see which does better.
    case abTest = "a-b-test"
    /// Innocent: chosen by the page alone.
    case contextual
    /// Innocent: chosen by what people gave for that purpose and agreed to.
    case consented
    /// Innocent: readers of a local paper, somewhat older than the electorate.
    case localPaper = "local-paper"
    /// Innocent: a sponsor from a third country, but months before the window opens.
    case beforeWindow = "before-window"

    /// Whether it breaks a rule and has to be found.
    public var isPlanted: Bool {
        switch self {
        case .undeclaredSponsor, .strawPayer, .ineligibleSponsor, .proxyTargeting, .psychometricTailoring, .moneyToListed: true
        case .abTest, .contextual, .consented, .localPaper, .beforeWindow: false
        }
    }

    /// Rules by which it is found (sponsorship reference, section 8.2); `flow` is the money that arrives at a rated source.
    public var rules: [String] {
        switch self {
        case .undeclaredSponsor: ["B07"]
        case .strawPayer: ["B08"]
        case .ineligibleSponsor: ["D05"]
        case .proxyTargeting: ["T01"]
        case .psychometricTailoring: ["N26", "T07"]
        case .moneyToListed: ["M01", "flow"]
        case .abTest, .contextual, .consented, .localPaper, .beforeWindow: []
        }
    }
}
