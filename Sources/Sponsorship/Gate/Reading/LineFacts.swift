/// What the rules ask of a bid request (OpenRTB 2.6 and its extensions; sponsorship reference, section 8.1).
struct RequestFacts {
    var id: Text?
    /// Of `imp[]`, in the line's list of texts.
    var imps = 0..<0
    /// Present, if not `nil`: only these currencies.
    var currencies: Range<Int>?
    /// Present, if not `nil`: only these seats may buy.
    var allowedSeats: Range<Int>?
    var blockedSeats = 0..<0
    var siteDomain: Text?
    var publisher: Text?
    var appDomain: Text?
    var appPublisherDomain: Text?
    var isForChildren = false
    var yearOfBirth: Double?
    /// The request carries `user.id`, `user.buyeruid`, `user.eids` or `device.ifa`.
    var hasIdentifier = false
    var dsaRequired: Double?
    var publisherRenders: Double?
    var dataToPublisher: Double?
    var transparency = 0..<0
    var scope: Double = 1
    var political: Double?
    var consent: Double = 0
    /// The supply chain's bytes as written, from the places of OpenRTB 2.6, 2.5 and 2.4.
    var chain: UnsafeBufferPointer<UInt8>?
    var chainOf25: UnsafeBufferPointer<UInt8>?
    var chainOf24: UnsafeBufferPointer<UInt8>?

    /// The newest place that has one counts.
    var firstChain: UnsafeBufferPointer<UInt8>? { chain ?? chainOf25 ?? chainOf24 }
}

/// What the rules ask of a bid.
struct BidFacts {
    var seat: Text?
    var id: Text?
    var imp: Text?
    var advertiserDomains = 0..<0
    var creative: Text?
    var campaign: Text?
    var deal: Text?
    var dsa: DSAFacts?
    var political: Double?
    var notice: Text?
    var noticeHash: Text?
    var elections = 0..<0
    var targeting: Double?
    var criteria = 0..<0
}

/// `bid.ext.dsa`.
struct DSAFacts {
    var behalf: Text?
    var paid: Text?
    var advertiserRenders: Double?
    var transparency = 0..<0
}

/// An entry of `transparency[]`.
struct Transparency {
    var domain: Text?
    /// Says that the recipient was chosen by profiling (1) or precise place (3).
    var choosesRecipients = false
    /// The first parameter that is none of 1, 2 and 3.
    var unknownParameter: Double?
}

/// An entry of `criteria[]`.
struct Criterion {
    var category: Text?
    var source: Text?
    var knownCategory: Category?
    var knownSource: Source?
}

/// Everything of a line that rules ask for. The texts lie in the line.
struct LineFacts {
    var request = RequestFacts()
    var responseID: Text?
    var currency: Text?
    var bids: [BidFacts] = []
    /// Lists of texts, one behind the other.
    var texts: [Text] = []
    var transparency: [Transparency] = []
    var criteria: [Criterion] = []
    /// Bytes of decoded texts, when request and response come apart.
    var decodedCount = 0

    /// Ready for the next line, with its memory.
    mutating func clear() {
        request = RequestFacts()
        (responseID, currency, decodedCount) = (nil, nil, 0)
        bids.removeAll(keepingCapacity: true)
        texts.removeAll(keepingCapacity: true)
        transparency.removeAll(keepingCapacity: true)
        criteria.removeAll(keepingCapacity: true)
    }
}
