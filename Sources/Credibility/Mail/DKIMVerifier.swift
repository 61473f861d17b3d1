import Daylight

extension MailMessage {
    /// Most signatures that are looked at.
    private static let mostSignatures = 10

    /// Verifies the signatures of the servers that handed the mail on.
    ///
    /// - Parameters:
    ///   - keys: what is known of the domains' keys.
    ///   - now: seconds since 1970; a signature that has expired by then keeps its verdict and gets a warning.
    public func verified(with keys: DKIMKeyArchive, now: Int64) -> MailFinding {
        let verifier = DKIMVerifier(message: self, keys: keys, now: now)
        let signatures = fields.indices.filter { fields[$0].name == "dkim-signature" }.prefix(Self.mostSignatures)
        let findings = signatures.map { verifier.finding(of: $0) }
        let verdict: MailFinding.Verdict
        if findings.isEmpty {
            verdict = .none
        } else if fields.lazy.filter({ $0.name == "from" }).count != 1 {
            verdict = .malformed
        } else {
            let best = DKIMFinding.Verdict.allCases.first { verdict in findings.contains { $0.verdict == verdict } }
            verdict = best.map(MailFinding.Verdict.signed) ?? .none
        }
        return MailFinding(
            hadBareLF: hadBareLF, verdict: verdict, signatures: findings,
            chain: ARCVerifier(message: self, keys: keys, signatures: verifier).finding())
    }
}

/// Judges the signatures of one message.
struct DKIMVerifier {
    /// The fields that people read.
    private static let watched = ["from", "to", "cc", "subject", "date", "message-id"]

    private let message: MailMessage
    private let keys: DKIMKeyArchive
    private let now: Int64
    private let bodies: [DKIMCanonicalization: [UInt8]]
    /// Where the fields of each name stand, from the top down.
    private let places: [String: [Int]]

    init(message: MailMessage, keys: DKIMKeyArchive, now: Int64) {
        (self.message, self.keys, self.now) = (message, keys, now)
        let body = message.bytes[message.body]
        bodies = [.simple: DKIMCanonicalization.simple.body(body), .relaxed: DKIMCanonicalization.relaxed.body(body)]
        places = Dictionary(grouping: message.fields.indices) { message.fields[$0].name }
    }

    func finding(of index: Int, as kind: DKIMSignature.Kind = .dkim) -> DKIMFinding {
        let field = message.fields[index]
        let tags = DKIMTagList(message.bytes[field.value])
        var finding = DKIMFinding(
            verdict: .malformed, domain: tags?["d"], selector: tags?["s"], algorithm: tags?["a"])
        guard let tags, let signature = DKIMSignature(tags, as: kind) else {
            if tags?["a"] == "rsa-sha1" { finding.warnings = [.obsoleteAlgorithm] }
            return finding
        }
        finding.canonicalization = "\(signature.header.rawValue)/\(signature.body.rawValue)"
        (finding.signedAt, finding.expiresAt) = (signature.signedAt, signature.expiresAt)
        let signed = signedFields(signature, except: index)
        finding.headersCovered = signed.names
        finding.headersNotCovered = notCovered(by: signature)
        let body = bodies[signature.body] ?? []
        finding.bodyTotal = body.count
        finding.bodyCovered = min(body.count, signature.length ?? body.count)
        let entry = keys.entry(selector: signature.selector, domain: signature.domain)
        let record = entry.flatMap { DKIMKeyRecord($0.record) }
        finding.keyBits = record?.key?.bits
        finding.warnings = warnings(signature, entry, record)
        finding.verdict = verdict(signature, record, body: body) {
            var data: [UInt8] = []
            for place in signed.places { data += signature.header.field(message.fields[place], in: message.bytes) }
            return data + signature.header.signature(field, in: message.bytes)
        }
        return finding
    }

    private func verdict(
        _ signature: DKIMSignature, _ record: DKIMKeyRecord?, body: [UInt8], signedData: () -> [UInt8]
    ) -> DKIMFinding.Verdict {
        guard let record else { return .noKey }
        if case .revoked = record.content { return .revoked }
        let length = signature.length ?? body.count
        guard length <= body.count, Digest(of: Array(body[..<length])).bytes == signature.bodyHash else { return .failBody }
        guard case .key(let key) = record.content,
            !record.isStrict || signature.identityDomain == signature.domain.lowercased(),
            key.verifies(signature.signature, of: signedData(), signature.algorithm)
        else { return .failSignature }
        return .pass
    }

    /// The fields that the signature speaks of: of several with one name the lowest first, each once.
    private func signedFields(_ signature: DKIMSignature, except own: Int) -> (names: [String], places: [Int]) {
        var left = places
        left[message.fields[own].name]?.removeAll { $0 == own }
        var (names, seen, taken): ([String], Set<String>, [Int]) = ([], [], [])
        for name in signature.headers {
            guard let place = left[name]?.popLast() else { continue }
            taken.append(place)
            if seen.insert(name).inserted { names.append(name) }
        }
        return (names, taken)
    }

    private func notCovered(by signature: DKIMSignature) -> [String] {
        Self.watched.filter { name in
            (places[name]?.count ?? 0) > signature.headers.lazy.filter { $0 == name }.count
        }
    }

    private func warnings(
        _ signature: DKIMSignature, _ entry: DKIMKeyArchive.Entry?, _ record: DKIMKeyRecord?
    ) -> [DKIMFinding.Warning] {
        var warnings: Set<DKIMFinding.Warning> = []
        if let record {
            if record.key?.isWeak == true { warnings.insert(.weakKey) }
            if record.isTest { warnings.insert(.testMode) }
            if entry?.disclosedSince != nil { warnings.insert(.keyDisclosed) }
        }
        if signature.length != nil { warnings.insert(.lengthTag) }
        if Self.watched.contains(where: { (places[$0]?.count ?? 0) > 1 }) { warnings.insert(.duplicateHeader) }
        if let expiry = signature.expiresAt, expiry < now { warnings.insert(.expired) }
        return DKIMFinding.Warning.allCases.filter(warnings.contains)
    }
}
