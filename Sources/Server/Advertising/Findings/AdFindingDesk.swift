import Daylight
import Exposure
import Sponsorship
import Storage

/// Records what is learnt about ads after they were published, and proposes findings from it to reviewers.
struct AdFindingDesk: Sendable {
    /// Key of the one thing of the kind ``AdRecordKind/money``.
    static let moneyKey = "money"

    let observatory: Observatory
    let library: LibraryDesk
    let context: NoticeContext

    init(_ site: Site) {
        observatory = site.observatory
        library = site.library
        context = site.configuration.advertising.noticeContext
    }

    init(observatory: Observatory, configuration: AdvertisingConfiguration) {
        self.observatory = observatory
        library = LibraryDesk(store: observatory.store, configuration: configuration)
        context = configuration.noticeContext
    }

    var store: Store { observatory.store }

    /// Records to whom an ad was delivered, and measures what that says about how it was aimed.
    ///
    /// - Returns: the finding, if something asks for a person's look; the same report makes the same finding.
    /// - Throws: ``InputError`` for counts that no measure takes.
    func record(
        _ report: DeliveryReport, of published: PublishedNotice, by author: String, now: Timestamp
    ) async throws -> Finding? {
        let review = try DeliveryReview(report, of: published)
        try await keep(.delivery, published.code.text, report.json, by: author, now: now)
        guard let summary = review.summary else { return nil }
        let finding = try review.evidence.finding(summary, created: now)
        try await store.add([finding])
        return finding
    }

    /// Records payments, placements and supplied lists, and finds advertisers whose money reached a site of a list.
    ///
    /// - Returns: a finding for each such ad.
    /// - Throws: ``InputError`` naming what in the file cannot be.
    func record(money file: JSONValue, by author: String, now: Timestamp) async throws -> [Finding] {
        let answer = try MoneyFile(Array(CanonicalJSON.line(file).utf8), suffixes: .wellKnown).answer()
        try await keep(.money, Self.moneyKey, file, by: author, now: now)
        var findings: [Finding] = []
        for report in answer.reports where !report.rated.isEmpty {
            for code in try await codes(ofSponsor: report.advertiser, now: now) {
                findings.append(try Self.finding(report, in: answer, code: code, created: now))
            }
        }
        try await store.add(findings)
        return findings
    }

    private static func finding(
        _ report: MoneyTrail.Report, in answer: MoneyAnswer, code: String, created: Timestamp
    ) throws(InputError) -> Finding {
        let (low, high) = (report.ends.map(\.rated).min() ?? .zero, report.ends.map(\.rated).max() ?? .zero)
        let reasons = report.rated.flatMap { arrival in
            arrival.lists.map { list in
                AdEvidence.Reason(
                    rule: "M01", basis: "\(list.name), \(list.publisher), \(list.date)",
                    message: "\(arrival.site): \(list.criteria) To object: \(list.appeal)")
            }
        }
        let evidence = AdEvidence(
            kind: .moneyToListed, ad: code, sponsors: [report.advertiser], sites: report.rated.map(\.site.text),
            figures: [
                .init(measure: .leastMoney, value: JSONNumber(spelling: low.text()), unit: answer.currency, asks: .review),
                .init(measure: .mostMoney, value: JSONNumber(spelling: high.text()), unit: answer.currency, asks: .review),
            ], reasons: reasons)
        let sum = low == high ? "\(low)" : "\(low) to \(high)"
        return try evidence.finding(
            "\(sum) \(answer.currency) of \(report.advertiser), sponsor of the ad of notice \(code), reached sites on a supplied "
                + "list: \(report.rated.map(\.site.text).joined(separator: ", ")).", created: created)
    }

