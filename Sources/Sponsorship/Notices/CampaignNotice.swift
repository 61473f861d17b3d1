public import Daylight

/// What the notices of a campaign's ads have in common. Each ad has its own notice, which inherits what it does not say itself.
public struct CampaignNotice: Hashable, Sendable {
    /// Members that belong to one ad or to one version and are never inherited: an amount counted for every ad of a season
    /// would be counted many times.
    public static let ownMembers: Set<String> = [
        "noticeId", "adId", "version", "createdAt", "modifiedAt", "previousVersionHash", "amountsAd", "otherBenefits", "reach",
    ]

    /// Members of a notice (reference 14.1) that hold for all ads.
    public let shared: JSONObject

    public init(shared: JSONObject) { self.shared = shared }

    /// The members of an ad's notice: its own, and those of the campaign that it does not have. An own `null` takes an
    /// inherited member away.
    public func members(overriddenBy own: JSONObject) -> JSONObject {
        var notice = JSONObject()
        for member in shared.members where !Self.ownMembers.contains(member.name) { notice[member.name] = member.value }
        for member in own.members { notice[member.name] = member.value == .null ? nil : member.value }
        return notice
    }

    /// Judges the notice of one ad of the campaign.
    public func review(_ own: JSONObject, context: NoticeContext = NoticeContext()) -> NoticeReview {
        NoticeReview(members(overriddenBy: own), context: context)
    }
}
