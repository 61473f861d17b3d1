import Daylight
import Sponsorship

extension NoticePage {
    static var template: Template { .notice }
    static var section: NavigationSection? { .ads }

    func title(_ words: Words) -> String { words(.titleNotice, ["title": notice.displayTitle, "code": code.text]) }

    func fields(_ words: Words) -> Fields {
        let text = NoticeText(notice)
        return [
            "language": .text(text.language), "code": .text(code.text), "noticeTitle": .text(notice.displayTitle),
            "kicker": .text(text.words[.politicalAdvertisement]), "sentence": .text(text.sentence),
            "rows": .list(text.rows.map(\.fields)), "publisher": .text(notice.publisher),
            "publisherLabel": .text(text[.publisher]), "version": .text("\(notice.version)"),
            "versionLabel": .text(text[.version]),
            "replaced": replaced, "address": .text(label.noticeAddress.text), "qr": .text(SitePath.noticeQR(code)),
            "words": .optional(stop == nil ? notice.ext?["words"]?.stringValue : nil),
            "creatives": .list(creatives.map(fields(of:))),
            "stopped": stopped(words), "stop": .optional(canRevise ? SitePath.stopAd(code) : nil),
            "json": .text(SitePath.noticeJSON(code, notice.version)), "linkedData": .text(SitePath.noticeLinkedData(code)),
            "labelPath": .text(SitePath.noticeLabel(code)), "report": .text(SitePath.reportAd(code)),
            "reportLabel": .text(text[.notificationMechanism]), "ask": .text("\(SitePath.ask)?subject=ad%3A\(code)"),
            "receipt": .optional(statement.map { SitePath.receipt($0) }),
            "statement": .optional(statement.map { SitePath.statement($0) }),
            "revise": .optional(canRevise ? SitePath.reviseNotice(code) : nil),
            "versions": .list(
                versions.map { version in
                    [
                        "number": .text("\(version.number)"), "path": .text(SitePath.notice(code, version.number)),
                        "date": .text(words.moment(version.published)), "isHere": .flag(version.number == notice.version),
                    ]
                }),
            "versionsLabel": .text(text[.versions]), "hasVersions": .flag(versions.count > 1),
        ]
    }

    private func fields(of creative: NamedCreative) -> Fields {
        let path = SitePath.creative(creative.sha256)
        let size = creative.kept?.size
        let picture = size.map { size -> Fields in
            ["path": .text(path), "width": .text("\(size.width)"), "height": .text("\(size.height)")]
        }
        return [
            "picture": .optional(picture), "alt": .text(notice.displayTitle),
            "text": .optional(creative.kept != nil && size == nil ? path : nil), "isMissing": .flag(creative.kept == nil),
            "hash": .text(creative.sha256.hex), "ads": .text(SitePath.adsWith(creative.sha256)),
        ]
    }

    private func stopped(_ words: Words) -> Fields.Value {
        .optional(
            stop.map { stop -> Fields in
                [
                    "ground": .text(words(stop.ground)), "reason": .text(stop.reason), "day": .text(words.day(stop.day)),
                    "keptUntil": .optional(notice.keptUntil(stop).map { words.day($0) }),
                ]
            })
    }

    private var replaced: Fields.Value {
        guard case .replaced(let newest) = standing else { return .flag(false) }
        return .group(["newest": .text("\(newest)"), "path": .text(SitePath.notice(code))])
    }
}

extension NoticeText.Row {
    fileprivate var fields: Fields {
        [
            "number": .text(number), "label": .text(label), "article": .text(article),
            "lines": .list(
                lines.map { line in
                    ["text": .text(line.text), "link": .optional(line.link)]
                }),
        ]
    }
}

extension NoticeLabelPage {
    static var template: Template { .noticeLabel }
    static var section: NavigationSection? { .ads }

    func title(_ words: Words) -> String { words(.titleLabel, ["code": code.text]) }

    func fields(_ words: Words) -> Fields {
        [
            "code": .text(code.text), "noticeTitle": .text(notice.displayTitle), "noticePath": .text(SitePath.notice(code)),
            "language": .text(label.words.language.text), "html": .text(label.html), "printed": .text(label.printed),
            "spoken": .text(label.spoken), "caption": .text(label.caption.joined(separator: "\n")),
            "address": .text(label.noticeAddress.text), "isPrintable": .flag(label.isPrintable),
            "seconds": .text("\(Label.shortestSecondsOnScreen)"), "qr": .text(SitePath.noticeQR(code)),
            "receipt": .optional(statement.map { SitePath.receipt($0) }),
        ]
    }
}

extension TransparencyNotice {
    /// What a list calls the ad.
    var displayTitle: String { ext?["title"]?.stringValue ?? "\(sponsor.name), \(period.start)" }
}