    /// Proposes what the gate's decision on a bid says about who paid and about how the ad is aimed.
    ///
    /// - Parameters:
    ///   - decision: a line of the gate's output.
    ///   - ad: the code of its notice or, where there is none, another name of the ad.
    ///   - sponsors: under which names the ad was bid for.
    ///   - panels: what shows that its criteria stand for special traits.
    func record(
        decision: JSONValue, about ad: String, sponsors: [String], panels: [AdvertisingImport.Panel], now: Timestamp
    ) async throws -> [Finding] {
        let reasons = (decision["decisions"]?.arrayValue ?? []).flatMap { $0["reasons"]?.arrayValue ?? [] }
            .compactMap { AdEvidence.Reason($0) }
        let byKind = Dictionary(grouping: reasons) { AdFindingKind(gateRule: $0.rule) }
        let findings = try AdFindingKind.allCases.compactMap { kind in
            try byKind[kind].map { reasons in
                let figures = try kind == .proxyTargeting ? panels.flatMap(Self.figures) : []
                let evidence = AdEvidence(kind: kind, ad: ad, sponsors: sponsors, figures: figures, reasons: reasons)
                return try evidence.finding(
                    "\(kind.proposal) Ad \(ad), bid for by \(sponsors.joined(separator: ", ")). "
                        + reasons.map { "\($0.rule): \($0.message)" }.joined(separator: " "), created: now)
            }
        }
        try await store.add(findings)
        return findings
    }

    private static func figures(_ panel: AdvertisingImport.Panel) throws(InputError) -> [AdEvidence.Figure] {
        let counts = panel.counts
        let proxy = try ProxyLift(
            criterionAndTrait: counts[0], criterionOnly: counts[1], traitOnly: counts[2], neither: counts[3])
        let asks: AdEvidence.Asks =
            switch proxy.verdict {
            case .forbid: .block
            case .review: .review
            case .allow: .none
            }
        let what = "\(panel.criterion) for \(panel.trait)"
        return [
            .init(
                measure: .proxyLift, value: .rounded(proxy.lift), unit: what,
                review: .rounded(Double(MeasureThreshold.reviewLift.numerator) / Double(MeasureThreshold.reviewLift.denominator)),
                block: JSONNumber(MeasureThreshold.proxyLift), asks: asks),
            .init(
                measure: .lowerOddsRatio, value: .rounded(proxy.lower), unit: what,
                block: .rounded(MeasureThreshold.proxyLowerBound)),
        ]
    }

    /// Short codes of the notices of a sponsor.
    func codes(ofSponsor name: String, now: Timestamp) async throws -> [String] {
        var query = LibraryQuery()
        query.fields[.sponsor] = [.text(name)]
        query.fields[.source] = [.text(LibraryAd.Source.notice.rawValue)]
        return try await library.current(now: now).references(query).map { String($0.id.dropFirst("ad-".count)) }.sorted()
    }

    /// Stores the next version of a thing, unless it is the same as the newest.
    func keep(_ kind: AdRecordKind, _ key: String, _ body: JSONValue, by author: String, now: Timestamp) async throws {
        let bytes = Array(CanonicalJSON.line(body).utf8)
        try await observatory.advertisingTurn.run { [store] in
            let newest = try await store.adRecord(kind, key)
            guard newest?.body != bytes else { return }
            try await store.add([
                NewAdRecord(
                    kind: kind, key: key, version: (newest?.version ?? 0) + 1, body: bytes, author: author, created: now)
            ])
        }
    }
}

extension AdFindingKind {
    /// What a rule of the gate is about, if a person has to know; the others only stop the bid.
    init?(gateRule rule: String) {
        switch rule {
        case "B07": self = .undeclaredSponsor
        case "B08": self = .strawPayer
        case "D05": self = .ineligibleSponsor
        case "T01": self = .proxyTargeting
        default: return nil
        }
    }

    /// What the finding proposes, in words.
    fileprivate var proposal: String {
        switch self {
        case .undeclaredSponsor: "A political ad without a notice."
        case .strawPayer: "The bid names another payer than the notice."
        case .ineligibleSponsor: "The sponsor may not advertise before the vote."
        case .proxyTargeting: "A criterion stands for a special trait."
        case .delivery, .moneyToListed, .undeclaredAd: ""
        }
    }
}
