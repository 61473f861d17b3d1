public import Daylight

/// A supply chain with what it is to be checked against: the input of `daylight ads chain` (sponsorship reference, 14.4).
public struct SupplyChainFile: Sendable {
    /// Largest file, in bytes.
    public static let byteLimit = 16 << 20
    private static let depthLimit = 32

    /// The chain, why it cannot be read, or `nil` for none.
    let chain: Result<SupplyChain, InputError>?
    let check: SupplyChainCheck
    let site: Host?
    let publisher: String?
    /// The bid's demand chain, why it cannot be read, or `nil` for none.
    let demand: Result<DemandChain, InputError>?
    let demandCheck: DemandChainCheck
    let suffixes: PublicSuffixList
    /// When it is judged; `nil` when the file does not say.
    public let now: Timestamp?

    /// - Throws: ``InputError`` with the byte, or with the member that has another type than it must.
    public init(_ bytes: [UInt8], suffixes: PublicSuffixList) throws(InputError) {
        let json = try JSONParser.parse(bytes, limits: .init(bytes: Self.byteLimit, depth: Self.depthLimit))
        guard case .object(let object) = json else {
            throw InputError(place: .byte(0), expected: "an object", found: json.kind)
        }
        chain = Self.chain(object["schain"])
        site = try Self.host("site", object)
        publisher = try Self.text("publisherId", object)
        check = try SupplyChainCheck(
            boughtFrom: Self.host("boughtFrom", object), adsTxt: Self.adsTxt(object), sellers: Self.sellers(object),
            isStale: Self.isStale(object), partner: Self.partner(object), suffixes: suffixes)
        self.suffixes = suffixes
        now = try Self.instant("now", object)
        demand = Self.demand(object["dchain"])
        demandCheck = DemandChainCheck(buyers: try Self.buyers(object), suffixes: suffixes)
    }

    init(
        chain: Result<SupplyChain, InputError>?, check: SupplyChainCheck, site: Host?, publisher: String?,
        demand: Result<DemandChain, InputError>?, demandCheck: DemandChainCheck, suffixes: PublicSuffixList, now: Timestamp?
    ) {
        (self.chain, self.check, self.site, self.publisher) = (chain, check, site, publisher)
        (self.demand, self.demandCheck, self.suffixes, self.now) = (demand, demandCheck, suffixes, now)
    }

    private static func chain(_ value: JSONValue?) -> Result<SupplyChain, InputError>? {
        switch value {
        case nil, .null: return nil
        case .string(let text) where text.isBlank: return nil
        case let value?:
            do { return .success(try SupplyChain(json: value)) } catch { return .failure(error) }
        }
    }

    /// A text, `nil` when it is absent, null or blank.
    static func text(_ name: String, _ object: JSONObject) throws(InputError) -> String? {
        switch object[name] {
        case nil, .null: return nil
        case .string(let text): return text.isBlank ? nil : text
        case let other?: throw InputError(field: name, expected: "a string", found: other.kind)
        }
    }

    static func host(_ name: String, _ object: JSONObject) throws(InputError) -> Host? {
        guard let text = try text(name, object) else { return nil }
        guard let host = Host(text) else {
            throw InputError(field: name, expected: "a bare host name with a dot", found: text)
        }
        return host
    }

    /// An empty text is a file that declares nothing.
    private static func adsTxt(_ object: JSONObject) throws(InputError) -> AdsTxt? { try adsTxt("adsTxt", object) }

    static func adsTxt(_ name: String, _ object: JSONObject) throws(InputError) -> AdsTxt? {
        switch object[name] {
        case nil, .null: return nil
        case .string(let text):
            do { return try AdsTxt(parsing: Array(text.utf8)) } catch {
                throw InputError(place: error.place, field: name, expected: error.expected, found: error.found)
            }
        case let other?: throw InputError(field: name, expected: "a string", found: other.kind)
        }
    }

