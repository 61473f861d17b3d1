import Daylight
import Sponsorship

extension LibraryPage {
    static var template: Template { .library }
    static var section: NavigationSection? { .ads }

    /// Facets in the order of the page.
    static let facets: [LibraryField] = [
        .sponsor, .payer, .controllingEntity, .publisher, .election, .territory, .techniques, .technique, .language, .medium,
        .state, .source, .currency,
    ]

    func title(_ words: Words) -> String { words(.titleLibrary) }

    func fields(_ words: Words) -> Fields {
        [
            "typed": .text(query.words.text), "from": .text(query.from?.description ?? ""),
            "to": .text(query.to?.description ?? ""), "min": .text(query.amount?.low?.text(minimumScale: 0) ?? ""),
            "max": .text(query.amount?.high?.text(minimumScale: 0) ?? ""), "currency": .text(currency ?? ""),
            "kept": .list(kept), "active": .list(active), "hasActive": .flag(!active.isEmpty),
            "clear": .text(SitePath.ads), "problem": .optional(problem),
            "totals": .group(answer.totals(words)), "facets": .list(answer.facets.filter { !$0.rows.isEmpty }.map(facet)),
            "ads": .list(ads.map { $0.fields(words) }), "hasAds": .flag(!ads.isEmpty),
            "trend": trend.map { .drawing($0) } ?? .flag(false), "months": .list(answer.months(words)),
            "paging": .group(
                Paging(
                    total: .exactly(answer.total), first: query.cursor == nil ? nil : link { $0.cursor = nil },
                    next: answer.next.map { cursor in link { $0.cursor = cursor } }
                ).fields(words, counted: .ads)),
            "csv": .text(SitePath.adsCSV(query.downloadText)), "json": .text(SitePath.adsJSONLines(query.downloadText)),
            "entries": .text(SitePath.adsDSA39(query.downloadText)),
            "sorts": .list(LibraryQuery.Order.allCases.compactMap(sort)),
            "money": .text(SitePath.money), "pledges": .text(SitePath.pledges),
            "new": .optional(canPublish ? SitePath.newNotice : nil),
        ]
    }

    private var currency: String? {
        for case .text(let code) in query.fields[.currency] ?? [] { return code }
        return nil
    }

    private func link(_ change: (inout LibraryQuery) -> Void) -> String {
        var changed = query.shown
        changed.cursor = query.cursor
        change(&changed)
        let text = changed.urlQuery
        return text.isEmpty ? SitePath.ads : "\(SitePath.ads)?\(text)"
    }

    /// The filters that stand beside the form and must not be lost when it is sent.
    private var kept: [Fields] {
        LibraryField.allCases.filter { $0 != .currency }.flatMap { field in
            (query.fields[field] ?? []).compactMap { value -> Fields? in
                switch value {
                case .text(let text): ["name": .text(field.rawValue), "value": .text(text)]
                case .none: ["name": "none", "value": .text(field.rawValue)]
                case .unknown: ["name": "unknown", "value": .text(field.rawValue)]
                }
            }
        }
    }

    /// The filters in force, each with the link that takes it away.
    private var active: [Fields] {
        LibraryField.allCases.flatMap { field in
            (query.fields[field] ?? []).sorted { $0.text < $1.text }.map { value in
                [
                    "label": .text("\(field.label): \(value.text)"),
                    "path": .text(
                        link {
                            $0.cursor = nil; $0.fields[field]?.remove(value)
                        }),
                ]
            }
        }
    }

    private func facet(_ facet: LibraryFacet) -> Fields {
        [
            "label": .text(facet.field.label), "id": .text(facet.field.rawValue),
            "more": .optional(facet.distinct > facet.rows.count ? "+\(facet.distinct - facet.rows.count)" : nil),
            "rows": .list(
                facet.rows.map { row in
                    [
                        "value": .text(row.value.text), "ads": .text("\(row.ads)"),
                        "sums": .text(row.sums.map(\.text).joined(separator: " · ")),
                        "path": .text(
                            link {
                                $0.cursor = nil; $0.fields[facet.field, default: []].insert(row.value)
                            }),
                        "isActive": .flag(query.fields[facet.field]?.contains(row.value) ?? false),
                    ]
                }),
        ]
    }

    private func sort(_ order: LibraryQuery.Order) -> Fields? {
        // Amounts in several currencies cannot be put in order.
        if order == .amount, currency == nil { return nil }
        return [
            "label": .text(order.rawValue), "isHere": .flag(order == query.order),
            "path": .text(
                link {
                    $0.cursor = nil; $0.order = order
                }),
        ]
    }
}

