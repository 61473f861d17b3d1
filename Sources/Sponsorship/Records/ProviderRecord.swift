public import Daylight

/// What a provider of political advertising services keeps of an ad or campaign (TTPA Art. 9(1)), and nothing more.
public struct ProviderRecord: Hashable, Sendable {
    /// (a) What the service was for.
    public enum Subject: Hashable, Sendable {
        case ad(RecordID)
        case campaign(String)
    }

    public let subject: Subject
    /// Who keeps the record.
    public let provider: String
    /// (b) What was provided.
    public let services: [String]
    /// (c) What was invoiced.
    public let invoiced: [Money]
    /// (c) Benefits in kind; none when empty.
    public let otherBenefits: [OtherBenefits]
    /// (d) Where the money comes from.
    public let fundsOrigin: FundsOrigin
    /// (e) Who the sponsor is.
    public let sponsor: Party
    /// (e) Who controls it.
    public let controllingEntity: ControllingEntity
    /// (f) Which processes it is linked to; none when empty.
    public let linkedProcesses: [LinkedProcess]

    public init(
        subject: Subject, provider: String, services: [String], invoiced: [Money], otherBenefits: [OtherBenefits],
        fundsOrigin: FundsOrigin, sponsor: Party, controllingEntity: ControllingEntity, linkedProcesses: [LinkedProcess]
    ) {
        self.subject = subject
        self.provider = provider
        self.services = services
        self.invoiced = invoiced
        self.otherBenefits = otherBenefits
        self.fundsOrigin = fundsOrigin
        self.sponsor = sponsor
        self.controllingEntity = controllingEntity
        self.linkedProcesses = linkedProcesses
    }

    /// The record as JSON, its members in the order of the article.
    public var json: JSONObject {
        [
            "subject": subject.json, "provider": .string(provider), "services": .array(services.map { .string($0) }),
            "invoiced": .array(invoiced.map(\.noticeJSON)), "otherBenefits": .array(otherBenefits.map(\.json)),
            "fundsOrigin": fundsOrigin.json, "sponsor": sponsor.json, "controllingEntity": controllingEntity.json,
            "linkedProcesses": .array(linkedProcesses.map(\.json)),
        ]
    }

    /// SHA-256 of the text of ``json``: it holds no numbers, so its one spelling is known.
    public var contentHash: Digest { Digest(of: Array(CanonicalJSON.line(.object(json)).utf8)) }
}

extension ProviderRecord.Subject {
    fileprivate var json: JSONValue {
        switch self {
        case .ad(let id): ["ad": .string(id.text)]
        case .campaign(let name): ["campaign": .string(name)]
        }
    }
}
