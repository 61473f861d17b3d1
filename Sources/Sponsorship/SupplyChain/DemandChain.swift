public import Daylight

/// Through whose hands a bid came on the buyers' side (`bid.ext.dchain`, the IAB Tech Lab's DemandChain object; sponsorship
/// reference, section 10.3 [R]). Rare in practice, and the only standard link from a bid to who pays for it.
///
/// Every system is paid by the account that its node names; the first node's account is whose money it is.
public struct DemandChain: Hashable, Sendable {
    /// One buyer.
    public struct Node: Hashable, Sendable {
        /// The advertising system.
        public let system: Host
        /// The buyer's account there.
        public let account: String
        /// What the bidder says who the buyer is.
        public let name: String?
        public let domain: Host?

        func isSameAccount(as other: Node) -> Bool { system == other.system && account.utf8.elementsEqual(other.account.utf8) }
    }

    /// Whether the chain reaches back to who pays.
    public let isComplete: Bool
    /// 1 to 20, the buyer first.
    public let nodes: [Node]

    /// Longest name, in characters.
    private static let nameLimit = 500

    /// - Parameter path: what stands before the members in messages, such as `dchain.`.
    /// - Throws: ``InputError`` naming the member.
    public init(json: JSONValue, path: String = "") throws(InputError) {
        let reader = try MemberReader(json, path: path)
        let version = try reader.string("ver")
        guard version == "1.0" else { throw reader.fault("ver", "1.0", .string(version)) }
        isComplete = try reader.integer("complete", in: 0...1) == 1
        nodes = try reader.list("nodes", limit: SupplyChain.nodeLimit, Self.node)
        guard !nodes.isEmpty else { throw reader.fault("nodes", "1 to \(SupplyChain.nodeLimit) nodes", "an empty list") }
        if let twice = nodes.indices.first(where: { later in nodes[..<later].contains { nodes[later].isSameAccount(as: $0) } }) {
            throw reader.fault("nodes[\(twice)]", "an account that the chain has once", .string(nodes[twice].account))
        }
    }

    private static func node(_ node: MemberReader) throws(InputError) -> Node {
        let (system, account) = (try node.string("asi"), try node.string("bsid"))
        guard account.unicodeScalars.count <= SupplyChain.accountLimit else {
            throw node.fault("bsid", "1 to \(SupplyChain.accountLimit) characters", .string(account))
        }
        let name = try node.optional("name") == nil ? nil : node.string("name")
        guard name.map({ $0.unicodeScalars.count <= nameLimit }) ?? true else {
            throw node.fault("name", "at most \(nameLimit) characters", name.map { .string($0) })
        }
        let domain = try node.optional("domain") == nil ? nil : node.string("domain")
        guard let host = Host(system) else { throw node.fault("asi", "a bare host name with a dot", .string(system)) }
        // A domain that is none tells nobody's: the chain is still one.
        return Node(system: host, account: account, name: name, domain: domain.flatMap { Host($0) })
    }
}
