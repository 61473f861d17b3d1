import Daylight

/// What could be read of a notice; a part that could not is `nil`.
struct NoticeParts {
    var noticeID: RecordID?
    var adID: RecordID?
    var version: Int64?
    var language: LanguageTag?
    var adLanguages: [LanguageTag]?
    var publisher: String?
    var campaignID: String?
    var createdAt: Timestamp?
    var modifiedAt: Timestamp?
    var previousVersionHash: Digest?
    var sponsor = PartyReading()
    var coSponsors: [Party] = []
    var controllingParty = PartyReading()
    var controllingEntity: ControllingEntity?
    var payer: Payer?
    var period: Period?
    /// There also when the first day is not.
    var lastDay: CivilDate?
    var amountsAd: Money?
    var otherBenefits: OtherBenefits?
    var amountsCampaign: Money?
    var fundsOrigin: FundsOrigin?
    var amountsMethod: String?
    var linkedProcesses: [LinkedProcess]?
    var officialInfoLinks: [SecureLink] = []
    var repositoryLink: RepositoryLink?
    var notificationMechanism: NotificationMechanism?
    var priorSuspension: PriorSuspension?
    var techniquesUsed: Bool?
    var techniques: Techniques?
    var techniquesStatement: String?
    var reach: Reach?
    var ext: JSONObject?

    private var techniquesUse: TechniquesUse? {
        switch techniquesUsed {
        case false?: .notUsed
        case true?: techniques.map { .used($0) }
        case nil: nil
        }
    }

    /// The notice, when all parts are there that it needs.
    var notice: TransparencyNotice? {
        guard let noticeID, let adID, let version, let language, let adLanguages, let publisher, let sponsor = sponsor.party,
            let controllingEntity, let payer, let period, let amountsAd, let fundsOrigin, let amountsMethod,
            let linkedProcesses, let repositoryLink, let notificationMechanism, let priorSuspension, let techniquesUse
        else { return nil }
        return TransparencyNotice(
            noticeID: noticeID, adID: adID, version: version, language: language, adLanguages: adLanguages,
            publisher: publisher, campaignID: campaignID, createdAt: createdAt, modifiedAt: modifiedAt,
            previousVersionHash: previousVersionHash, sponsor: sponsor, coSponsors: coSponsors,
            controllingEntity: controllingEntity, payer: payer, period: period, amountsAd: amountsAd,
            otherBenefits: otherBenefits, amountsCampaign: amountsCampaign, fundsOrigin: fundsOrigin,
            amountsMethod: amountsMethod, linkedProcesses: linkedProcesses, officialInfoLinks: officialInfoLinks,
            repositoryLink: repositoryLink, notificationMechanism: notificationMechanism, priorSuspension: priorSuspension,
            techniques: techniquesUse, techniquesStatement: techniquesStatement, reach: reach, ext: ext)
    }
}
