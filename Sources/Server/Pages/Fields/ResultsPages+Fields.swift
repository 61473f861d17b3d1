import Daylight
import Tally

extension Words {
    /// A share of one as `12.3 %`.
    func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return "\(number(tenths / 10)).\(tenths.magnitude % 10) %"
    }

    /// A difference of two shares in percentage points, as `+1.2` or `−0.3`.
    func points(_ change: Double) -> String {
        let tenths = Int((change * 1000).rounded())
        let sign = tenths == 0 ? "±" : tenths > 0 ? "+" : "−"
        return "\(sign)\(number(Int(tenths.magnitude) / 10)).\(tenths.magnitude % 10)"
    }

    /// A risk; one that rounds to nothing is still not nothing.
    func risk(_ p: Double) -> String { p > 0 && p < 0.0005 ? "< 0.1 %" : percent(p) }
}

/// The rows of a table of units.
struct UnitRows {
    /// Most rows; the table to download has the rest.
    static let limit = 500

    let definition: ElectionDefinition
    let published: PublishedResults?
    let units: [Int]

    func fields(_ words: Words) -> Fields {
        [
            "units": .list(units.prefix(Self.limit).map { row($0, words) }),
            "unitsMore": .optional(
                units.count > Self.limit ? words(.moreRows, ["n": words.number(units.count - Self.limit)]) : nil),
        ]
    }

    private func row(_ index: Int, _ words: Words) -> Fields {
        let unit = definition.units.units[index]
        let figures = published?.figures(index, of: definition)
        let reported =
            unit.level == .station
            ? words(figures == nil ? .no : .yes)
            : published?.aggregates[index].map { "\(words.number($0.received)) / \(words.number($0.expected))" } ?? "–"
        return [
            "unit": .text(unit.title), "path": .text(SitePath.unit(definition.id, unit.id)), "reported": .text(reported),
            "cast": .text(figures.map { words.number($0.count(.votesCast)) } ?? "–"),
            "source": .optional(figures.map { $0.source(.votesCast) }),
            "turnout": .text(figures?.turnout.map { words.percent($0) } ?? "–"),
            "leading": .text(
                figures.flatMap { figures in
                    figures.leading.map { "\(definition.lists[$0].title), \(words.percent(figures.share($0)))" }
                } ?? "–"),
        ]
    }
}

extension PublishedResults.Figures {
    /// How much a list's share changed since the time before; `nil` where it did not stand, or nothing is known.
    func change(_ index: Int, in definition: ElectionDefinition) -> Double? {
        definition.facts.previous?.share(ofList: definition.lists[index].number).map { share(index) - $0 }
    }

    func lists(_ definition: ElectionDefinition, _ words: Words, seats: [Int]? = nil) -> Fields.Value {
        .list(
            listTotals.enumerated().map { index, votes in
                [
                    "number": .text("\(definition.lists[index].number)"), "list": .text(definition.lists[index].title),
                    "votes": .text(words.number(votes)), "source": .text(source(list: index)),
                    "share": .text(words.percent(share(index))), "seats": .text(seats.map { words.number($0[index]) } ?? ""),
                    "change": .text(change(index, in: definition).map { words.points($0) } ?? "–"),
                ]
            })
    }
}

extension ElectionPage {
    static var template: Template { .election }
    static var section: NavigationSection? { .count }
    /// Most findings shown.
    private static let findingLimit = 50

    func title(_ words: Words) -> String { definition.title }

    func fields(_ words: Words) -> Fields {
        let units = definition.units
        let root = units.roots.count == 1 ? units.roots[0] : nil
        let figures = root.flatMap { published?.figures($0, of: definition) }
        return [
            "elections": .text(SitePath.elections), "name": .text(definition.title),
            "received": .text(words.number(received)), "expected": .text(words.number(expected)),
            "date": .optional(definition.facts.date.map { words.day($0) }),
            "seatCount": .optional(definition.facts.seats.map { words.number($0) }),
            "turnout": .optional(figures?.turnout.map { words.percent($0) }),
            "published": .optional(published.map { fields($0, figures, root, words) }),
            "proofs": .list(proofs(words)), "findings": .list(findings.prefix(Self.findingLimit).map { self.fields($0, words) }),
            "hasFindings": .flag(!findings.isEmpty),
            "more": .optional(
                findings.count > Self.findingLimit
                    ? words(.moreRows, ["n": words.number(findings.count - Self.findingLimit)]) : nil),
            "office": .optional(
                isOffice
                    ? [
                        "entries": .text(SitePath.entries(definition.id)),
                        "publish": .optional(mayPublish ? SitePath.publish(definition.id) : nil),
                        "audit": .optional(mayPublish ? SitePath.newAudit(definition.id) : nil),
                    ] : nil),
        ]
    }

