import Daylight

extension Judge {
    /// The bid says so, or it advertises what a known political ad does.
    func isPolitical(_ bid: BidFacts) -> Bool {
        if bid.political == 1 { return true }
        if let creative = bid.creative, policy.creatives[creative] != nil { return true }
        if let campaign = bid.campaign, policy.campaigns[campaign] != nil { return true }
        if let deal = bid.deal, policy.deals[deal] != nil { return true }
        guard !policy.domains.isEmpty else { return false }
        for domain in facts.texts[bid.advertiserDomains] where policy.domains[under: canonical(domain)] != nil { return true }
        return false
    }

    /// B07, B08, B09, B11, L01, D04 and D05: the notice and what it says.
    func judgeNotice(_ bid: BidFacts, _ judgement: inout BidJudgement) {
        guard let index = judgement.notice else {
            judgement.fired.insert(.B07)
            return
        }
        let notice = policy.notices[index]
        judgement.fired.insert(.B07, if: hasOtherHash(bid, notice))
        judgement.fired.insert(.B08, if: isOther(bid.dsa?.behalf, notice.sponsor) || isOther(bid.dsa?.paid, notice.payer))
        judgement.fired.insert(.B09, if: hasForeignDomain(bid, notice))
        judgement.fired.insert(.B11, if: !notice.period.contains(now))
        judgement.fired.insert(.L01, if: !notice.isLabelComplete)
        let mustDeclare = notice.eligibility == .notDeclared
        let isExcluded = notice.eligibility == .notEligible || notice.isControlledFromOutside
        if mustDeclare || isExcluded, electionOfWindow(bid, notice) != nil {
            judgement.fired.insert(.D04, if: mustDeclare)
            judgement.fired.insert(.D05, if: isExcluded)
        }
    }

    func hasOtherHash(_ bid: BidFacts, _ notice: NoticeRecord) -> Bool {
        guard let own = bid.noticeHash, let hash = notice.hash else { return true }
        return own != hash
    }

    /// A name that the notice does not give; an absent one is none.
    func isOther(_ name: Text?, _ party: PartyName?) -> Bool {
        guard let name, !name.isBlank else { return false }
        guard let party else { return true }
        return !party.matches(name, room: room.account)
    }

    func hasForeignDomain(_ bid: BidFacts, _ notice: NoticeRecord) -> Bool {
        if bid.advertiserDomains.isEmpty { return true }
        for domain in facts.texts[bid.advertiserDomains] where !isDeclared(canonical(domain), notice) { return true }
        return hasSeveralRoots(bid)
    }

    private func isDeclared(_ domain: Text, _ notice: NoticeRecord) -> Bool {
        for declared in policy.texts[notice.domains] where HostText.isUnder(domain, declared) { return true }
        return false
    }

    func hasSeveralRoots(_ bid: BidFacts) -> Bool {
        guard bid.advertiserDomains.count > 1 else { return false }
        var first: Text?
        for domain in facts.texts[bid.advertiserDomains] {
            let root = self.root(of: canonical(domain))
            if let first, first != root { return true }
            first = root
        }
        return false
    }

    func canonical(_ host: Text) -> Text { HostText.canonical(host) { room.kept.keep($0) } }

    /// The registered name of a canonical host.
    func root(of host: Text) -> Text {
        let start = policy.suffixes.rootStart(in: host.bytes)
        return Text(start: host.start + start, count: host.count - start, isPlain: host.isPlain)
    }

    /// A linked election in whose three months the instant lies.
    func electionOfWindow(_ bid: BidFacts, _ notice: NoticeRecord) -> ElectionRecord? {
        linkedElection(bid, notice) { $0.windowContains(now) }
    }

    /// The first of the elections that the bid or its notice names and the policy knows for which the condition holds.
    func linkedElection(_ bid: BidFacts, _ notice: NoticeRecord?, where holds: (ElectionRecord) -> Bool) -> ElectionRecord? {
        for id in facts.texts[bid.elections] {
            if let index = policy.electionIDs[id], holds(policy.elections[index]) { return policy.elections[index] }
        }
        guard let notice else { return nil }
        for link in notice.elections where holds(policy.elections[policy.links[link]]) {
            return policy.elections[policy.links[link]]
        }
        return nil
    }
}
