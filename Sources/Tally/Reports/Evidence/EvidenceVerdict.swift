public import Daylight
public import EvidenceLog

/// What judging an evidence file came to.
public struct EvidenceVerdict: OfflineVerdict {
    public let evidence: CountEvidence
    /// Whether the claim is proven.
    public let ok: Bool
    /// Why it is not.
    public let reason: String?
    public let proven: [String]
    public let notProven: [String]
    /// The digest of the definition that the keys were taken from: a reader compares it with the one published.
    public let definition: Digest?

    fileprivate init(_ evidence: CountEvidence, reason: String?, definition: Digest?) {
        self.evidence = evidence
        ok = reason == nil
        self.reason = reason
        self.definition = definition
        proven = ok ? [evidence.claim] : []
        notProven = ok ? evidence.kind.leftOpen : [evidence.claim]
    }

    /// The answer of `daylight count prove --json`.
    public var json: JSONValue {
        var object: JSONObject = [
            "ok": .bool(ok), "kind": .string(evidence.kind.rawValue), "unit": .string(evidence.unit),
        ]
        if let version = evidence.version { object["version"] = .integer(version) }
        if let reason { object["reason"] = .string(reason) }
        object["proven"] = .array(proven.map(JSONValue.string))
        object["notProven"] = .array(notProven.map(JSONValue.string))
        if let definition { object["definitionSHA256"] = .string(definition.hex) }
        return .object(object)
    }
}

extension CountEvidence {
    /// Computes everything anew: the seal, the signatures, receipts and sums, and the claim from what they show.
    ///
    /// - Parameter definition: the digest of the definition that the reader trusts; `nil` takes the one in the file.
    /// - Throws: ``InputError`` when the facts cannot be read, although the seal is whole.
    public func verify(definition: Digest? = nil) throws(InputError) -> EvidenceVerdict {
        guard try isSealed() else {
            return EvidenceVerdict(self, reason: "The file was changed: its digest is not the one stated in it", definition: nil)
        }
        return verdict(try EvidenceFacts(facts), definition: definition)
    }

    /// The verdict on sealed evidence whose facts have been read.
    func verdict(_ shown: EvidenceFacts, definition: Digest? = nil) -> EvidenceVerdict {
        let reason: String?
        if let definition, definition != shown.definitionDigest {
            reason = "The definition in the file has the digest \(shown.definitionDigest.hex)"
        } else if let finding = shown.finding(kind, unit: unit, version: version) {
            reason = shown.fault(finding) ?? (shown.claim(finding) == claim ? nil : "The facts do not say what is claimed")
        } else {
            reason = "The facts do not show \(kind.rawValue) for \(unit)"
        }
        return EvidenceVerdict(self, reason: reason, definition: shown.definitionDigest)
    }
}

extension FindingCode {
    /// What a proven finding of this kind leaves open.
    fileprivate var leftOpen: [String] {
        let keys = "That the definition is the official one: compare its digest with the one published."
        let log = "That the key is the log's: compare it with the key you know."
        return switch self {
        case .altered, .f505: [keys, "Who changed the report, and on which way: whoever spoils a report leaves no signature."]
        case .equivocation: [keys, "Which of the two reports is right, and whether the station meant to or lost its key."]
        case .f502: [keys, "Which of the two units counted these votes."]
        case .f503: [keys, "Who published the sum: its digest is the name of its file in the publication."]
        case .omitted: [keys, log, "Who published the sum: its digest is the name of its file in the publication."]
        case .splitView: [log, "Which of the histories is right."]
        case .stale: [keys, "Which of the two arrived first."]
        case .tooEarly, .w502: [keys, log, "That the server's clock was right."]
        default: [keys]
        }
    }
}
