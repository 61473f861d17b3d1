public import Daylight

/// Writes a notice with its members in the order of the template (LAB Annex II), so that the same notice is the same bytes.
extension TransparencyNotice {
    /// The object of reference 14.1: reading it again gives this notice.
    public var json: JSONObject {
        var object = JSONObject()
        for (name, value) in systemMembers + publicMembers { object[name] = value }
        return object
    }

    /// The hash of this version: SHA-256 of its canonical JSON (RFC 8785). The next version names it.
    public var contentHash: Digest {
        // Only `ext` and the values of groups can hold a number beyond a double, which has no canonical form.
        if let bytes = try? CanonicalJSON.bytes(of: .object(json)) { return Digest(of: bytes) }
        return Digest(of: Array(CanonicalJSON.line(.object(json)).utf8))
    }

    private var systemMembers: [(String, JSONValue?)] {
        [
            ("noticeId", .string(noticeID.text)), ("adId", .string(adID.text)), ("version", .integer(version)),
            ("language", .string(language.text)), ("adLanguages", .array(adLanguages.map { .string($0.text) })),
            ("publisher", .string(publisher)), ("campaignId", text(campaignID)),
            ("createdAt", text(createdAt?.description)), ("modifiedAt", text(modifiedAt?.description)),
            ("previousVersionHash", text(previousVersionHash?.hex)),
        ]
    }

    private var publicMembers: [(String, JSONValue?)] {
        [
            ("sponsor", sponsor.json),
            ("coSponsors", coSponsors.isEmpty ? nil : .array(coSponsors.map(\.json))),
            ("controllingEntity", controllingEntity.json), ("payer", payer.json), ("period", period.json),
            ("amountsAd", amountsAd.noticeJSON), ("otherBenefits", otherBenefits?.json),
            ("amountsCampaign", amountsCampaign?.noticeJSON), ("fundsOrigin", fundsOrigin.json),
            ("amountsMethod", .string(amountsMethod)), ("linkedProcesses", .array(linkedProcesses.map(\.json))),
            ("officialInfoLinks", .array(officialInfoLinks.map { .string($0.text) })),
            ("repositoryLink", .string(repositoryLink.text)),
            (
                "notificationMechanism",
                ["url": .string(notificationMechanism.url.text), "text": .string(notificationMechanism.text)]
            ),
            ("priorSuspension", priorSuspension.json), ("techniquesUsed", .bool(techniques.isUsed)),
            ("techniquesStatement", text(techniquesStatement)), ("techniques", techniques.json), ("reach", reach?.json),
            ("ext", ext.map { .object($0) }),
        ]
    }
}

/// A text where there is one.
private func text(_ value: String?) -> JSONValue? { value.map { .string($0) } }

/// An object of the members that are there, in their order.
private func members(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    var object = JSONObject()
    for (name, value) in members { object[name] = value }
    return .object(object)
}

extension Party {
    /// The object that stands in notices and declarations.
    public var json: JSONValue {
        let isLegal = if case .legalPerson = kind { true } else { false }
        return members([
            "kind": .string(isLegal ? "legalPerson" : "naturalPerson"), "name": .string(name), "email": .string(email.text),
            "postalAddress": text(postalAddress), "establishment": text(establishment), "country": .string(country.text),
            "registerId": registerID.map { ["register": .string($0.register), "number": .string($0.number)] },
            "politicalActorRole": text(politicalActorRole),
        ])
    }
}

extension ControllingEntity {
    /// The person, or `"none"`.
    public var json: JSONValue {
        switch self {
        case .party(let party): party.json
        case .none: "none"
        }
    }
}

extension Payer {
    /// The person, or who of the others it is.
    public var json: JSONValue {
        switch self {
        case .party(let party): party.json
        case .sameAsSponsor: "sameAsSponsor"
        case .sameAsControllingEntity: "sameAsControllingEntity"
        }
    }
}

extension Money {
    /// `{"amount": "12500.00", "currency": "SEK"}`, with `"estimate": true` while it is one.
    public var noticeJSON: JSONValue {
        members(["amount": .string(amount.text()), "currency": .string(currency), "estimate": isEstimate ? true : nil])
    }
}

extension RepositoryLink {
    /// The address, or why there is none.
    public var text: String {
        switch self {
        case .entry(let link): link.text
        case .notYetAvailable: "notYetAvailable"
        case .notOnline: "notOnline"
        }
    }
}

extension Period {
    /// `{"start", "end"}`.
    var json: JSONValue { ["start": .string(start.description), "end": .string(end.description)] }
}

extension FundsOrigin {
    /// `{"kind", "place"}`.
    var json: JSONValue { ["kind": .string(kind.rawValue), "place": .string(place.rawValue)] }
}

extension OtherBenefits {
    /// `{"value", "description"}`.
    var json: JSONValue { ["value": value.noticeJSON, "description": .string(description)] }
}

extension LinkedProcess {
    /// The entry of `linkedProcesses`.
    public var json: JSONValue {
        members([
            "kind": .string(kind.rawValue), "level": .string(level.rawValue), "name": .string(name),
            "date": text(date?.description), "territory": .string(territory),
        ])
    }
}

extension PriorSuspension {
    /// The object of `priorSuspension`.
    var json: JSONValue {
        switch self {
        case .never(let earlier):
            members(["suspendedOrDiscontinued": false, "earlierVersion": text(earlier)])
        case .suspended(let reason, let date, let earlier):
            members([
                "suspendedOrDiscontinued": true, "reason": .string(reason), "date": .string(date.description),
                "earlierVersion": text(earlier),
            ])
        }
    }
}

extension TechniquesUse {
    fileprivate var json: JSONValue? {
        guard case .used(let techniques) = self else { return nil }
        return members([
            "groups": .array(techniques.groups.map(\.json)),
            "dataCategories": .array(techniques.dataCategories.map { .string($0) }),
            "goalsMechanismsLogic": .string(techniques.goalsMechanismsLogic),
            "aiSystem": members([
                "used": .bool(techniques.aiSystem.used), "description": text(techniques.aiSystem.description),
                "purpose": text(techniques.aiSystem.purpose),
            ]),
            "disseminationPeriod": techniques.disseminationPeriod.json,
            "individualsReached": .integer(techniques.individualsReached), "policyLink": .string(techniques.policyLink),
            "rightsLink": .string(techniques.rightsLink), "riskAssessmentLink": .string(techniques.riskAssessmentLink),
        ])
    }
}

extension Techniques.Group {
    fileprivate var json: JSONValue {
        members([
            "mode": .string(mode.rawValue), "parameter": .string(parameter), "operator": .string(comparison),
            "values": .array(values), "dataCategory": .string(dataCategory), "dataSource": .string(dataSource),
        ])
    }
}

extension Reach {
    fileprivate var json: JSONValue {
        members([
            "views": .integer(views),
            "engagements": engagements.map { done in
                members([
                    "clicks": done.clicks.map { .integer($0) }, "shares": done.shares.map { .integer($0) },
                    "reactions": done.reactions.map { .integer($0) }, "comments": done.comments.map { .integer($0) },
                ])
            }, "asOf": .string(asOf.description),
        ])
    }
}
