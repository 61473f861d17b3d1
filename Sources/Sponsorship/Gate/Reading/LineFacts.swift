/// What the rules ask of a bid request (OpenRTB 2.6 and its extensions; sponsorship reference, section 8.1).
struct RequestFacts {
    var id: Text?
    /// Of `imp[]`, in the line's list of texts.
    var imps = Places()
    /// Present, if not `nil`: only these currencies.
    var currencies: Places?
    /// Present, if not `nil`: only these seats may buy.
    var allowedSeats: Places?
    var blockedSeats = Places()
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
    var transparency = Places()
    var scope: Double = 1
    var political: Double?
    var consent: Double = 0
    /// The supply chain, from the places of OpenRTB 2.6, 2.5 and 2.4.
    var chain: ChainFacts?
    var chainOf25: ChainFacts?
    var chainOf24: ChainFacts?

    /// The newest place that has one counts.
    var firstChain: ChainFacts? { chain ?? chainOf25 ?? chainOf24 }
}

/// A supply chain, which may be malformed.
struct ChainFacts {
    /// As written.
    let bytes: UnsafeBufferPointer<UInt8>
    /// In the line's list of nodes; empty when it is written in the string form.
    let nodes: Places
}

/// A node that names an account.
struct ChainNode {
    let system: Text
    let account: Text
}

/// What the rules ask of a bid.
struct BidFacts {
    var seat: Text?
    var id: Text?
    var imp: Text?
    var advertiserDomains = Places()
    var creative: Text?
    var campaign: Text?
    var deal: Text?
    var dsa: DSAFacts?
    var political: Double?
    var notice: Text?
    var noticeHash: Text?
    var elections = Places()
    var targeting: Double?
    var criteria = Places()
}

/// `bid.ext.dsa`.
struct DSAFacts {
    var behalf: Text?
    var paid: Text?
    var advertiserRenders: Double?
    var transparency = Places()
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
    var bids = Pile<BidFacts>()
    /// Lists of texts, one behind the other.
    var texts = Pile<Text>()
    var transparency = Pile<Transparency>()
    var criteria = Pile<Criterion>()
    var nodes = Pile<ChainNode>()
    /// Bytes of decoded texts, when request and response come apart.
    var decodedCount = 0

    /// Ready for the next line, with its memory.
    mutating func clear() {
        request = RequestFacts()
        (responseID, currency, decodedCount) = (nil, nil, 0)
        bids.removeAll()
        texts.removeAll()
        transparency.removeAll()
        criteria.removeAll()
        nodes.removeAll()
    }

    /// Frees what the lists lie in; nothing can be read into them any more.
    func deallocate() {
        bids.deallocate()
        texts.deallocate()
        transparency.deallocate()
        criteria.deallocate()
        nodes.deallocate()
    }
}
