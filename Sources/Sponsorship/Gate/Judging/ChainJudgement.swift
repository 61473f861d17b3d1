import Daylight

/// What the checks of the supply chain say: the same for every bid of a line.
struct ChainJudgement {
    let findings: [SupplyChainFinding]
    private let chain: SupplyChain?

    /// - Parameter check: what the chain is compared with.
    init(_ request: RequestFacts, check: SupplyChainCheck) {
        switch Self.read(request.firstChain) {
        case .success(let chain):
            let site = request.siteDomain.flatMap { Host(bytes: $0.bytes) }
            let publisher = request.publisher.flatMap { $0.isBlank ? nil : $0.string }
            findings = check.findings(chain, site: site, publisher: publisher)
            self.chain = chain
        case .failure:
            findings = [SupplyChainFinding(.malformed, .block)]
            chain = nil
        }
    }

    /// `nil` in a success: there is none.
    private static func read(_ facts: ChainFacts?) -> Result<SupplyChain?, InputError> {
        guard let facts else { return .success(nil) }
        do {
            let json = try JSONParser.parse(facts.bytes)
            if let text = json.stringValue, text.allSatisfy(\.isWhitespace) { return .success(nil) }
            return .success(try SupplyChain(json: json))
        } catch {
            return .failure(error)
        }
    }

    var isBlocked: Bool { SupplyChainCheck.isBlocked(findings) }

    /// The rules that fired, each with the effect of its finding.
    var rules: [(rule: GateRule, severity: SupplyChainFinding.Severity)] {
        findings.compactMap { finding in GateRule(finding.code).map { ($0, finding.severity) } }
    }

    func severity(_ rule: GateRule) -> SupplyChainFinding.Severity {
        rules.first { $0.rule == rule }?.severity ?? .warn
    }

    /// What the rule found, with the accounts.
    func message(_ rule: GateRule) -> String {
        let found = findings.filter { GateRule($0.code) == rule }
        let accounts = found.compactMap { finding in
            finding.node.flatMap { index in chain.map { "\($0.nodes[index].system) account \($0.nodes[index].account)" } }
        }
        let meaning = found.first?.code.meaning ?? ""
        return accounts.isEmpty ? meaning : "\(meaning) (\(accounts.joined(separator: ", ")))"
    }
}

extension GateRule {
    private static let byID = Dictionary(uniqueKeysWithValues: allCases.map { ($0.id, $0) })

    init?(_ code: SupplyChainCode) {
        guard let rule = Self.byID[code.rawValue] else { return nil }
        self = rule
    }
}
