import Daylight

/// The notice and the declaration of an ad.
struct AdPapers {
    let cast: AdCast
    let kind: AdKind
    /// First and last day of publication.
    let period: (start: CivilDate, end: CivilDate)
    let vote: CivilDate
    let criteria: [String]
    let individuals: Int64
    let amount: Payment

    static let election = "DEMO-2026"

    var isThirdCountry: Bool { kind == .ineligibleSponsor || kind == .beforeWindow }

    var eligibility: String { isThirdCountry ? "notDeclared" : "unionLegalPersonNotThirdCountryControlled" }

    /// Nobody wrote a notice for an ad that was never declared.
    var notice: JSONObject? {
        guard kind != .undeclaredSponsor else { return nil }
        var notice: JSONObject = [
            "noticeId": .string("notice-\(cast.number + 1)"), "adId": .string(cast.id), "version": 1, "language": "en",
            "adLanguages": ["en"], "publisher": .string(cast.site), "sponsor": party(cast.sponsor, country: "BE"),
            "controllingEntity": isThirdCountry ? party("Far Shore Group", country: "ZZ") : "none",
            "payer": "sameAsSponsor", "period": periodJSON,
            "amountsAd": ["amount": .string(amount.amount), "currency": "EUR"],
            "fundsOrigin": ["kind": "private", "place": isThirdCountry ? "outsideUnion" : "insideUnion"],
            "amountsMethod": "Invoiced amounts without VAT, final.",
            "linkedProcesses": [
                [
                    "kind": "election", "level": "national", "name": "Demo election", "date": .string(vote.description),
                    "territory": "BE",
                ]
            ],
            "officialInfoLinks": ["https://elections.example/how-to-vote"], "repositoryLink": "notYetAvailable",
            "notificationMechanism": ["url": .string("https://\(cast.site)/report"), "text": "Report this ad"],
            "priorSuspension": ["suspendedOrDiscontinued": false], "techniquesUsed": .bool(!criteria.isEmpty),
        ]
        if !criteria.isEmpty { notice["techniques"] = .object(techniques) }
        return notice
    }

    private var periodJSON: JSONValue {
        ["start": .string(period.start.description), "end": .string(period.end.description)]
    }

    private func party(_ name: String, country: String) -> JSONValue {
        [
            "kind": "legalPerson", "name": .string(name), "email": .string("office@\(cast.domain)"),
            "establishment": .string("1 Harbour Street, \(cast.place)"), "country": .string(country),
        ]
    }

    private var techniques: JSONObject {
        let groups = criteria.map { criterion in
            JSONValue.object([
                "mode": "include", "parameter": .string(criterion), "operator": "in", "values": ["yes"],
                "dataCategory": .string(criterion), "dataSource": "declared",
            ])
        }
        let site = "https://\(cast.domain)"
        return [
            "groups": .array(groups), "dataCategories": .array(criteria.map(JSONValue.string)),
            "goalsMechanismsLogic": "People who are likely to be at home in the last week.", "aiSystem": ["used": false],
            "disseminationPeriod": periodJSON, "individualsReached": .integer(individuals),
            "policyLink": .string("\(site)/policy"), "rightsLink": .string("\(site)/rights"),
            "riskAssessmentLink": .string("\(site)/risk"),
        ]
    }

    /// What the sponsor said when it ordered the ad.
    var declaration: JSONObject? {
        guard kind != .undeclaredSponsor else { return nil }
        return [
            "declarationId": .string("declaration-\(cast.number + 1)"), "orderId": .string(cast.id), "isPolitical": true,
            "eligibility": .string(kind == .ineligibleSponsor ? "notEligible" : eligibility), "sponsor": .string(cast.sponsor),
            "controllingEntity": isThirdCountry ? "Far Shore Group" : "none", "payer": "sameAsSponsor",
            "linkedProcesses": [.string(Self.election)],
        ]
    }

    /// The notice as the gate's policy has it.
    var policy: JSONObject {
        [
            "hash": .string("hash-\(cast.number + 1)"), "sponsor": .string(cast.sponsor), "payer": "sameAsSponsor",
            "period": periodJSON, "domains": [.string(cast.domain), .string(cast.partyDomain)], "label": "complete",
            "eligibility": .string(eligibility), "controllerCountry": isThirdCountry ? "ZZ" : JSONValue.null,
            "elections": [.string(Self.election)],
        ]
    }
}
