public import Daylight

/// Through whose hands a bid came on the buyers' side (`bid.ext.dchain` of the IAB Tech Lab's DemandChain object; sponsorship
/// reference, section 10.3 [R]). Rare in practice, and the only standard link from a bid to who pays for it.
public struct DemandChain: Hashable, Sendable {
    /// One buyer.
    public struct Node: Hashable, Sendable {
        /// The advertising system.
        public let system: Host
        /// The buyer's account there.
        public let account: String
        public let name: String?
        public let domain: Host?
    }

    /// Whether the chain reaches back to who pays.
    public let isComplete: Bool
    /// 1 to 20.
    public let nodes: [Node]

    /// - Throws: ``InputError`` naming the member.
    public init(json: JSONValue) throws(InputError) {
        let reader = try MemberReader(json)
        isComplete = try reader.integer("complete", in: 0...1) == 1
        let elements = try reader.array("nodes")
        guard (1...SupplyChain.nodeLimit).contains(elements.count) else {
            throw InputError(field: "nodes", expected: "1 to \(SupplyChain.nodeLimit) nodes", found: "\(elements.count)")
        }
        var nodes: [Node] = []
        for (index, element) in elements.enumerated() {
            let node = try MemberReader(element, path: "nodes[\(index)].")
            let account = try node.string("bsid")
            guard account.unicodeScalars.count <= SupplyChain.accountLimit else {
                throw node.fault("bsid", "1 to \(SupplyChain.accountLimit) characters", .string(account))
            }
            nodes.append(
                Node(
                    system: try node.host(try node.string("asi"), "asi"), account: account,
                    name: node.optional("name")?.stringValue, domain: node.optional("domain")?.stringValue.flatMap { Host($0) }))
        }
        self.nodes = nodes
    }
}

/// Who buys at an advertising system: its buyers.json (IAB Tech Lab; sponsorship reference, section 10.3 [R]).
public struct BuyersFile: Sendable {
    public enum Kind: String, Hashable, Sendable {
        case advertiser = "ADVERTISER"
        case intermediary = "INTERMEDIARY"
        case both = "BOTH"
    }

    /// Who pays for one account.
    public struct Buyer: Hashable, Sendable {
        public let kind: Kind?
        public let name: String?
        public let domain: Host?
        public let isConfidential: Bool
    }

    private var buyers: [String: Buyer] = [:]

    /// - Throws: ``InputError`` when there is no list of buyers. Entries without an id are passed over; an account with two
    ///   different entries is nobody's.
    public init(json: JSONValue) throws(InputError) {
        var contradicted: Set<String> = []
        for element in try MemberReader(json).array("buyers") {
            guard let object = element.objectValue else { continue }
            let reader = MemberReader(object)
            guard let account = reader.optional("buyer_id")?.stringValue else { continue }
            let buyer = Buyer(
                kind: (reader.optional("buyer_type")?.stringValue).flatMap { Kind(rawValue: $0.uppercased()) },
                name: reader.optional("name")?.stringValue,
                domain: (reader.optional("domain")?.stringValue).flatMap { Host($0) },
                isConfidential: reader.optional("is_confidential")?.integerValue == 1)
            if let earlier = buyers[account], earlier != buyer { contradicted.insert(account) }
            buyers[account] = buyer
        }
        for account in contradicted { buyers[account] = nil }
    }

    /// Who pays for the account; `nil` when the file does not say, or says two things.
    public func buyer(_ account: String) -> Buyer? { buyers[account] }
}
