import Daylight

extension RuleMessage {
    private var notice: NoticeRecord? { judgement.notice.map { judge.pointee.policy.notices[$0] } }

    func noticeMessage(_ rule: GateRule) -> String {
        guard let notice else {
            return bid.notice.map { "Notice \(piece($0)) is unknown." } ?? "The bid names no notice."
        }
        switch rule {
        case .B07:
            return "Notice \(piece(bid.notice)) has changed: its hash is \(piece(notice.hash)), not \(piece(bid.noticeHash))."
        case .B08: return payerMessage(notice)
        case .B09: return domainMessage(notice)
        case .B11: return "\(day) is outside the published period, \(days(notice))."
        case .L01: return "The label is not complete: no label, no ad."
        case .D04: return "Since \(windowStart(notice)) the sponsor has to declare its place in the Union; \(election(notice))."
        default: return sponsorMessage(notice)
        }
    }

    private func payerMessage(_ notice: NoticeRecord) -> String {
        var wrong: [String] = []
        if judge.pointee.isOther(bid.dsa?.behalf, notice.sponsor) {
            wrong.append("behalf \(piece(bid.dsa?.behalf)) is not the notice's sponsor \(piece(notice.sponsor?.text))")
        }
        if judge.pointee.isOther(bid.dsa?.paid, notice.payer) {
            wrong.append("paid \(piece(bid.dsa?.paid)) is not the notice's payer \(piece(notice.payer?.text))")
        }
        return wrong.joined(separator: "; ") + "."
    }

    private func domainMessage(_ notice: NoticeRecord) -> String {
        if bid.advertiserDomains.isEmpty { return "adomain is empty." }
        let own = list(judge.pointee.facts.texts[bid.advertiserDomains].map(piece))
        if judge.pointee.hasSeveralRoots(bid) { return "adomain \(own) has several registered domains." }
        return
            "adomain \(own) is under none of the notice's domains \(list(judge.pointee.policy.texts[notice.domains].map(piece)))."
    }

    private var day: CivilDate { judge.pointee.policy.zone.day(of: Timestamp(milliseconds: judge.pointee.now)) }

    private func days(_ notice: NoticeRecord) -> String {
        guard let first = notice.firstDay, let last = notice.lastDay else { return "of which the notice says nothing" }
        return "\(first) to \(last)"
    }

    private func windowStart(_ notice: NoticeRecord) -> String {
        guard let election = judge.pointee.electionOfWindow(bid, notice) else { return "" }
        return judge.pointee.policy.zone.text(Timestamp(milliseconds: election.window.start))
    }

    private func election(_ notice: NoticeRecord) -> String {
        guard let election = judge.pointee.electionOfWindow(bid, notice) else { return "" }
        return "\(piece(election.id)) is on \(election.date)"
    }

    private func sponsorMessage(_ notice: NoticeRecord) -> String {
        let why =
            notice.eligibility == .notEligible
            ? "declared not to be eligible" : "controlled from \(piece(notice.controllerCountry)), outside the Union"
        return "The sponsor is \(why) and may not advertise before the vote; \(election(notice))."
    }

    // MARK: Targeting

    func targetingMessage(_ rule: GateRule) -> String {
        switch rule {
        case .T01: return "Special category: \(names { judge.pointee.isSpecial($0) })."
        case .T02: return "Data not collected from the person: \(names { $0.knownSource?.isCollectedElsewhere == true })."
        case .T03: return "No separate explicit consent for \(names { judge.pointee.needsConsent($0) })."
        case .T10: return "A person has to look at \(names { Judge.isOpen($0) })."
        case .T04:
            if request.isForChildren { return "The request is for children (coppa 1)." }
            return
                "Born in \(figure(request.yearOfBirth)); the voting age is \(figure(judge.pointee.votingAge(bid, judgement.notice)))."
        case .T05: return "Identifiers of the person were sent without separate consent."
        default: return "The ad is declared untargeted; the transparency parameters name profiling or precise location."
        }
    }

    /// The criteria, as source and category.
    private func names(_ isMeant: (Criterion) -> Bool) -> String {
        list(
            judge.pointee.facts.criteria[bid.criteria].filter(isMeant).map { criterion in
                "\(piece(criterion.category)) (\(criterion.source?.string.prefix(40) ?? "no source"))"
            })
    }
}