    private func fields(
        _ published: PublishedResults, _ figures: PublishedResults.Figures?, _ root: Int?, _ words: Words
    ) -> Fields {
        let feed = SitePath.results(definition.id)
        let csv = published.manifest.files.last { $0.path.hasPrefix("csv/") }
        let rows = UnitRows(
            definition: definition, published: published,
            units: root.map { definition.units.children(of: $0) } ?? definition.units.roots)
        return rows.fields(words).adding([
            "status": .text(words(published.manifest.status)), "meaning": .text(published.manifest.status.meaning),
            "seq": .text(words.number(published.manifest.seq)),
            "generated": .text(words.moment(published.manifest.generatedAt)),
            "lists": figures.map { $0.lists(definition, words, seats: allocation?.seats) } ?? .list([]),
            "hasSeats": .flag(allocation != nil), "hasChange": .flag(definition.facts.previous != nil),
            "before": .optional(definition.facts.previous?.name),
            "partial": .flag(published.manifest.unitsReported < published.manifest.unitsTotal),
            "swing": swing.map { .drawing($0) } ?? .flag(false),
            "tie": .optional(
                allocation?.tie.map { tie in tie.tied.map { definition.lists[$0].title }.joined(separator: ", ") }),
            "method": .optional(allocation.map { $0.question.method.rawValue }),
            "shares": shares.map { .drawing($0) } ?? .flag(false),
            "seatsPicture": seats.map { .drawing($0) } ?? .flag(false),
            "csv": .text(csv.map { "\(feed)/\($0.path)" } ?? feed), "manifest": .text("\(feed)/\(published.manifest.path)"),
            "static": .text("\(feed)/pages/index.html"),
        ])
    }

    /// What is proven, what is audited, and what is not known.
    private func proofs(_ words: Words) -> [Fields] {
        var proofs: [Fields] = [
            [
                "text": .text(
                    words.fill(
                        words(CountPhrase.proofDefinition), ["digest": definitionDigest.shortGroups.joined(separator: " ")])),
                "path": .optional(statement.map { SitePath.statement(Int($0)) }),
                "label": .text(words(CountPhrase.proofStatement)),
            ]
        ]
        func add(_ text: String, _ path: String? = nil, _ label: CountPhrase = .proofFile) {
            proofs.append(["text": .text(text), "path": .optional(path), "label": .text(words(label))])
        }
        if let published {
            add(
                words.fill(
                    words(CountPhrase.proofPublication), ["n": words.number(published.manifest.signatures.count)]),
                "\(SitePath.results(definition.id))/\(published.manifest.path)")
        }
        if audits.isEmpty { add(words(CountPhrase.proofNoAudit)) }
        for audit in audits {
            add(
                words.fill(
                    words(CountPhrase.proofAudit),
                    [
                        "state": audit.state, "limit": words.percent(audit.riskLimit),
                        "risk": audit.risk.map { words.risk($0) } ?? "–",
                    ]),
                SitePath.audit(definition.id, audit.key), .proofAuditPage)
        }
        add(words(CountPhrase.proofUnknown))
        return proofs
    }

    private func fields(_ finding: CountFinding, _ words: Words) -> Fields {
        [
            "code": .text(finding.code.rawValue), "unit": .text(definition.units.unit(finding.unit)?.title ?? finding.unit),
            "path": .text(SitePath.unit(definition.id, finding.unit)), "titleText": .text(finding.code.advice.title),
            "message": .text(finding.message), "style": .text("severity-\(finding.code.severity.rawValue)"),
        ]
    }
}

extension UnitPage {
    static var template: Template { .countUnit }
    static var section: NavigationSection? { .count }

    private var unit: ReportingUnit { definition.units.units[index] }

    func title(_ words: Words) -> String { "\(unit.title), \(definition.title)" }

    func fields(_ words: Words) -> Fields {
        let figures = published?.figures(index, of: definition)
        let children = definition.units.children(of: index)
        let above: [Fields] =
            [["path": .text(SitePath.election(definition.id)), "label": .text(definition.title)]]
            + definition.units.ancestors(of: index).reversed().map { index in
                let unit = definition.units.units[index]
                return ["path": .text(SitePath.unit(definition.id, unit.id)), "label": .text(unit.title)]
            }
        return UnitRows(definition: definition, published: published, units: children).fields(words).adding([
            "above": .list(above), "name": .text(unit.title), "unit": .text(unit.id),
            "status": .optional(published.map { words($0.manifest.status) }),
            "meaning": .text(published?.manifest.status.meaning ?? ""),
            "figures": .optional(figures.map { self.fields($0, words) }), "isStation": .flag(unit.level == .station),
            "versions": .list(versions.map { self.fields($0, words) }), "hasUnits": .flag(!children.isEmpty),
            "findings": .list(findings.map { self.fields($0, words) }), "hasFindings": .flag(!findings.isEmpty),
            "ask": .text((try? Subject(.result, "\(definition.id)/\(unit.id)")).map { SitePath.ask($0) } ?? SitePath.ask),
        ])
    }

    private func fields(_ figures: PublishedResults.Figures, _ words: Words) -> Fields {
        [
            "lists": figures.lists(definition, words),
            "boxes": .list(
                figures.boxes.map { box, count in
                    [
                        "box": .optional(box.letter), "label": .text(words(box)), "count": .text(words.number(count)),
                        "source": .text(figures.source(box)),
                    ]
                }), "file": .text("\(SitePath.results(definition.id))/\(figures.path)"),
        ]
    }

