public import Daylight

extension SupplyChainFile {
    /// Who may sell here under a file of its own. Without `partnerAdsTxt` nobody knows what that says.
    static func partner(_ object: JSONObject) throws(InputError) -> Authorisation.Partner? {
        guard let domain = try host("inventoryPartnerDomain", object) else { return nil }
        let file = try adsTxt("partnerAdsTxt", object)
        return Authorisation.Partner(domain: domain, declaration: file.map { .file($0) } ?? .unavailable)
    }

    static func demand(_ value: JSONValue?) -> Result<DemandChain, InputError>? {
        switch value {
        case nil, .null: return nil
        case let value?:
            do { return .success(try DemandChain(json: value, path: "dchain.")) } catch { return .failure(error) }
        }
    }

    static func buyers(_ object: JSONObject) throws(InputError) -> [Host: BuyersFile] {
        guard let value = object["buyersJson"], value != .null else { return [:] }
        guard case .object(let files) = value else {
            throw InputError(field: "buyersJson", expected: "an object", found: value.kind)
        }
        return try BuyersFile.files(files, "buyersJson")
    }

    /// What a bid's demand chain says.
    public struct DemandAnswer: Sendable {
        /// As JSON: the payer and what speaks against it, or why the chain cannot be read.
        public let json: JSONValue
        /// The same in a sentence.
        public let words: String

        init(_ chain: Result<DemandChain, InputError>, _ check: DemandChainCheck) {
            switch chain {
            case .failure(let fault):
                json = ["error": .string(fault.description)]
                words = "The demand chain cannot be read: \(fault.description)"
            case .success(let chain):
                json = check.json(chain)
                let payer = check.payer(chain).map { "\($0.name) (\($0.evidence.rawValue))" } ?? "not known"
                let doubts = check.findings(chain).map { finding in
                    finding.code.rawValue + (finding.node.map { " at node \($0)" } ?? "")
                }
                words = "Paid by: \(payer)" + (doubts.isEmpty ? "" : "; " + doubts.joined(separator: ", "))
            }
        }
    }
}

extension BuyersFile {
    /// Files by advertising system. One that is none tells of no buyer, as it would when it had been fetched.
    static func files(_ object: JSONObject, _ field: String) throws(InputError) -> [Host: BuyersFile] {
        var files: [Host: BuyersFile] = [:]
        for member in object.members where member.value != .null {
            guard let system = Host(member.name) else {
                throw InputError(field: field, expected: "bare host names with a dot", found: member.name)
            }
            files[system] = (try? BuyersFile(json: member.value)) ?? BuyersFile()
        }
        return files
    }
}
