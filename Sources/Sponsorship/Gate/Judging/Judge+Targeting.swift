import Daylight

extension Judge {
    /// T01 to T05, T08 and T10: who was aimed at, and by what.
    func judgeTargeting(_ bid: BidFacts, _ notice: Int?, _ fired: inout RuleSet) {
        for criterion in facts.criteria[bid.criteria] {
            fired.insert(.T01, if: isSpecial(criterion))
            fired.insert(.T02, if: criterion.knownSource?.isCollectedElsewhere == true)
            fired.insert(.T03, if: needsConsent(criterion) && !hasConsent)
            fired.insert(.T10, if: Self.isOpen(criterion))
        }
        fired.insert(.T04, if: isUnderAge(bid, notice))
        fired.insert(.T05, if: facts.request.hasIdentifier && !hasConsent)
        fired.insert(.T08, if: bid.targeting == 0 && saysRecipientsAreChosen(bid))
    }

    func isSpecial(_ criterion: Criterion) -> Bool {
        criterion.knownSource != .contextual && (criterion.knownCategory?.isSpecial == true || isProxy(criterion.category))
    }

    private func isProxy(_ category: Text?) -> Bool {
        guard let category else { return false }
        for proxy in policy.proxies where proxy == category { return true }
        return false
    }

    func needsConsent(_ criterion: Criterion) -> Bool { criterion.knownSource != .contextual }

    /// What the decision matrix leaves open: an unknown code, data of persons called contextual, the page called personal.
    static func isOpen(_ criterion: Criterion) -> Bool {
        guard let category = criterion.knownCategory, let source = criterion.knownSource else { return true }
        return source == .contextual ? !category.isOfPlace : category == .context
    }

    func isUnderAge(_ bid: BidFacts, _ notice: Int?) -> Bool {
        if facts.request.isForChildren { return true }
        guard let yearOfBirth = facts.request.yearOfBirth else { return false }
        let limit = votingAge(bid, notice) - Double(Law.yearsUnderVotingAge)
        return Double(policy.year(at: now)) - yearOfBirth < limit
    }

    /// The largest among the linked elections.
    func votingAge(_ bid: BidFacts, _ notice: Int?) -> Double {
        var largest: Double?
        _ = linkedElection(bid, notice.map { policy.notices[$0] }) { election in
            let age = election.votingAge ?? policy.votingAge
            largest = max(largest ?? age, age)
            return false
        }
        return largest ?? policy.votingAge
    }

    func saysRecipientsAreChosen(_ bid: BidFacts) -> Bool {
        guard !requestChoosesRecipients, let dsa = bid.dsa else { return requestChoosesRecipients }
        return facts.transparency[dsa.transparency].contains(where: \.choosesRecipients)
    }
}
