import Daylight
import Exposure
import Simulation
import Sponsorship

/// The gate, the rules of notices and the measures of delivery on simulated advertising, held against the truth.
struct AdvertisingCheck {
    /// Ads of one kind.
    struct Outcome {
        var ads = 0
        /// Attacks: stopped or held by a rule that is meant for them. Innocent ads: by any rule.
        var flagged = 0
        /// Rules that stopped or held them, with how many.
        var rules: [String: Int] = [:]
    }

    let firstSeed: UInt64
    let runs: Int
    private(set) var outcomes: [AdKind: Outcome] = [:]
    /// Money of advertisers that reached listed sources.
    private(set) var moneyToListed = Decimal.zero

    /// Makes and judges `runs` elections, with seeds from `firstSeed` upwards.
    init(firstSeed: UInt64, runs: Int, progress: (Double) -> Void = { _ in }) throws {
        self.firstSeed = firstSeed
        self.runs = runs
        for number in 0..<runs {
            try judge(AdvertisingSimulation(seed: firstSeed &+ UInt64(number)))
            progress(Double(number + 1) / Double(runs))
        }
    }

    private mutating func judge(_ simulation: AdvertisingSimulation) throws {
        let policy = simulation.policy(proxies: try Self.proxies(simulation.panels))
        let gate = Gate()
        for ad in simulation.ads {
            let line = CanonicalJSON.line(.object(simulation.gateLine(ad, policy: policy)))
            let decision = gate.decide(line: Array(line.utf8), now: ad.biddenAt)
            var rules = try Self.rules(inDecision: decision).union(Self.rules(ofPapers: ad))
            let rated = try Self.moneyToListed(ad)
            if rated > .zero { rules.insert("flow") }
            moneyToListed = moneyToListed + rated
            var outcome = outcomes[ad.kind, default: Outcome()]
            outcome.ads += 1
            let counted = ad.kind.isPlanted ? rules.intersection(ad.kind.rules) : rules
            outcome.flagged += counted.isEmpty ? 0 : 1
            for rule in counted { outcome.rules[rule, default: 0] += 1 }
            outcomes[ad.kind] = outcome
        }
    }

    /// Criteria that the panel shows to stand for a special trait.
    static func proxies(_ panels: [CriterionPanel]) throws -> [String] {
        try panels.filter { panel in
            let lift = try ProxyLift(
                criterionAndTrait: panel.counts[0], criterionOnly: panel.counts[1], traitOnly: panel.counts[2],
                neither: panel.counts[3])
            return lift.verdict == .forbid
        }
        .map(\.criterion)
    }

    /// Rules of the gate that stop or hold the ad.
    private static func rules(inDecision line: [UInt8]) throws -> Set<String> {
        let decisions = try JSONParser.parse(line)["decisions"]?.arrayValue ?? []
        let reasons = decisions.flatMap { $0["reasons"]?.arrayValue ?? [] }
        return Set(reasons.filter { $0["effect"]?.stringValue != Effect.warn.rawValue }.compactMap { $0["rule"]?.stringValue })
    }

    /// What of the first payer's money reached a listed source.
    private static func moneyToListed(_ ad: SimulatedAd) throws -> Decimal {
        let listed = Set(AdvertisingSimulation.listedSites)
        let payments = ad.paymentsAndFees.map { payment in
            MoneyGraph.Payment(
                payer: payment.from, payee: payment.to, amount: Decimal(digits: Int128(payment.cents), scale: 2))
        }
        return MoneyFlow(from: ad.payments[0].from, in: try MoneyGraph(payments)).ends(listed.contains).rated
    }

    /// Rules of the notice and of what was delivered that stop or hold the ad.
    private static func rules(ofPapers ad: SimulatedAd) throws -> Set<String> {
        guard let notice = ad.notice else { return [] }
        let delivery = ad.delivery
        let isUntargeted = notice["techniquesUsed"]?.boolValue == false
        let merged = SmallCells.merged(counts: delivery.totals, baseline: delivery.baseline)
        let divergence = try Divergence(counts: merged.counts, baseline: merged.baseline)
        let dependence =
            delivery.table.count > 1 ? try VariantDependence(table: SmallCells.merged(table: delivery.table)) : nil
        let review = NoticeReview(
            notice,
            context: NoticeContext(
                now: ad.biddenAt,
                delivery: .init(
                    narrowness: Narrowness(eligible: delivery.eligible, addressed: delivery.addressed),
                    divergence: divergence.jensenShannon, mutualInformation: dependence?.normalised)))
        var rules = Set(review.findings.filter { $0.effect > .warn }.map(\.rule.rawValue))
        let concerns = [
            isUntargeted ? divergence.concern(declaredUntargeted: true) : .none,
            dependence?.concern(declaredUntargeted: isUntargeted) ?? .none,
        ]
        if concerns.contains(where: { $0 != .none }) { rules.insert("T07") }
        return rules
    }

    /// Every attack found, and nobody innocent flagged.
    var meetsGoals: Bool {
        outcomes.allSatisfy { kind, outcome in kind.isPlanted ? outcome.flagged == outcome.ads : outcome.flagged == 0 }
    }
}

extension AdvertisingCheck {
    /// The table of planted, found and false alarms, for people.
    var text: String {
        let planted = AdKind.allCases.filter(\.isPlanted)
        let innocent = AdKind.allCases.filter { !$0.isPlanted }
        let lines =
            ["advertising: \(runs) elections, first seed \(firstSeed)", Self.row("planted", ["ads", "found"], "by")]
            + planted.map(row) + [Self.row("innocent", ["ads", "false"], "by")] + innocent.map(row)
            + ["  \(moneyToListed) EUR of the advertisers reached listed sources", "  goals \(meetsGoals ? "met" : "missed")"]
        return lines.joined(separator: "\n") + "\n"
    }

    private func row(_ kind: AdKind) -> String {
        let outcome = outcomes[kind] ?? Outcome()
        return Self.row(
            kind.rawValue, [outcome.ads, outcome.flagged].map(String.init), outcome.rules.keys.sorted().joined(separator: ", "))
    }

    private static func row(_ name: String, _ numbers: [String], _ rules: String) -> String {
        let padded = name + String(repeating: " ", count: max(0, 24 - name.utf8.count))
        let columns = numbers.map { String(repeating: " ", count: max(1, 8 - $0.utf8.count)) + $0 }.joined()
        return "  \(padded)\(columns)\(rules.isEmpty ? "" : "  \(rules)")"
    }

    /// The same as JSON.
    var json: JSONValue {
        var planted = JSONObject()
        var innocent = JSONObject()
        for kind in AdKind.allCases {
            let outcome = outcomes[kind] ?? Outcome()
            var rules = JSONObject()
            for (rule, count) in outcome.rules.sorted(by: { $0.key < $1.key }) { rules[rule] = .integer(count) }
            let flagged = kind.isPlanted ? "found" : "flagged"
            let counts: JSONValue = [
                "ads": .integer(outcome.ads), flagged: .integer(outcome.flagged), "rules": .object(rules),
            ]
            if kind.isPlanted { planted[kind.rawValue] = counts } else { innocent[kind.rawValue] = counts }
        }
        return [
            "preset": "advertising", "first_seed": .string(String(firstSeed)), "runs": .integer(runs),
            "planted": .object(planted), "innocent": .object(innocent), "money_to_listed": .string(moneyToListed.text()),
            "goals_met": .bool(meetsGoals),
        ]
    }
}
