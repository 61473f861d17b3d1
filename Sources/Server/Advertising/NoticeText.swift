import Daylight
import Sponsorship

/// A notice in words, in its own language as far as there are words for it, else in English.
struct NoticeText: Sendable {
    /// One numbered field of the template (Implementing Regulation (EU) 2025/1410, Annex II).
    struct Row: Hashable, Sendable {
        struct Line: Hashable, Sendable {
            var text: String
            var link: String?
        }

        let number: String
        let label: String
        let article: String
        let lines: [Line]
    }

    let notice: TransparencyNotice
    let words: NoticeWords
    private let english: NoticeWords?

    init(_ notice: TransparencyNotice) {
        self.notice = notice
        let english = LanguageTag("en").flatMap(NoticeLanguages.words)
        self.english = english
        guard let words = NoticeLanguages.words(notice.language) ?? english else {
            preconditionFailure("the program carries the English words of notices")
        }
        self.words = words
    }

    /// Tag of the language the page is in: English where the language has no words for a notice yet.
    var language: String { words[.sponsor] == nil ? "en" : words.language.text }

    subscript(_ word: NoticeWord) -> String { words[word] ?? english?[word] ?? word.rawValue }

    /// Who is behind the ad, in one line.
    var sentence: String {
        var parts = ["\(words[.sponsor]): \(([notice.sponsor] + notice.coSponsors).map(\.name).joined(separator: ", "))"]
        if case .party(let party) = notice.controllingEntity { parts.append("\(words[.controlledBy]): \(party.name)") }
        if case .party(let party) = notice.payer { parts.append("\(words[.paidBy]): \(party.name)") }
        parts.append("\(self[.amountsAd]): \(money(notice.amountsAd))")
        return parts.joined(separator: " · ")
    }

    /// The sixteen fields in the order of the template; what does not apply is left out.
    var rows: [Row] {
        [
            row("1", .sponsor, "12(1)(a)", persons([notice.sponsor] + notice.coSponsors)),
            row("2", .controllingEntity, "12(1)(a)", controllingEntity),
            row("3", .payer, "12(1)(b)", payer),
            row("4", .period, "12(1)(c)", [line("\(notice.period.start) – \(notice.period.end)")]),
            row("5", .amountsAd, "12(1)(d)", amount),
            row("6", .amountsCampaign, "12(1)(d)", campaign),
            row(
                "7", .fundsOrigin, "12(1)(e)",
                [line("\(self[origin(notice.fundsOrigin.kind)]), \(self[origin(notice.fundsOrigin.place)])")]),
            row("8", .amountsMethod, "12(1)(f)", [line(notice.amountsMethod)]),
            row("9", .linkedProcesses, "12(1)(g)", processes),
            row("10", .officialInfoLinks, "12(1)(h)", notice.officialInfoLinks.map { link($0.text) }),
            row("11", .repositoryLink, "12(1)(i)", [repository]),
            row(
                "12", .notificationMechanism, "12(1)(j)",
                [link(notice.notificationMechanism.url.text), line(notice.notificationMechanism.text)]),
            row("13", .priorSuspension, "12(1)(k)", suspension),
            row("14", .techniquesUsed, "12(1)(l)", [line(self[notice.techniques.isUsed ? .yes : .no])]),
            row("15", .techniques, "19(1)(c), (e)", techniques),
            row("16", .reach, "12(1)(m)", reach),
        ].filter { !$0.lines.isEmpty }
    }

    private func row(_ number: String, _ word: NoticeWord, _ article: String, _ lines: [Row.Line]) -> Row {
        Row(number: number, label: self[word], article: "Art. \(article)", lines: lines)
    }

    private func line(_ text: String) -> Row.Line { Row.Line(text: text, link: nil) }
    private func link(_ address: String) -> Row.Line { Row.Line(text: address, link: address) }

    private func money(_ money: Money) -> String {
        "\(money.amount) \(money.currency)" + (money.isEstimate ? " (\(self[.estimate]))" : "")
    }

    private func persons(_ parties: [Party]) -> [Row.Line] {
        parties.flatMap { party in
            [
                line(party.name),
                line([party.establishment, party.postalAddress, party.country.text].compactMap { $0 }.joined(separator: ", ")),
                line(party.email.text),
            ]
        }
    }

    private var controllingEntity: [Row.Line] {
        if case .party(let party) = notice.controllingEntity { persons([party]) } else { [line(self[.none])] }
    }

    private var payer: [Row.Line] {
        switch notice.payer {
        case .sameAsSponsor: [line(self[.sameAsSponsor])]
        case .sameAsControllingEntity: [line(self[.sameAsControllingEntity])]
        case .party(let party): persons([party])
        }
    }

    private var amount: [Row.Line] {
        let benefits = notice.otherBenefits.map { [line("\(self[.otherBenefits]): \(money($0.value)), \($0.description)")] } ?? []
        return [line(money(notice.amountsAd))] + benefits
    }

    private var campaign: [Row.Line] {
        guard let amount = notice.amountsCampaign else { return [] }
        return [line(money(amount))] + (notice.campaignID.map { [line($0)] } ?? [])
    }

    private func origin(_ kind: FundsOrigin.Kind) -> NoticeWord {
        switch kind {
        case .public: .originPublic
        case .private: .originPrivate
        case .mixed: .originMixed
        }
    }

    private func origin(_ place: FundsOrigin.Place) -> NoticeWord {
        switch place {
        case .insideUnion: .originInsideUnion
        case .outsideUnion: .originOutsideUnion
        case .both: .originBoth
        }
    }

    private var processes: [Row.Line] {
        notice.linkedProcesses.map { process in
            let date = process.date.map { ", \($0)" } ?? ""
            let kind = self[NoticeWord(rawValue: "notice.process.\(process.kind.rawValue)") ?? .processElection]
            let level = self[NoticeWord(rawValue: "notice.level.\(process.level.rawValue)") ?? .levelNational]
            return line("\(kind), \(level): \(process.name), \(process.territory)\(date)")
        }
    }

    private var repository: Row.Line {
        switch notice.repositoryLink {
        case .entry(let address): link(address.text)
        case .notYetAvailable: line(self[.notYetAvailable])
        case .notOnline: line(self[.notOnline])
        }
    }

    private var suspension: [Row.Line] {
        switch notice.priorSuspension {
        case .never: [line(self[.no])]
        case .suspended(let reason, let date, _): [line("\(self[.yes]): \(date), \(reason)")]
        }
    }

    private var techniques: [Row.Line] {
        guard case .used(let techniques) = notice.techniques else { return [] }
        let groups = techniques.groups.map { group in
            let values = group.values.map { $0.stringValue ?? CanonicalJSON.line($0) }.joined(separator: ", ")
            return line("\(group.mode.rawValue): \(group.parameter) \(values) (\(group.dataCategory), \(group.dataSource))")
        }
        return groups + [
            line(techniques.goalsMechanismsLogic), line("\(techniques.individualsReached)"), link(techniques.policyLink),
            link(techniques.rightsLink), link(techniques.riskAssessmentLink),
        ]
    }

    private var reach: [Row.Line] {
        guard let reach = notice.reach else { return [] }
        let engagements: [(NoticeWord, Int64?)] = [
            (.engagementClicks, reach.engagements?.clicks), (.engagementShares, reach.engagements?.shares),
            (.engagementReactions, reach.engagements?.reactions), (.engagementComments, reach.engagements?.comments),
        ]
        let more = engagements.compactMap { word, number in number.map { line("\(self[word]): \($0)") } }
        return [line("\(self[.engagementViews]): \(reach.views) (\(reach.asOf))")] + more
    }
}