    private func fields(_ version: Version, _ words: Words) -> Fields {
        [
            "version": .text("\(version.version)"), "isPublished": .flag(version.isPublished),
            "received": .text(words.moment(version.received)), "origin": .text(version.origin.text(words)),
            "short": .text(version.digest.shortGroups.joined(separator: " ")), "digest": .text(version.digest.hex),
            "receipt": .optional(version.statement.map { SitePath.receipt(Int($0)) }),
            "statement": .optional(version.statement.map { SitePath.statement(Int($0)) }),
        ]
    }

    private func fields(_ finding: CountFinding, _ words: Words) -> Fields {
        [
            "code": .text(finding.code.rawValue), "titleText": .text(finding.code.advice.title),
            "severity": .text(words(finding.code.severity)), "style": .text("severity-\(finding.code.severity.rawValue)"),
            "message": .text(finding.message), "advice": .text(finding.code.advice.action),
        ]
    }
}

extension PublishPage {
    static var template: Template { .countPublish }
    static var section: NavigationSection? { .count }
    /// Words for why a published report is replaced.
    static let reasons: [CountPhrase] = [.reasonTyping, .reasonCorrigendum, .reasonCourt]
    private static let rowLimit = 200

    func title(_ words: Words) -> String {
        problem == nil ? words(.titlePublish) : words(.titleWithErrors, ["title": words(.titlePublish)])
    }

    func fields(_ words: Words) -> Fields {
        [
            "election": .text(SitePath.election(election)), "name": .text(title), "problem": .optional(problem),
            "received": .text(words.number(received)), "expected": .text(words.number(expected)),
            "last": .optional(
                published.map {
                    "\(words.number($0.manifest.seq)), \(words($0.manifest.status)), \(words.moment($0.manifest.generatedAt))"
                }),
            "contested": .list(
                contested.prefix(Self.rowLimit).map { unit, code in
                    ["unit": .text(unit), "code": .text(code.rawValue), "path": .text(SitePath.unit(election, unit))]
                }), "hasContested": .flag(!contested.isEmpty),
            "action": .text(SitePath.publish(election)), "proposal": .optional(proposal.map { fields($0, words) }),
            "form": .optional(proposal == nil && mayPublish ? form(words) : nil), "noKeys": .flag(!mayPublish),
        ]
    }

    private func fields(_ proposal: Proposal, _ words: Words) -> Fields {
        [
            "author": .text(proposal.author), "at": .text(words.moment(proposal.at)), "status": .text(words(proposal.status)),
            "reported": .text(words.number(proposal.reported)), "digest": .text(proposal.digest.hex),
            "short": .text(proposal.digest.shortGroups.joined(separator: " ")), "isOwn": .flag(proposal.isOwn),
            "given": .optional(corrections.isEmpty ? nil : "\(proposal.reason ?? ""): \(proposal.text)"),
            "hasCorrections": .flag(!corrections.isEmpty), "corrections": .list(corrected(words)),
        ]
    }

    private func corrected(_ words: Words) -> [Fields] {
        corrections.prefix(Self.rowLimit).map { correction in
            [
                "unit": .text(correction.unit.title), "path": .text(SitePath.unit(election, correction.unit.id)),
                "old": .text("\(correction.old)"), "new": .optional(correction.new.map { "\($0)" }),
                "lowered": .flag(correction.lowered),
            ]
        }
    }

    private func form(_ words: Words) -> Fields {
        [
            "statuses": .list(
                statuses.enumerated().map { index, status in
                    [
                        "value": .text(status.rawValue), "label": .text("\(words(status)). \(status.meaning)"),
                        "isChosen": .flag(index == 0),
                    ]
                }),
            "hasCorrections": .flag(!corrections.isEmpty),
            "corrections": .list(corrected(words)),
            "reasons": .list(
                Self.reasons.enumerated().map { index, reason in
                    [
                        "value": .text(reason.reasonCode), "label": .text(words(reason)), "isChosen": .flag(index == 0),
                    ]
                }),
        ]
    }
}

extension CountPhrase {
    /// The code that a correction's reason has in the manifest.
    var reasonCode: String {
        switch self {
        case .reasonTyping: "typing-error"
        case .reasonCourt: ResultsCorrection.courtReason
        default: "corrigendum"
        }
    }
}

extension UnitPage.Version.Origin {
    init(_ envelope: JSONValue) {
        if let key = envelope["keyId"]?.stringValue, envelope["signature"] != nil {
            self = .station(key)
        } else {
            self = envelope["source"] == .string(EntryDesk.source) ? .typed : .office
        }
    }

    func text(_ words: Words) -> String {
        switch self {
        case .station(let key): words.fill(words(CountPhrase.originStation), ["key": key])
        case .typed: words(CountPhrase.originTyped)
        case .office: words(CountPhrase.originOffice)
        }
    }
}