    private static func sellers(_ object: JSONObject) throws(InputError) -> [Host: SellersFile]? {
        guard let value = object["sellersJson"], value != .null else { return nil }
        guard case .object(let files) = value else {
            throw InputError(field: "sellersJson", expected: "an object", found: value.kind)
        }
        var sellers: [Host: SellersFile] = [:]
        // A file that is not one tells of no seller, as it would when it had been fetched.
        for file in files.members where file.value != .null {
            guard let system = Host(file.name) else { continue }
            sellers[system] = (try? SellersFile(json: file.value)) ?? SellersFile()
        }
        return sellers
    }

    /// C16 needs to know what time it is.
    private static func isStale(_ object: JSONObject) throws(InputError) -> Bool {
        let now = try instant("now", object)
        var fetched: [Timestamp] = []
        if let value = object["fetchedAt"], value != .null {
            guard case .object(let times) = value else {
                throw InputError(field: "fetchedAt", expected: "an object", found: value.kind)
            }
            if let instant = try instant("adsTxt", times) { fetched.append(instant) }
            for system in times["sellersJson"]?.objectValue?.members ?? [] {
                if let instant = try instant(system.name, times["sellersJson"]?.objectValue ?? [:]) { fetched.append(instant) }
            }
        }
        guard let now else { return false }
        return fetched.contains { SupplyChainCheck.isStale(fetched: $0, now: now) }
    }

    private static func instant(_ name: String, _ object: JSONObject) throws(InputError) -> Timestamp? {
        guard let text = try text(name, object) else { return nil }
        guard let instant = Timestamp(iso8601: text) else {
            throw InputError(field: name, expected: "an instant such as 2026-05-15T10:00:00+02:00", found: text)
        }
        return instant
    }
}

extension SupplyChainFile {
    /// What the checks say.
    public struct Answer: Sendable {
        public let findings: [SupplyChainFinding]
        /// `nil` when there is none, or none that can be read.
        public let chain: SupplyChain?
        /// Why it cannot be read.
        let fault: InputError?

        /// What the site says of the account that the chain starts with.
        public let authorisation: Authorisation?
        /// Whether the request named a partner, on whose file that may rest.
        let hasPartner: Bool
        /// Who pays, as far as the demand chain says; `nil` when the bid has none.
        public let demand: DemandAnswer?

        public var isAllowed: Bool { !SupplyChainCheck.isBlocked(findings) }
    }

    public func answer() -> Answer {
        let findings: [SupplyChainFinding]
        var read: SupplyChain?
        var fault: InputError?
        switch chain {
        case .failure(let error): (findings, fault) = ([SupplyChainFinding(.malformed, .block)], error)
        case .success(let chain): (findings, read) = (check.findings(chain, site: site, publisher: publisher), chain)
        case nil: findings = check.findings(nil)
        }
        return Answer(
            findings: findings, chain: read, fault: fault, authorisation: read.flatMap(check.authorisation(of:)),
            hasPartner: check.partner != nil, demand: demand.map { DemandAnswer($0, demandCheck) })
    }
}

extension SupplyChainFile.Answer {
    /// The answer of `daylight ads chain --json`.
    public var json: JSONValue {
        var object: JSONObject = [
            "verdict": isAllowed ? "allow" : "block",
            "findings": .array(
                findings.map {
                    [
                        "code": .string($0.code.rawValue), "severity": .string($0.severity.rawValue),
                        "node": $0.node.map { .integer($0) } ?? .null, "message": .string(message($0)),
                    ]
                }),
            "chain": chain?.json ?? .null,
            "string": chain.map { .string($0.text) } ?? .null,
        ]
        if hasPartner, let authorisation {
            object["authorisation"] = [
                "verdict": .string(authorisation.verdict),
                "relationships": .array(authorisation.relationships.map { .string($0) }),
            ]
        }
        object["demand"] = demand?.json
        return .object(object)
    }

    /// A finding with the account it speaks of.
    public func message(_ finding: SupplyChainFinding) -> String {
        if finding.code == .malformed, let fault { return "\(finding.code.meaning) \(fault.description)" }
        guard let index = finding.node, let node = chain?.nodes[index] else { return finding.code.meaning }
        return "\(finding.code.meaning) (\(node.system) account \(node.account))"
    }
}
