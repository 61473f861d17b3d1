import Sponsorship

extension NoticeQuestion {
    /// The field of the form that a finding is about.
    ///
    /// - Parameter path: the field's path in the notice, such as `sponsor.email`.
    static func field(at path: String) -> String {
        let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
        let member = parts.count > 1 ? parts[1] : ""
        switch parts.first.map({ String($0.prefix { $0 != "[" }) }) {
        case "sponsor"?: return "sponsor-\(member.isEmpty ? "name" : member)"
        case "coSponsors"?: return "cosponsor-\(member.isEmpty ? "name" : member)"
        case "controllingEntity"?: return "control"
        case "payer"?: return "payment"
        case "period"?: return member == "end" ? "end" : "start"
        case "amountsAd"?: return "amount"
        case "otherBenefits"?: return "benefits"
        case "amountsCampaign"?: return "campaign-amount"
        case "campaignId"?: return "campaign"
        case "fundsOrigin"?: return member == "place" ? "funds-place" : "funds-kind"
        case "amountsMethod"?: return "method"
        case "linkedProcesses"?: return process(member)
        case "officialInfoLinks"?: return "official"
        case "techniques"?: return technique(member)
        case "techniquesUsed"?: return "techniques"
        case "priorSuspension"?: return member.isEmpty ? "suspended" : member == "date" ? "suspension-date" : "suspension-reason"
        case "reach"?: return member == "asOf" ? "views-date" : "views"
        case "ext"?: return "creatives"
        default: return "language"
        }
    }

    private static func process(_ member: String) -> String {
        switch member {
        case "level", "territory": member
        case "name": "process-name"
        case "date": "process-date"
        default: "process"
        }
    }

    private static func technique(_ member: String) -> String {
        switch member.prefix(while: { $0 != "[" && $0 != "." }) {
        case "groups": "included"
        case "dataCategories": "category"
        case "goalsMechanismsLogic": "goals"
        case "aiSystem": "ai"
        case "individualsReached": "reached"
        case "policyLink": "policy"
        case "rightsLink": "rights"
        case "riskAssessmentLink": "risk"
        default: "techniques"
        }
    }

    /// The question that asks for a field.
    static func asking(for field: String) -> NoticeQuestion {
        allCases.first { $0.fields.contains { $0.name == field } } ?? .ad
    }
}
