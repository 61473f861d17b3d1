public import Daylight

/// What a notice is judged against besides itself. A rule that needs something that is not here is not judged.
public struct NoticeContext: Sendable {
    /// When the ad was published on one occasion.
    public struct Publication: Hashable, Sendable {
        public let firstAt: Timestamp
        /// `nil` while it runs, or when it is not known.
        public let lastAt: Timestamp?

        public init(firstAt: Timestamp, lastAt: Timestamp?) {
            self.firstAt = firstAt
            self.lastAt = lastAt
        }
    }

    /// What was seen of the delivery of an ad (reference 7).
    public struct Delivery: Hashable, Sendable {
        public let narrowness: Narrowness?
        /// Jensen-Shannon divergence of those reached from the electorate, in bits.
        public let divergence: Double?
        /// Normalised mutual information of variant and audience.
        public let mutualInformation: Double?

        public init(narrowness: Narrowness? = nil, divergence: Double? = nil, mutualInformation: Double? = nil) {
            self.narrowness = narrowness
            self.divergence = divergence
            self.mutualInformation = mutualInformation
        }
    }

    public var now: Timestamp?
    /// Where days begin and end.
    public var zone: Zone
    /// Hosts of the European repository.
    public var repositoryHosts: [String]
    /// Hosts that are no authority's, such as summaries of laws and party sites.
    public var notOfficialHosts: [String]
    public var publications: [Publication]
    public var delivery: Delivery

    public init(
        now: Timestamp? = nil, zone: Zone = .brussels, repositoryHosts: [String] = [], notOfficialHosts: [String] = [],
        publications: [Publication] = [], delivery: Delivery = Delivery()
    ) {
        self.now = now
        self.zone = zone
        self.repositoryHosts = repositoryHosts
        self.notOfficialHosts = notOfficialHosts
        self.publications = publications
        self.delivery = delivery
    }
}
