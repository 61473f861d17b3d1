import Daylight
import Sponsorship

extension AdFindingPage {
    static var template: Template { .adFinding }
    static var section: NavigationSection? { .findings }

    func title(_ words: Words) -> String { deciding.title(words) }

    func fields(_ words: Words) -> Fields {
        let fields: Fields = [
            "id": .text(deciding.id.text), "summary": .text(summary), "created": .text(words.moment(created)),
            "kindName": .text(words(evidence.kind)), "caution": .text(words(AdFindingCaution(kind: evidence.kind))),
            "ad": .group([
                "name": .text(evidence.ad), "path": .text(adPath), "ask": .text("\(SitePath.ask)?subject=\(subject)"),
            ]),
            "sponsors": .text(evidence.sponsors.joined(separator: ", ")), "hasSponsors": .flag(!evidence.sponsors.isEmpty),
            "sites": .texts(evidence.sites), "hasSites": .flag(!evidence.sites.isEmpty),
            "figures": .list(evidence.figures.map { $0.fields(words) }), "hasFigures": .flag(!evidence.figures.isEmpty),
            "why": .list(evidence.reasons.map(\.fields)), "hasWhy": .flag(!evidence.reasons.isEmpty),
            "cells": .list(evidence.cells.map { $0.fields(words) }), "hasCells": .flag(!evidence.cells.isEmpty),
            "isDelivery": .flag(evidence.kind == .delivery), "evidencePath": .text(SitePath.evidence(deciding.id)),
        ]
        return fields.adding(deciding.fields(words))
    }

    private var subject: String { PercentEncoding.query("ad:\(evidence.ad)") }

    private var adPath: String {
        guard hasNotice, let code = ShortCode(evidence.ad) else { return "\(SitePath.ask)?subject=\(subject)" }
        return SitePath.notice(code)
    }
}

extension AdEvidence.Figure {
    fileprivate func fields(_ words: Words) -> Fields {
        [
            "label": .text(words(measure)), "note": .text(words(AdMeasureNote(measure: measure))),
            "value": .text(Self.text(value, words)), "unit": .text(unit), "review": .text(Self.text(review, words)),
            "block": .text(Self.text(block, words)), "asks": .text(words(asks)), "style": .text(asks.rawValue),
        ]
    }

    /// Four digits behind the point at most; a dash where there is no threshold.
    private static func text(_ number: JSONNumber?, _ words: Words) -> String {
        guard let number else { return "–" }
        if let whole = number.integer { return words.number(whole) }
        guard number.text.contains("e") || number.text.split(separator: ".").last.map({ $0.count > 4 }) ?? false else {
            return number.text
        }
        return "\((number.double * 10_000).rounded() / 10_000)"
    }
}

extension AdEvidence.Reason {
    fileprivate var fields: Fields { ["rule": .text(rule), "basis": .text(basis), "message": .text(message)] }
}

extension AdEvidence.Cell {
    fileprivate func fields(_ words: Words) -> Fields {
        [
            "place": .text(place), "ages": .text(ages), "gender": .text(gender),
            "reach": .text(reach.map { words.number($0) } ?? words(.hiddenReach)),
        ]
    }
}
