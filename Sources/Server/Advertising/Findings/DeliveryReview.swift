import Daylight
import Exposure
import Sponsorship

/// What a report of delivery says about how an ad was aimed, held against what its notice says.
struct DeliveryReview: Sendable {
    let evidence: AdEvidence
    /// One sentence with its figures; `nil` when nothing asks for a person's look.
    let summary: String?

    /// - Throws: ``InputError`` for counts that no measure takes.
    init(_ report: DeliveryReport, of published: PublishedNotice) throws(InputError) {
        var findings = Findings(isUntargeted: published.notice.techniques == .notUsed)
        findings.addNarrowness(report)
        try findings.addDivergence(report)
        try findings.addDependence(report)
        findings.addContradictions(report, sponsor: published.notice.sponsor.name)
        evidence = AdEvidence(
            kind: .delivery, ad: published.code.text,
            sponsors: ([published.notice.sponsor] + published.notice.coSponsors).map(\.name), figures: findings.figures,
            reasons: findings.reasons, cells: report.published.rows.flatMap(Self.cells))
        let sentences = findings.sentences.joined(separator: "; ")
        summary =
            findings.sentences.isEmpty
            ? nil : "Delivery of the ad of notice \(published.code), which says that \(findings.claim): \(sentences)."
    }

    private static func cells(_ row: PublishedReach.Row) -> [AdEvidence.Cell] {
        let place = [row.place.country, row.place.region].compactMap { $0 }.joined(separator: ", ")
        return row.cells.map { cell in
            let ages = cell.ages.oldest.map { "\(cell.ages.youngest)–\($0)" } ?? "\(cell.ages.youngest)+"
            return AdEvidence.Cell(place: place, ages: ages, gender: cell.gender, reach: cell.reach)
        }
    }
}

/// Figures while they are gathered.
private struct Findings {
    let isUntargeted: Bool
    var figures: [AdEvidence.Figure] = []
    var reasons: [AdEvidence.Reason] = []
    var sentences: [String] = []

    init(isUntargeted: Bool) { self.isUntargeted = isUntargeted }

    var claim: String { isUntargeted ? "nobody was chosen" : "people were chosen" }

    mutating func addNarrowness(_ report: DeliveryReport) {
        guard let narrowness = Narrowness(eligible: report.eligible, addressed: report.addressed) else { return }
        let asks: AdEvidence.Asks =
            switch narrowness.verdict {
            case .block: .block
            case .review: .review
            case .allow: .none
            }
        figures.append(
            .init(
                measure: .narrowness, value: .rounded(narrowness.bits), unit: "bits",
                review: JSONNumber(Law.narrownessReviewBits), block: JSONNumber(Law.narrownessBlockBits), asks: asks))
        guard asks != .none else { return }
        say(
            "\(report.addressed) of \(report.eligible) people were addressed, \(Self.text(narrowness.bits)) bits", rule: "T06",
            basis: "Regulation (EU) 2024/900 Art. 18, 19")
    }

    /// Who is reached differs from everybody by design when a notice says that people were chosen.
    mutating func addDivergence(_ report: DeliveryReport) throws(InputError) {
        let merged = SmallCells.merged(counts: report.totals, baseline: report.cells.map(\.baseline))
        figures.append(.init(measure: .peopleReached, value: JSONNumber(PublishedReach.rounded(SafeCount.sum(merged.counts)))))
        guard merged.counts.count >= 2 else { return }
        let divergence = try Divergence(counts: merged.counts, baseline: merged.baseline)
        let asks: AdEvidence.Asks = isUntargeted ? .init(divergence.concern(declaredUntargeted: true)) : .none
        figures.append(
            .init(
                measure: .divergence, value: .rounded(divergence.jensenShannon), unit: "bits",
                review: isUntargeted ? JSONNumber(MeasureThreshold.divergenceReview) : nil,
                block: isUntargeted ? JSONNumber(MeasureThreshold.divergenceBlock) : nil, asks: asks))
        figures.append(.init(measure: .totalVariation, value: .rounded(divergence.totalVariation)))
        figures.append(.init(measure: .likelihoodRatio, value: .rounded(divergence.g)))
        guard asks != .none else { return }
        say(
            "those reached differ from the electorate by \(Self.text(divergence.jensenShannon)) bits",
            rule: asks == .block ? "N26" : "T07", basis: "Regulation (EU) 2024/900 Art. 11(1)(d), 12(2)")
    }

    mutating func addDependence(_ report: DeliveryReport) throws(InputError) {
        let table = SmallCells.merged(table: report.variants.map(\.reached))
        guard table.count >= 2, (table.first?.count ?? 0) >= 2 else { return }
        let dependence = try VariantDependence(table: table)
        let asks = AdEvidence.Asks(dependence.concern(declaredUntargeted: isUntargeted))
        figures.append(
            .init(
                measure: .dependence, value: .rounded(dependence.normalised),
                review: JSONNumber(MeasureThreshold.dependenceReview),
                block: isUntargeted ? JSONNumber(MeasureThreshold.dependenceBlock) : nil, asks: asks))
        figures.append(
            .init(
                measure: .effectiveVariants, value: .rounded(dependence.effectiveVariants),
                review: JSONNumber(MeasureThreshold.effectiveVariants), asks: dependence.isFlood ? .review : .none))
        guard asks != .none else { return }
        say(
            "which of \(table.count) variants somebody saw depends on the person (\(Self.text(dependence.normalised)) of 1)",
            rule: "T07", basis: "Regulation (EU) 2024/900 Art. 19(1)(b), (d)")
        if isUntargeted, asks == .block {
            reasons.append(
                .init(
                    rule: "N26", basis: "Regulation (EU) 2024/900 Art. 11(1)(d), 12(2)",
                    message: "The notice says that nobody was chosen."))
        }
    }

    mutating func addContradictions(_ report: DeliveryReport, sponsor: String) {
        let variants = report.variants.compactMap { variant -> ContradictingVariants.Variant? in
            guard let page = variant.landingPage else { return nil }
            let reached = zip(report.cells, variant.reached).filter { $1 > 0 }.map(\.0.name)
            return .init(name: variant.name, sponsor: sponsor, landingPage: page, audience: Set(reached))
        }
        guard variants.count >= 2 else { return }
        let pairs = ContradictingVariants.candidates(among: variants)
        figures.append(
            .init(
                measure: .contradictions, value: JSONNumber(pairs.count), review: JSONNumber(1),
                asks: pairs.isEmpty ? .none : .review))
        if let pair = pairs.first {
            say(
                "\(pairs.count == 1 ? "one pair" : "\(pairs.count) pairs") of variants with one landing page went to different "
                    + "people, first \(pair.first.name) and \(pair.second.name): a person compares what they promise",
                rule: "T07", basis: "Regulation (EU) 2024/900 Art. 19(1)(b), (d)")
        }
    }

    private mutating func say(_ sentence: String, rule: String, basis: String) {
        sentences.append(sentence)
        reasons.append(.init(rule: rule, basis: basis, message: sentence.prefix(1).uppercased() + sentence.dropFirst() + "."))
    }

    private static func text(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}

/// Adding counts without a trap.
enum SafeCount {
    static func sum(_ counts: [Int64]) -> Int64 {
        counts.reduce(0) { sum, count in
            let (next, overflow) = sum.addingReportingOverflow(count)
            return overflow ? .max : next
        }
    }
}

extension AdEvidence.Asks {
    fileprivate init(_ concern: Concern) {
        switch concern {
        case .none: self = .none
        case .review: self = .review
        case .blockAndAsk: self = .block
        }
    }
}
