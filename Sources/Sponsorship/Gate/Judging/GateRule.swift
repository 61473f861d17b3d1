/// The rules that judge bids (sponsorship reference, sections 8.2 and 14.2), in the order in which they are reported.
public enum GateRule: UInt8, CaseIterable, Sendable, Hashable {
    case J01
    case B01, B02, B03, B04, B05, B06, B07, B08, B09, B10, B11
    case L01
    case D04, D05
    case T01, T02, T03, T04, T05, T08, T10
    case M01, M02
    case C01, C02, C03, C04, C05, C06, C07, C08, C09, C10, C11, C12, C13, C14, C15, C16

    /// Such as `B01`.
    public var id: String { "\(self)" }

    /// What the rule does when it fires; `nil` where the policy decides: the list's effect, the check's severity.
    public var effect: Effect? {
        switch self {
        case .J01, .B01, .B02, .B03, .B04, .B06, .B07, .B09, .B10, .B11, .L01, .D04, .D05: .block
        case .T01, .T02, .T03, .T04, .T05, .T08: .block
        case .B08, .T10: .hold
        case .B05, .M02: .warn
        case .M01, .C01, .C02, .C03, .C04, .C05, .C06, .C07, .C08: nil
        case .C09, .C10, .C11, .C12, .C13, .C14, .C15, .C16: nil
        }
    }

    /// Where the rule comes from. TTPA is Regulation (EU) 2024/900, DSA Regulation (EU) 2022/2065.
    public var basis: StaticString {
        switch self {
        case .J01: "OpenRTB 2.6; RFC 8259"
        case .B01: "DSA Art. 26; OpenRTB DSA extension"
        case .B02: "DSA Art. 26(1)(b), (c)"
        case .B03: "DSA Art. 26"
        case .B04, .B05: "OpenRTB DSA extension"
        case .B06: "the publisher's policy"
        case .B07: "TTPA Art. 11, 12"
        case .B08: "TTPA Art. 12(1)(a), (b)"
        case .B09: "TTPA Art. 11"
        case .B10: "OpenRTB 2.6"
        case .B11: "TTPA Art. 12(1)(c)"
        case .L01: "TTPA Art. 11(1), (2), 12(2)"
        case .D04, .D05: "TTPA Art. 5(2)"
        case .T01: "TTPA Art. 18(1)(c); DSA Art. 26(3)"
        case .T02: "TTPA Art. 18(1)(a)"
        case .T03: "TTPA Art. 18(1)(b)"
        case .T04: "TTPA Art. 18(2); DSA Art. 28(2)"
        case .T05: "TTPA Art. 18"
        case .T08: "TTPA Art. 18, 11(1)(d)"
        case .T10: "TTPA Art. 18, 19"
        case .M01: "Code of Conduct on Disinformation, demonetisation"
        case .M02: "accounts of a published list"
        case .C01, .C02, .C03, .C04, .C05, .C06, .C07, .C08: "supply chain, IAB Tech Lab; the buyer's policy"
        case .C09, .C10, .C11, .C12, .C13, .C14, .C15, .C16: "supply chain, IAB Tech Lab; the buyer's policy"
        }
    }

    /// When the rule fires.
    public var condition: StaticString {
        switch self {
        case .J01: "the line is malformed or over a bound"
        case .B01: "dsarequired is 2 or 3 and the bid has no DSA object"
        case .B02: "behalf or paid is absent where the DSA object is required, or longer than 100 characters"
        case .B03: "nobody would render the transparency information, or both would"
        case .B04: "datatopub is 2 and the bid's transparency is empty"
        case .B05: "a parameter is none of 1, 2 and 3, or a domain is no bare host"
        case .B06: "the publisher or the request takes no political advertising"
        case .B07: "the notice is unknown or its hash is another"
        case .B08: "behalf is not the notice's sponsor or paid is not its payer"
        case .B09: "adomain is empty, has several root domains, or is under none of the notice's domains"
        case .B10: "impid, bid id, response id, seat or currency does not fit the request"
        case .B11: "the day is outside the notice's period"
        case .L01: "the label is not complete"
        case .D04: "in the three months before a linked election, eligibility is not declared"
        case .D05:
            "in the three months before a linked election, the sponsor is not eligible or controlled from outside the Union"
        case .T01: "a criterion is of a special category or a proxy of one, and not contextual"
        case .T02: "a criterion's data were not collected from the person"
        case .T03: "a criterion is not contextual and there is no separate consent"
        case .T04: "the request is for children or the person is under age"
        case .T05: "identifiers were sent without separate consent"
        case .T08: "the ad is declared untargeted and a transparency parameter says otherwise"
        case .T10: "a criterion has an unknown code, or category and source do not fit"
        case .M01: "the site or app is on a list"
        case .M02: "an account of the supply chain is on a list"
        case .C01: "there is no supply chain"
        case .C02: "the supply chain is malformed"
        case .C03: "the supply chain names a node twice"
        case .C04: "the chain does not end at the system it was bought from"
        case .C05: "the first paid node is not authorised by ads.txt"
        case .C06: "the first paid node is not DIRECT in ads.txt"
        case .C07: "the first paid node is no publisher in sellers.json"
        case .C08: "the first seller is not the site's owner"
        case .C09: "a node is not in ads.txt"
        case .C10: "a node is not in its system's sellers.json"
        case .C11: "two nodes do not meet in sellers.json"
        case .C12: "a seller is confidential"
        case .C13: "a node outside the payment flow is not marked as passing through"
        case .C14: "the chain is not complete"
        case .C15: "the publisher's id is not the first node's"
        case .C16: "a source is older than seven days"
        }
    }
}
