/// Judges the chain of one message (RFC 8617, section 5.2).
struct ARCVerifier {
    /// Longest authentication results that are given back, in characters.
    private static let resultsLimit = 2_000

    let message: MailMessage
    let keys: DKIMKeyArchive
    /// Judges the servers' signatures of the message, which are those of DKIM but for their name.
    let signatures: DKIMVerifier

    func finding() -> ARCFinding {
        let fields: ARCFields
        do throws(ARCFields.Fault) { fields = try ARCFields(message) } catch { return .broken(error.text) }
        guard !fields.sets.isEmpty else { return .none }
        var sets: [ARCFinding.ARCSet] = []
        var sealed: [UInt8] = []
        for (index, set) in fields.sets.enumerated() {
            let tags = DKIMTagList(message.bytes[message.fields[set.seal].value])
            let before = sealed
            for place in set.places { sealed += DKIMCanonicalization.relaxed.field(message.fields[place], in: message.bytes) }
            sets.append(
                ARCFinding.ARCSet(
                    instance: index + 1, chainValidation: tags?["cv"]?.lowercased() ?? "", seal: seal(set, tags, before: before),
                    domain: tags?["d"], selector: tags?["s"], message: signatures.finding(of: set.message, as: .chain),
                    results: ARCFields.results(message.bytes[message.fields[set.results].value], limit: Self.resultsLimit)))
        }
        return Self.judged(sets)
    }

    /// A seal is over the fields of all sets up to its own, itself without its signature.
    private func seal(_ set: ARCFields.Set, _ tags: DKIMTagList?, before: [UInt8]) -> DKIMFinding.Verdict {
        guard let tags, let algorithm = tags["a"].flatMap(DKIMAlgorithm.init(rawValue:)), let signature = tags["b"],
            let domain = tags["d"], !domain.isEmpty, let selector = tags["s"], !selector.isEmpty, tags["h"] == nil,
            tags["bh"] == nil
        else { return .malformed }
        guard let record = keys.entry(selector: selector, domain: domain).flatMap({ DKIMKeyRecord($0.record) }) else {
            return .noKey
        }
        switch record.content {
        case .revoked: return .revoked
        case .unfit: return .failSignature
        case .key(let key):
            let form = DKIMCanonicalization.relaxed
            var data = before
            for place in [set.results, set.message] { data += form.field(message.fields[place], in: message.bytes) }
            data += form.signature(message.fields[set.seal], in: message.bytes)
            return key.verifies(DKIMTagList.base64(signature), of: data, algorithm) ? .pass : .failSignature
        }
    }

    private static func judged(_ sets: [ARCFinding.ARCSet]) -> ARCFinding {
        func ended(_ status: ARCFinding.Status, _ fault: String? = nil) -> ARCFinding {
            ARCFinding(status: status, fault: fault, sets: sets)
        }
        for set in sets {
            guard set.chainValidation == (set.instance == 1 ? "none" : "pass") else {
                return ended(.fail, "cv=\(set.chainValidation.prefix(20)) in instance \(set.instance)")
            }
        }
        guard let newest = sets.last else { return .none }
        let verdicts =
            [("message signature", newest.instance, newest.message.verdict)]
            + sets.reversed().map { ("seal", $0.instance, $0.seal) }
        if let (name, instance, verdict) = verdicts.first(where: { $0.2 != .pass && $0.2 != .noKey }) {
            return ended(.fail, "\(name) of instance \(instance): \(verdict.rawValue)")
        }
        if let (name, instance, _) = verdicts.first(where: { $0.2 == .noKey }) {
            return ended(.noKey, "\(name) of instance \(instance): \(DKIMFinding.Verdict.noKey.rawValue)")
        }
        return ended(.pass)
    }
}
