public import Daylight

/// What a supply chain is compared with, made ready once for many chains (sponsorship reference, sections 10.4 and 14.4).
///
/// Only what is given is judged: without `adsTxt` nobody is unauthorised, without `sellers` nobody is unknown.
public struct SupplyChainCheck: Sendable {
    /// A source older than this is stale: seven days, in milliseconds.
    public static let freshFor: Int64 = 7 * 24 * 3_600_000

    /// The system the place was bought from.
    public let boughtFrom: Host?
    /// What the site declares.
    public let adsTxt: AdsTxt?
    /// The files of advertising systems; an empty table is another thing than none.
    public let sellers: [Host: SellersFile]?
    /// Whether a source is so old that what is missing may have come since.
    public let isStale: Bool
    /// Who may sell here under a file of its own, if the site's says so.
    public let partner: Authorisation.Partner?
    private let suffixes: PublicSuffixList
    private let managers: [Host]

    public init(
        boughtFrom: Host? = nil, adsTxt: AdsTxt? = nil, sellers: [Host: SellersFile]? = nil, isStale: Bool = false,
        partner: Authorisation.Partner? = nil, suffixes: PublicSuffixList
    ) {
        self.partner = partner
        self.boughtFrom = boughtFrom
        self.adsTxt = adsTxt
        self.sellers = sellers
        self.isStale = isStale
        self.suffixes = suffixes
        managers = adsTxt?.managerDomains ?? []
    }

    /// Whether a source fetched then is too old now.
    public static func isStale(fetched: Timestamp, now: Timestamp) -> Bool {
        let (age, isBeyond) = now.milliseconds.subtractingReportingOverflow(fetched.milliseconds)
        return isBeyond ? now > fetched : age > freshFor
    }

    /// Everything that the checks find, in the order of their codes; a missing, repeated or unreadable chain ends them.
    ///
    /// - Parameters:
    ///   - chain: `nil` when the request has none.
    ///   - site: where the ad is to stand.
    ///   - publisher: the request's account of the publisher at the system it comes from.
    public func findings(_ chain: SupplyChain?, site: Host? = nil, publisher: String? = nil) -> [SupplyChainFinding] {
        guard let chain else { return [SupplyChainFinding(.noChain, .warn)] }
        if let node = Self.repeatedNode(chain) { return [SupplyChainFinding(.repeatedNode, .block, node: node)] }
        var found: [SupplyChainFinding] = []
        let paid = chain.nodes.indices.filter { chain.nodes[$0].isPaid }
        judgeTail(chain, &found)
        if chain.isComplete, let origin = paid.first { judgeOrigin(chain, origin, site, &found) }
        judgeHops(chain, paid, &found)
        judgePassing(chain, &found)
        if !chain.isComplete { found.append(SupplyChainFinding(.originUnknown, .warn)) }
        judgePublisher(chain, paid, publisher, &found)
        if isStale { found.append(SupplyChainFinding(.staleSources, .warn)) }
        return found
    }

    /// Whether any finding refuses the chain.
    public static func isBlocked(_ findings: [SupplyChainFinding]) -> Bool { findings.contains { $0.severity == .block } }

    /// C03: an account twice in a row, or twice among those who are paid. At most 20 nodes are compared.
    private static func repeatedNode(_ chain: SupplyChain) -> Int? {
        chain.nodes.indices.dropFirst().first { later in
            let node = chain.nodes[later]
            return chain.nodes[..<later].indices.contains { earlier in
                let other = chain.nodes[earlier]
                return node.isSameAccount(as: other) && (earlier + 1 == later || (node.isPaid && other.isPaid))
            }
        }
    }

    /// C04.
    private func judgeTail(_ chain: SupplyChain, _ found: inout [SupplyChainFinding]) {
        guard let boughtFrom, let tail = chain.nodes.last, tail.system != boughtFrom else { return }
        found.append(SupplyChainFinding(.foreignTail, .block, node: chain.nodes.count - 1))
    }

    /// C05 to C08, of a chain that says it starts with the owner.
    private func judgeOrigin(_ chain: SupplyChain, _ index: Int, _ site: Host?, _ found: inout [SupplyChainFinding]) {
        let node = chain.nodes[index]
        if let adsTxt {
            let (listed, isUncertain) = listing(of: node, in: adsTxt)
            if listed.isEmpty {
                found.append(SupplyChainFinding(.unauthorizedOrigin, isUncertain ? .warn : .block, node: index))
            } else if !listed.contains(.direct) {
                found.append(SupplyChainFinding(.originNotDirect, .warn, node: index))
            }
        }
        guard let seller = sellers?[node.system]?.seller(node.account) else { return }
        if seller.kind?.isPublisher != true { found.append(SupplyChainFinding(.originNotPublisher, .warn, node: index)) }
        if let domain = seller.domain, isForeign(domain, seller, site) {
            found.append(SupplyChainFinding(.ownerDiffers, .warn, node: index))
        }
    }

