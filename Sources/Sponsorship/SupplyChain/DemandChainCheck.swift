public import Daylight

/// Who pays for a bid, as far as its demand chain and the buyers.json files of advertising systems say.
public struct DemandChainCheck: Sendable {
    /// How somebody knows who a buyer is.
    public enum Evidence: String, Hashable, Sendable, CaseIterable {
        /// The advertising system says so in public.
        case buyersJson
        /// Only the bid says so.
        case chain = "dchain"
    }

    /// Whose money a bid is.
    public struct Payer: Hashable, Sendable {
        /// Its name, else its domain.
        public let name: String
        public let domain: Host?
        public let evidence: Evidence
    }

    /// Something that speaks against what the chain says.
    public struct Finding: Hashable, Sendable {
        public enum Code: String, Hashable, Sendable, CaseIterable {
            /// The chain does not reach back to who pays.
            case originUnknown = "origin-unknown"
            /// The system's buyers.json does not have the account, or has it for two.
            case unknownBuyer = "unknown-buyer"
            case hiddenBuyer = "hidden-buyer"
            /// The chain and buyers.json name different buyers.
            case buyerDiffers = "buyer-differs"
            /// A complete chain starts with somebody who buys for others.
            case originNotAdvertiser = "origin-not-advertiser"
            /// A buyer is not the system before it.
            case brokenLink = "broken-link"
        }

        public let code: Code
        /// Index in the chain; `nil` for the whole of it.
        public let node: Int?
    }

    /// By advertising system.
    let buyers: [Host: BuyersFile]
    private let suffixes: PublicSuffixList

    public init(buyers: [Host: BuyersFile], suffixes: PublicSuffixList) {
        self.buyers = buyers
        self.suffixes = suffixes
    }

    /// Whose money it is: of an incomplete chain nobody knows, and neither where the system hides the buyer, says two things or
    /// contradicts the bid.
    public func payer(_ chain: DemandChain) -> Payer? {
        guard chain.isComplete, let origin = chain.nodes.first else { return nil }
        if let file = buyers[origin.system] {
            guard let buyer = file.buyer(origin.account), !buyer.isConfidential, !differs(buyer, from: origin) else { return nil }
            return Self.payer(buyer.name, buyer.domain, .buyersJson)
        }
        return Self.payer(origin.name, origin.domain, .chain)
    }

    private static func payer(_ name: String?, _ domain: Host?, _ evidence: Evidence) -> Payer? {
        (name ?? domain?.text).map { Payer(name: $0, domain: domain, evidence: evidence) }
    }

    /// Everything that is found, in the order of the nodes.
    public func findings(_ chain: DemandChain) -> [Finding] {
        var found = chain.isComplete ? [] : [Finding(code: .originUnknown, node: nil)]
        for (index, node) in chain.nodes.enumerated() {
            guard let file = buyers[node.system] else { continue }
            guard let buyer = file.buyer(node.account) else {
                found.append(Finding(code: .unknownBuyer, node: index))
                continue
            }
            if buyer.isConfidential { found.append(Finding(code: .hiddenBuyer, node: index)) }
            if differs(buyer, from: node) { found.append(Finding(code: .buyerDiffers, node: index)) }
            if index == 0, chain.isComplete, buyer.kind == .intermediary {
                found.append(Finding(code: .originNotAdvertiser, node: index))
            }
            if index > 0, let domain = buyer.domain, !buyer.isConfidential, !isOne(domain, chain.nodes[index - 1].system) {
                found.append(Finding(code: .brokenLink, node: index))
            }
        }
        return found
    }

    private func differs(_ buyer: BuyersFile.Buyer, from node: DemandChain.Node) -> Bool {
        if let left = buyer.domain, let right = node.domain { return !isOne(left, right) }
        if let left = buyer.name, let right = node.name { return NameKey(left) != NameKey(right) }
        return false
    }

    private func isOne(_ left: Host, _ right: Host) -> Bool { suffixes.rootDomain(of: left) == suffixes.rootDomain(of: right) }
}

extension DemandChainCheck {
    /// What is known of who pays, as JSON.
    public func json(_ chain: DemandChain) -> JSONValue {
        var payer: JSONValue = .null
        if let known = self.payer(chain) {
            payer = [
                "name": .string(known.name), "domain": known.domain.map { .string($0.text) } ?? .null,
                "evidence": .string(known.evidence.rawValue),
            ]
        }
        return [
            "complete": .bool(chain.isComplete), "payer": payer,
            "findings": .array(
                findings(chain).map {
                    ["code": .string($0.code.rawValue), "node": $0.node.map { .integer($0) } ?? .null]
                }),
        ]
    }
}
