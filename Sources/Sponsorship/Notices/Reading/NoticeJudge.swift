import Daylight

/// The rules that compare parts of a notice with each other and with what is known besides.
struct NoticeJudge {
    let parts: NoticeParts
    let context: NoticeContext
    var findings: FindingList

    mutating func judge() {
        judgeLanguage()
        judgeControl()
        judgePublications()
        judgeDelivery()
        judgeEstimates()
    }

    /// N27.
    private mutating func judgeLanguage() {
        guard let language = parts.language, let adLanguages = parts.adLanguages,
            !adLanguages.contains(where: { $0.language == language.language })
        else { return }
        let languages = adLanguages.prefix(10).map(\.text).joined(separator: ", ")
        findings.add(
            .n27, "language", "The notice is in \(language), the ad in \(languages): write the notice in the ad's language.")
    }

    /// N28.
    private mutating func judgeControl() {
        let (sponsor, controller) = (parts.sponsor, parts.controllingParty)
        let isSameName = sponsor.name.map { NameKey($0) } == controller.name.map { NameKey($0) } && sponsor.name != nil
        let isSameEntry = sponsor.registerID == controller.registerID && sponsor.registerID != nil
        guard isSameName || isSameEntry else { return }
        findings.add(
            .n28, "controllingEntity",
            "The controlling entity is the sponsor again. If nobody else decides over the sponsor, write \"none\".")
    }

    /// N22 as a warning: the period is sound, but the ad ran outside it.
    private mutating func judgePublications() {
        guard let period = parts.period else { return }
        let days = context.publications.flatMap { [$0.firstAt, $0.lastAt] }.compactMap { $0.map(context.zone.day) }
        guard let outside = days.first(where: { !period.contains($0) }) else { return }
        findings.add(
            .n22, "period", effect: .warn,
            "The ad was published on \(outside), outside the period from \(period.start) to \(period.end): correct the period.")
    }

    /// N26.
    private mutating func judgeDelivery() {
        guard parts.techniquesUsed == false else { return }
        var figures: [String] = []
        if let narrowness = context.delivery.narrowness, narrowness.verdict == .block {
            figures.append("\(narrowness.addressed) people addressed of \(narrowness.eligible) eligible")
        }
        if let divergence = context.delivery.divergence, divergence >= Law.divergenceBlock {
            figures.append("divergence \(divergence) bits, from \(Law.divergenceBlock) on conspicuous")
        }
        if let information = context.delivery.mutualInformation, information >= Law.mutualInformationBlock {
            figures.append("dependence of variant on audience \(information), from \(Law.mutualInformationBlock) on conspicuous")
        }
        guard !figures.isEmpty else { return }
        findings.add(
            .n26, "techniquesUsed",
            "No targeting is declared, but the delivery looks targeted (\(figures.joined(separator: "; "))): a person has to look."
        )
    }

    /// N29.
    private mutating func judgeEstimates() {
        guard let lastDay = parts.lastDay, let now = context.now,
            context.zone.day(of: now) > lastDay.adding(days: Int64(Law.estimateGraceDays))
        else { return }
        for (field, money) in [("amountsAd", parts.amountsAd), ("amountsCampaign", parts.amountsCampaign)]
        where money?.isEstimate ?? false {
            findings.add(
                .n29, field,
                "Still an estimate more than \(Law.estimateGraceDays) days after \(lastDay): give the final amount in a new version."
            )
        }
    }
}