    /// How the site, or the partner that it names, lists the account; of an account that is not listed, whether that is uncertain.
    private func listing(
        of node: SupplyChain.Node, in adsTxt: AdsTxt
    ) -> (listed: AdsTxt.Relationships, isUncertain: Bool) {
        let own = adsTxt.relationships(of: node.account, at: node.system)
        let isUncertain = adsTxt.state == .noDeclaration || isStale
        guard own.isEmpty, let partner else { return (own, isUncertain) }
        switch Authorisation(of: node.account, at: node.system, owner: .file(adsTxt), partner: partner) {
        case .authorized(let listed): return (listed, false)
        case .inconclusive: return ([], true)
        case .unauthorized, .nonparticipating: return ([], isUncertain)
        }
    }

    /// Whether the domain is the partner's that the site names.
    private func isPartner(_ root: Host, _ adsTxt: AdsTxt) -> Bool {
        guard let partner, adsTxt.inventoryPartners.contains(partner.domain) else { return false }
        let owner = partner.declaration.declared?.ownerDomain ?? partner.domain
        return root == suffixes.rootDomain(of: partner.domain) || root == suffixes.rootDomain(of: owner)
    }

    /// What the site says of the account that the chain starts with; `nil` when the chain does not start with the owner, or
    /// nothing was given to judge it by.
    public func authorisation(of chain: SupplyChain) -> Authorisation? {
        guard chain.isComplete, adsTxt != nil || partner != nil, let origin = chain.nodes.first(where: \.isPaid) else {
            return nil
        }
        let owner = adsTxt.map { Authorisation.Declaration.file($0) } ?? .unavailable
        let said = Authorisation(of: origin.account, at: origin.system, owner: owner, partner: partner)
        // What is missing in an old file may have come since.
        return said == .unauthorized && isStale ? .inconclusive : said
    }

    /// Whether the seller is neither the owner of the site nor, as an intermediary, who sells for the owner.
    private func isForeign(_ domain: Host, _ seller: SellersFile.Seller, _ site: Host?) -> Bool {
        guard let adsTxt, adsTxt.state != .noDeclaration,
            let owner = adsTxt.ownerDomain ?? site.map(suffixes.rootDomain(of:))
        else { return false }
        let root = suffixes.rootDomain(of: domain)
        return root != owner && !isPartner(root, adsTxt) && !(seller.kind?.isIntermediary == true && managers.contains(root))
    }

    /// C09 to C12, of those who are paid.
    private func judgeHops(_ chain: SupplyChain, _ paid: [Int], _ found: inout [SupplyChainFinding]) {
        if let adsTxt, adsTxt.state != .noDeclaration {
            for index in paid where listing(of: chain.nodes[index], in: adsTxt).listed.isEmpty {
                found.append(SupplyChainFinding(.unlistedHop, .warn, node: index))
            }
        }
        guard let sellers else { return }
        for (place, index) in paid.enumerated() {
            let node = chain.nodes[index]
            guard let seller = sellers[node.system]?.seller(node.account) else {
                found.append(SupplyChainFinding(.unknownSeller, .warn, node: index))
                continue
            }
            if seller.isConfidential {
                found.append(SupplyChainFinding(.hiddenPayee, .warn, node: index))
            } else if place > 0, !isLinked(seller, to: chain.nodes[paid[place - 1]].system) {
                found.append(SupplyChainFinding(.brokenLink, .warn, node: index))
            }
        }
    }

    private func isLinked(_ seller: SellersFile.Seller, to previous: Host) -> Bool {
        guard let domain = seller.domain, seller.kind?.isIntermediary == true else { return false }
        return suffixes.rootDomain(of: domain) == suffixes.rootDomain(of: previous)
    }

    /// C13, of those who are not paid.
    private func judgePassing(_ chain: SupplyChain, _ found: inout [SupplyChainFinding]) {
        for (index, node) in chain.nodes.enumerated() where !node.isPaid {
            if sellers?[node.system]?.seller(node.account)?.isPassthrough == false {
                found.append(SupplyChainFinding(.passthroughNotMarked, .info, node: index))
            }
        }
    }

    /// C15: where one account is paid, at the system it was bought from, the request must name it.
    private func judgePublisher(
        _ chain: SupplyChain, _ paid: [Int], _ publisher: String?, _ found: inout [SupplyChainFinding]
    ) {
        guard let publisher, let boughtFrom, paid.count == 1, let index = paid.first,
            chain.nodes[index].system == boughtFrom, chain.nodes[index].account != publisher
        else { return }
        found.append(SupplyChainFinding(.publisherDiffers, .warn, node: index))
    }
}
