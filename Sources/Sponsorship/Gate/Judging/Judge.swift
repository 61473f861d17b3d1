import Daylight

/// What the rules say of one bid.
struct BidJudgement {
    var fired = RuleSet()
    /// The strongest effect among the rules that fired.
    var effect: Effect?
    var isPolitical = false
    /// Index in the policy.
    var notice: Int?
}

/// Judges the bids of one line by one policy at one instant. Nothing else goes into a verdict.
///
/// It is large and has many owners to count, so it cannot be copied by accident.
struct Judge: ~Copyable {
    let policy: GatePolicy
    /// Milliseconds in UTC.
    let now: Int64
    let facts: LineFacts
    let room: ScannerRoom

    // What is the same for every bid of the line.
    private(set) var hasForeignAnswer = false
    private(set) var hasUnknownParameter = false
    private(set) var requestChoosesRecipients = false
    private(set) var listHits: [Int] = []
    private(set) var accountHits: [AccountHit] = []
    private(set) var chain: ChainJudgement?

    /// An account of the supply chain that is on a list.
    struct AccountHit {
        let account: String
        let list: Int
    }

    init(_ facts: LineFacts, policy: GatePolicy, now: Int64, room: ScannerRoom) {
        self.facts = facts
        self.policy = policy
        self.now = now
        self.room = room
        hasForeignAnswer = Self.differ(facts.responseID, facts.request.id) || !isCurrencyAllowed
        for entry in facts.transparency[facts.request.transparency] {
            if Self.isUnknown(entry) { hasUnknownParameter = true }
            if entry.choosesRecipients { requestChoosesRecipients = true }
        }
        if !policy.listDomains.isEmpty { listHits = listsOfPlace() }
        if !policy.listAccounts.isEmpty, let chain = facts.request.firstChain { accountHits = listsOfChain(chain) }
        chain = policy.supplyChain.map { ChainJudgement(facts.request, check: $0) }
    }

    func judge(_ index: Int) -> BidJudgement {
        let bid = facts.bids[index]
        var judgement = BidJudgement()
        judgeAuction(bid, index, &judgement.fired)
        judgeDSA(bid, &judgement.fired)
        judgement.fired.insert(.M01, if: !listHits.isEmpty)
        judgement.fired.insert(.M02, if: !accountHits.isEmpty)
        for found in chain?.rules ?? [] { judgement.fired.insert(found.rule) }
        judgement.isPolitical = isPolitical(bid)
        if judgement.isPolitical { judgePolitical(bid, &judgement) }
        judgement.effect = effect(of: judgement.fired)
        return judgement
    }

    private func judgePolitical(_ bid: BidFacts, _ judgement: inout BidJudgement) {
        judgement.fired.insert(.B06, if: facts.request.political == 0 || !policy.acceptsPolitical)
        guard isInUnion else { return }
        judgement.notice = bid.notice.flatMap { policy.noticeURLs[$0] }
        judgeNotice(bid, &judgement)
        judgeTargeting(bid, judgement.notice, &judgement.fired)
    }

    /// Whether the request says nothing of an audience outside the Union only.
    var isInUnion: Bool { facts.request.scope != 0 }

    var hasConsent: Bool { facts.request.consent == 1 }

    private static let blocking = RuleSet(GateRule.allCases.filter { $0.effect == .block }).bits
    private static let holding = RuleSet(GateRule.allCases.filter { $0.effect == .hold }).bits

    private func effect(of fired: RuleSet) -> Effect? {
        if fired.isEmpty { return nil }
        if fired.bits & Self.blocking != 0 || chain?.isBlocked == true
            || listHits.contains(where: { policy.lists[$0].effect == .block })
        {
            return .block
        }
        return fired.bits & Self.holding != 0 ? .hold : .warn
    }

    /// An absent text is equal to an absent or blank one.
    static func differ(_ left: Text?, _ right: Text?) -> Bool {
        guard let left, let right else { return (left ?? right)?.isBlank == false }
        return left != right
    }
}
