public import Daylight

/// One version of a transparency notice without a fault that would refuse it (TTPA Art. 12; fields of LAB Annex II).
///
/// Made by ``NoticeReview`` from JSON. "None" and "unknown" never stand in the same place: what the law asks for is here, and
/// what is optional says what leaving it out means.
public struct TransparencyNotice: Hashable, Sendable {
    public internal(set) var noticeID: RecordID
    public internal(set) var adID: RecordID
    /// Counted from 1.
    public internal(set) var version: Int64
    public internal(set) var language: LanguageTag
    /// At least one, the notice's own language among them.
    public internal(set) var adLanguages: [LanguageTag]
    public internal(set) var publisher: String
    /// The campaign that the ad is part of, if any.
    public internal(set) var campaignID: String?
    /// When the first version was published; `nil` before the system has set it.
    public internal(set) var createdAt: Timestamp?
    /// When this version was published; `nil` before the system has set it.
    public internal(set) var modifiedAt: Timestamp?
    /// The content hash of the version before; `nil` for the first.
    public internal(set) var previousVersionHash: Digest?

    /// 12(1)(a).
    public internal(set) var sponsor: Party
    /// Sponsors beside the first.
    public internal(set) var coSponsors: [Party]
    /// 12(1)(a).
    public internal(set) var controllingEntity: ControllingEntity
    /// 12(1)(b).
    public internal(set) var payer: Payer
    /// 12(1)(c).
    public internal(set) var period: Period
    /// 12(1)(d): what the providers received for this ad.
    public internal(set) var amountsAd: Money
    /// 12(1)(d): benefits in kind; `nil` means none.
    public internal(set) var otherBenefits: OtherBenefits?
    /// 12(1)(d): what they received for the campaign; there whenever there is a campaign.
    public internal(set) var amountsCampaign: Money?
    /// 12(1)(e).
    public internal(set) var fundsOrigin: FundsOrigin
    /// 12(1)(f): how the amounts were worked out.
    public internal(set) var amountsMethod: String
    /// 12(1)(g): none when empty.
    public internal(set) var linkedProcesses: [LinkedProcess]
    /// 12(1)(h): where the authority says how to take part; at least one when people vote.
    public internal(set) var officialInfoLinks: [SecureLink]
    /// 12(1)(i).
    public internal(set) var repositoryLink: RepositoryLink
    /// 12(1)(j).
    public internal(set) var notificationMechanism: NotificationMechanism
    /// 12(1)(k).
    public internal(set) var priorSuspension: PriorSuspension
    /// 12(1)(l).
    public internal(set) var techniques: TechniquesUse
    /// The statement on techniques in words, where the publisher has put it in words.
    public internal(set) var techniquesStatement: String?
    /// 12(1)(m): `nil` where it is not applicable or not technically feasible.
    public internal(set) var reach: Reach?
    /// Whatever others need to keep beside it; not looked into.
    public internal(set) var ext: JSONObject?

    /// Whether an amount must still be replaced by the final figure.
    public var hasEstimate: Bool { amountsAd.isEstimate || (amountsCampaign?.isEstimate ?? false) }
}
