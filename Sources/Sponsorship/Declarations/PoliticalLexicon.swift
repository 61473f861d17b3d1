/// Names and words by which political ads are recognised in one country at one time; a reviewed list that is passed in.
public struct PoliticalLexicon: Hashable, Sendable {
    /// Registered parties, candidates and holders of office.
    public var actors: [String]
    /// Sites of political actors.
    public var domains: [String]
    /// Names of elections and referendums.
    public var votes: [String]
    /// Words of campaigns, such as "vote for".
    public var terms: [String]

    public init(actors: [String] = [], domains: [String] = [], votes: [String] = [], terms: [String] = []) {
        self.actors = actors
        self.domains = domains
        self.votes = votes
        self.terms = terms
    }

    /// What is known of an ad before a person decides.
    public struct Ad: Hashable, Sendable {
        public var text: String
        public var sponsor: String
        public var landing: SecureLink?
        /// The page it leads to was the subject of a published fact-check.
        public var landingWasFactChecked: Bool
        /// Votes in whose last months it is to run.
        public var windows: [String]

        public init(
            text: String, sponsor: String, landing: SecureLink? = nil, landingWasFactChecked: Bool = false, windows: [String] = []
        ) {
            self.text = text
            self.sponsor = sponsor
            self.landing = landing
            self.landingWasFactChecked = landingWasFactChecked
            self.windows = windows
        }
    }

    /// The test of Art. 8(1) as far as names and words go.
    public func proposal(for ad: Ad) -> PoliticalProposal {
        let text = WordText(ad.text)
        let named = votes.filter(text.holds)
        let key = NameKey(ad.sponsor)
        var reasons = named.map { PoliticalProposal.Reason(feature: .content, text: "names \($0)", weight: 0.6) }
        reasons += actors.filter { NameKey($0) == key }.prefix(1).map {
            PoliticalProposal.Reason(feature: .sponsor, text: "the sponsor is \($0), a political actor", weight: 0.9)
        }
        reasons += actors.filter(text.holds).map { .init(feature: .content, text: "names \($0), a political actor", weight: 0.5) }
        reasons += terms.filter(text.holds).map { .init(feature: .objective, text: "says “\($0)”", weight: 0.4) }
        if let landing = ad.landing, landing.isUnder(domains) {
            reasons.append(.init(feature: .context, text: "leads to \(landing.host), a political actor's site", weight: 0.7))
        }
        if ad.landingWasFactChecked {
            reasons.append(.init(feature: .context, text: "leads to a page that was fact-checked", weight: 0.2))
        }
        reasons += ad.windows.map { .init(feature: .context, text: "runs before \($0)", weight: 0.2) }
        return PoliticalProposal(reasons: reasons, namesVote: !named.isEmpty)
    }
}
