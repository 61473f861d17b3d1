import Daylight
import Sponsorship

extension NoticeAnswers {
    /// The answers that make a notice, to begin a correction with.
    init(notice: TransparencyNotice) {
        self.init()
        take(notice.sponsor, as: "sponsor")
        self["cosponsor"] = notice.coSponsors.isEmpty ? "no" : "yes"
        if let second = notice.coSponsors.first { take(second, as: "cosponsor") }
        self["control"] = "none"
        if case .party(let party) = notice.controllingEntity {
            self["control"] = "person"
            take(party, as: "controller")
        }
        takePayer(notice.payer)
        for name in ["title", "medium", "words"] { self[name] = notice.ext?[name]?.stringValue }
        self["sites"] = notice.ext?["domains"]?.arrayValue?.compactMap(\.stringValue).joined(separator: ", ")
        self["creatives"] = notice.creatives.isEmpty ? nil : notice.creatives.map(\.hex).joined(separator: "\n")
        self["language"] = notice.language.text
        self["start"] = notice.period.start.description
        self["end"] = notice.period.end.description
        takeMoney(notice)
        takeProcess(notice)
        takeTechniques(notice.techniques)
        takePast(notice)
    }

    private mutating func take(_ party: Party, as name: String) {
        if case .naturalPerson = party.kind {
            self["\(name)-kind"] = "naturalPerson"
        } else {
            self["\(name)-kind"] = "legalPerson"
        }
        self["\(name)-name"] = party.name
        self["\(name)-email"] = party.email.text
        self["\(name)-country"] = party.country.text
        self["\(name)-establishment"] = party.establishment
    }

    private mutating func takePayer(_ payer: Payer) {
        switch payer {
        case .sameAsSponsor: self["payment"] = "sameAsSponsor"
        case .sameAsControllingEntity: self["payment"] = "sameAsControllingEntity"
        case .party(let party):
            self["payment"] = "person"
            take(party, as: "payer")
        }
    }

    private mutating func takeMoney(_ notice: TransparencyNotice) {
        self["amount"] = notice.amountsAd.amount.text()
        self["currency"] = notice.amountsAd.currency
        self["final"] = notice.amountsAd.isEstimate ? "estimate" : "final"
        self["method"] = notice.amountsMethod
        self["funds-kind"] = notice.fundsOrigin.kind.rawValue
        self["funds-place"] = notice.fundsOrigin.place.rawValue
        self["benefits"] = notice.otherBenefits?.value.amount.text()
        self["benefits-what"] = notice.otherBenefits?.description
        self["campaign"] = notice.campaignID
        self["campaign-amount"] = notice.amountsCampaign?.amount.text()
    }

    private mutating func takeProcess(_ notice: TransparencyNotice) {
        self["process"] = "none"
        guard let process = notice.linkedProcesses.first else { return }
        self["process"] = process.kind.rawValue
        self["level"] = process.level.rawValue
        self["process-name"] = process.name
        self["territory"] = process.territory
        self["process-date"] = process.date?.description
        self["official"] = notice.officialInfoLinks.first?.text
    }

    private mutating func takeTechniques(_ use: TechniquesUse) {
        self["techniques"] = use.isUsed ? "yes" : "no"
        guard case .used(let techniques) = use else { return }
        self["category"] = techniques.dataCategories.first
        self["source"] = techniques.groups.first?.dataSource
        for (mode, name) in [(Techniques.Group.Mode.include, "included"), (.exclude, "excluded")] {
            self[name] = techniques.groups.first { $0.mode == mode }?.values.compactMap(\.stringValue).joined(separator: ", ")
        }
        self["goals"] = techniques.goalsMechanismsLogic
        self["ai"] = techniques.aiSystem.used ? "yes" : "no"
        self["ai-what"] = techniques.aiSystem.description
        self["reached"] = String(techniques.individualsReached)
        self["policy"] = techniques.policyLink
        self["rights"] = techniques.rightsLink
        self["risk"] = techniques.riskAssessmentLink
    }

    private mutating func takePast(_ notice: TransparencyNotice) {
        switch notice.priorSuspension {
        case .never: self["suspended"] = "no"
        case .suspended(let reason, let date, _):
            self["suspended"] = "yes"
            self["suspension-reason"] = reason
            self["suspension-date"] = date.description
        }
        self["views"] = notice.reach.map { String($0.views) }
        self["views-date"] = notice.reach?.asOf.description
    }
}
