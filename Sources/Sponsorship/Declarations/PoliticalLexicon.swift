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
        /// Who booked it, if another name than the sponsor's is known.
        public var advertiser: String?
        public var landing: SecureLink?
        /// The page it leads to was the subject of a published fact-check.
        public var landingWasFactChecked: Bool
        /// Votes in whose last months it is to run.
        public var windows: [String]

        public init(
            text: String, sponsor: String, advertiser: String? = nil, landing: SecureLink? = nil,
            landingWasFactChecked: Bool = false, windows: [String] = []
        ) {
            self.text = text
            self.sponsor = sponsor
            self.advertiser = advertiser
            self.landing = landing
            self.landingWasFactChecked = landingWasFactChecked
            self.windows = windows
        }
    }

    /// The test of Art. 8(1) as far as names and words go; for many ads a ``PoliticalMatcher`` is made once.
    public func proposal(for ad: Ad) -> PoliticalProposal { PoliticalMatcher(self).proposal(for: ad) }
}
