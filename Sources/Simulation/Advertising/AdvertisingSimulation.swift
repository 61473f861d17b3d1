public import Daylight

/// The political advertising of an invented election: ads that break a rule among ads that do not, with everything that their
/// publishers have, decided by parameters and a seed alone.
public struct AdvertisingSimulation: Sendable {
    public let seed: UInt64
    /// In the order of their numbers; attacks stand among innocent ads.
    public let ads: [SimulatedAd]
    /// The criteria that buyers may choose people by, each tested on a panel.
    public let panels: [CriterionPanel]
    /// Which site may be sold through which account: lines of ads.txt by site.
    public let sellers: [(site: String, account: String)]
    /// The day of the vote.
    public let vote: CivilDate

    private let notices: JSONObject

    /// System that sells the space of every site.
    public static let exchange = "bright-exchange.example"
    /// Where days begin and end.
    public static let zone = "Europe/Brussels"
    /// Sites on the list of rated sources.
    public static var listedSites: [String] { AdCast.listedSites }
    static let proxyCriterion = "parishRadio"

    public init(_ parameters: AdvertisingParameters = .demo, seed: UInt64) {
        self.seed = seed
        var random = SeededGenerator(seed: seed)
        let start = Timestamp(seconds: parameters.start)
        let firstDay = CivilDate(daysSinceEpoch: start.seconds / 86_400)
        vote = firstDay.adding(days: 13)
        let kinds = AdKind.allCases.flatMap { kind in
            [AdKind](repeating: kind, count: kind.isPlanted ? parameters.planted : parameters.innocent)
        }
        var notices = JSONObject()
        var ads: [SimulatedAd] = []
        for (number, kind) in random.shuffled(kinds).enumerated() {
            var branch = random.branch()
            let cast = AdCast(number, kind: kind, using: &branch)
            let made = AdMaking(kind, cast, firstDay: firstDay, vote: vote, using: &branch)
            ads.append(made.ad)
            if let policy = made.policy { notices[cast.noticeAddress] = .object(policy) }
        }
        self.ads = ads
        self.notices = notices
        var branch = random.branch()
        panels = ["age", "location", "gardening", Self.proxyCriterion].map { criterion in
            CriterionPanel.drawn(criterion, isProxy: criterion == Self.proxyCriterion, using: &branch)
        }
        sellers = (AdCast.sites + AdCast.listedSites).map { ($0, AdCast.account(of: $0)) }
    }

    /// What the gate judges bids by.
    ///
    /// - Parameter proxies: criteria that were found to stand for a special trait.
    public func policy(proxies: [String]) -> JSONObject {
        [
            "elections": [AdPapers.election: ["date": .string(vote.description)]], "notices": .object(notices),
            "proxies": .array(proxies.map(JSONValue.string)),
            "lists": [
                [
                    "name": "Invented list of rated sources", "date": "2026-09-01",
                    "domains": .array(Self.listedSites.map(JSONValue.string)),
                    "accounts": [.string("\(Self.exchange)/pub-shared")], "effect": "block",
                ]
            ],
        ]
    }

    /// One line for the gate.
    public func gateLine(_ ad: SimulatedAd, policy: JSONObject) -> JSONObject {
        [
            "request": .object(ad.request), "response": .object(ad.response),
            "context": [
                "now": .string(ad.biddenAt.description), "zone": .string(Self.zone), "policy": .object(policy),
            ],
        ]
    }
}

/// An ad while it is being made.
private struct AdMaking {
    let ad: SimulatedAd
    /// Its notice as a policy has it.
    let policy: JSONObject?

    init(_ kind: AdKind, _ cast: AdCast, firstDay: CivilDate, vote: CivilDate, using random: inout SeededGenerator) {
        // Four months before the vote no window is open yet.
        let start = kind == .beforeWindow ? firstDay.adding(days: -110) : firstDay.adding(days: -7)
        let delivery = AdDelivery.drawn(kind, using: &random)
        let criteria = Self.criteria(kind)
        let paid = Int64(random.integer(in: 400_000...2_000_000))
        let payments = Self.payments(kind, cast, paid, using: &random)
        let papers = AdPapers(
            cast: cast, kind: kind, period: (start, start.adding(days: 19)), vote: vote, criteria: criteria,
            individuals: delivery.addressed, amount: Payment(from: cast.sponsor, to: cast.agency, cents: paid))
        let bid = AdBid(cast: cast, kind: kind, criteria: criteria)
        let second = Int64(random.integer(in: 8 * 86_400...18 * 86_400))
        ad = SimulatedAd(
            id: cast.id, kind: kind, party: cast.party, notice: papers.notice, declaration: papers.declaration,
            request: bid.requestJSON,
            response: bid.responseJSON, biddenAt: Timestamp(seconds: start.daysSinceEpoch * 86_400 + second),
            delivery: delivery, payments: payments)
        policy = papers.notice == nil ? nil : papers.policy
    }

    private static func criteria(_ kind: AdKind) -> [String] {
        switch kind {
        case .consented: ["age", "location"]
        case .proxyTargeting: [AdvertisingSimulation.proxyCriterion]
        default: []
        }
    }

    /// Sponsor, agency, exchange, site: each keeps a part.
    private static func payments(
        _ kind: AdKind, _ cast: AdCast, _ paid: Int64, using random: inout SeededGenerator
    ) -> [Payment] {
        let toExchange = paid - paid * Int64(random.integer(in: 8...15)) / 100
        let toSite = toExchange - toExchange * Int64(random.integer(in: 20...35)) / 100
        var payments = [
            Payment(from: cast.sponsor, to: cast.agency, cents: paid),
            Payment(from: cast.agency, to: cast.exchange, cents: toExchange),
            Payment(from: cast.exchange, to: cast.site, cents: toSite),
        ]
        if kind == .strawPayer { payments.insert(Payment(from: cast.payer, to: cast.sponsor, cents: paid), at: 0) }
        return payments
    }
}