extension LibraryQuery {
    /// The query as the page asks it, without what the page always counts.
    var shown: LibraryQuery {
        var query = self
        query.facets = LibraryField.usual
        query.valuesPerFacet = Self.usualFacetLimit
        query.trend = nil
        query.cursor = nil
        return query
    }

    /// The query of a download: from the first ad on.
    var downloadText: String { shown.urlQuery }
}

extension LibraryField {
    /// What a person calls the field.
    var label: String {
        switch self {
        case .sponsor: "Sponsor"
        case .payer: "Payer"
        case .controllingEntity: "Controlled by"
        case .publisher: "Publisher"
        case .election: "Election"
        case .territory: "Territory"
        case .language: "Language"
        case .medium: "Medium"
        case .techniques: "Aimed by personal data"
        case .technique: "Data used"
        case .state: "State"
        case .source: "Source"
        case .currency: "Currency"
        case .month: "Month"
        case .week: "Week"
        }
    }
}

extension LibraryValue {
    /// The value in words: none and unknown are two things.
    var text: String {
        switch self {
        case .text(let text): text
        case .none: "nobody"
        case .unknown: "not told"
        }
    }
}

extension LibrarySum {
    /// `12500.00 SEK`, or from the lowest to the highest.
    var text: String {
        guard let high else { return "\(low) \(currency) or more" }
        return low == high ? "\(low) \(currency)" : "\(low)–\(high) \(currency)"
    }
}

extension LibraryReach {
    /// `40211`, or from the lowest to the highest.
    var text: String {
        guard let high else { return "\(low) or more" }
        return low == high ? "\(low)" : "\(low)–\(high)"
    }
}

extension LibraryAnswer {
    /// What was found, counted and summed.
    func totals(_ words: Words) -> Fields {
        [
            "ads": .text(words.count(.ads, total)), "sums": .texts(sums.map(\.text)),
            "reach": .optional(reach.ads > 0 ? reach.text : nil),
            "hasSums": .flag(!sums.isEmpty),
        ]
    }

    /// The trend as a table.
    func months(_ words: Words) -> [Fields] {
        (trend?.lines.first?.points ?? []).map { point in
            [
                "month": .text(point.start), "ads": .text(words.number(point.ads)),
                "sums": .text(point.sums.map(\.text).joined(separator: " · ")),
                "reach": .text(point.reach.ads > 0 ? point.reach.text : "–"),
            ]
        }
    }
}

extension LibraryAd {
    /// The ad as a row of a list.
    func fields(_ words: Words) -> Fields {
        [
            "path": .text(address), "adTitle": .text(content.title), "sponsor": .text(sponsor ?? LibraryValue.unknown.text),
            "sponsorPath": .optional(sponsor.map { SitePath.sponsor($0) }),
            "period": .text("\(period.start) – \(period.end.map(\.description) ?? "…")"), "amount": .optional(amountText),
            "state": .text(stateText), "publisher": .text(publisher), "reason": .optional(removalReason),
        ]
    }

    var amountText: String? {
        guard let amount else { return nil }
        guard let high = amount.high else { return "\(amount.low) \(amount.currency) or more" }
        return high == amount.low ? "\(high) \(amount.currency)" : "\(amount.low)–\(high) \(amount.currency)"
    }

    var stateText: String {
        switch state {
        case .running: "running"
        case .ended: "ended"
        case .removed: "removed"
        }
    }

    private var removalReason: String? { if case .removed(let removal) = state { removal.reason } else { nil } }
}

extension SponsorPage {
    static var template: Template { .sponsor }
    static var section: NavigationSection? { .ads }

    func title(_ words: Words) -> String { name }

    func fields(_ words: Words) -> Fields {
        [
            "name": .text(name), "totals": .group(answer.totals(words)),
            "facets": .list(
                answer.facets.filter { !$0.rows.isEmpty }.map { facet in
                    [
                        "label": .text(facet.field.label), "id": .text(facet.field.rawValue),
                        "rows": .list(
                            facet.rows.map { row in
                                [
                                    "value": .text(row.value.text), "ads": .text("\(row.ads)"),
                                    "sums": .text(row.sums.map(\.text).joined(separator: " · ")),
                                ]
                            }),
                    ]
                }),
            "ads": .list(ads.map { $0.fields(words) }), "trend": trend.map { .drawing($0) } ?? .flag(false),
            "pledges": .list(pledges.map { $0.fields(words) }), "hasPledges": .flag(!pledges.isEmpty),
            "months": .list(answer.months(words)), "all": .text("\(SitePath.ads)?sponsor=\(PercentEncoding.query(name))"),
        ]
    }
}
