import Daylight
import Sponsorship

@testable import Server

extension PageSample {
    /// The form that makes a notice and the notice itself, in every state that their templates know.
    static func noticePages() throws -> [PageSample] {
        let address = SecureLink("https://norrviken.example/t/\(NoticeSample.code)")!
        let longAddress = SecureLink("https://a.very.long.host.name.norrviken.example/t/\(NoticeSample.code)")!
        let qr = QRCode(address.text)!
        let plain = try NoticeSample.notice(["title": hostile])
        let aimed = try NoticeSample.notice(
            NoticeSample.aimed.merging(["control": "person", "payment": "person"]) { $1 }
                .merging(party("controller")) { $1 }.merging(party("payer")) { $1 })
        return [
            PageSample(
                name: "notice",
                page: NoticePage(
                    code: NoticeSample.code, notice: plain, standing: .replaced(newest: 2),
                    versions: [(2, .sample), (1, .sample)], statement: 3, label: label(plain, address), qr: qr,
                    stop: DutySample.stop, creatives: [], canRevise: true)),
            PageSample(
                name: "notice-aimed",
                page: NoticePage(
                    code: NoticeSample.code, notice: aimed, standing: .current, versions: [(1, .sample)], statement: nil,
                    label: label(aimed, address), qr: qr, stop: nil, creatives: try creatives(), canRevise: false),
                chrome: .anonymous),
            PageSample(
                name: "notice-label",
                page: NoticeLabelPage(
                    code: NoticeSample.code, notice: plain, label: label(plain, address), qr: qr, statement: 3)),
            PageSample(
                name: "notice-label-long",
                page: NoticeLabelPage(
                    code: NoticeSample.code, notice: aimed, label: label(aimed, longAddress), qr: qr, statement: nil)),
        ] + formPages()
    }

    private static func creatives() throws -> [NamedCreative] {
        [
            NamedCreative(sha256: CreativeSample.pictureHash, kept: KeptCreative(try Creative(CreativeSample.picture))),
            NamedCreative(sha256: CreativeSample.textHash, kept: KeptCreative(try Creative(CreativeSample.text))),
            NamedCreative(sha256: CreativeSample.strangeHash, kept: nil),
        ]
    }

    private static func label(_ notice: TransparencyNotice, _ address: SecureLink) -> Label {
        Label(of: notice, at: address, words: NoticeText(notice).words)
    }

    private static func party(_ name: String) -> [String: String] {
        [
            "\(name)-kind": "legalPerson", "\(name)-name": "Havsfonden \(name)", "\(name)-email": "a@havsfonden.example",
            "\(name)-country": "DE", "\(name)-establishment": "Kai 1, Hamburg",
        ]
    }

    private static func formPages() -> [PageSample] {
        let words = FormWords("en")
        let questions = NoticeQuestion.allCases.flatMap { question in
            [true, false].map { isRight in
                PageSample(
                    name: "notice-question-\(question.slug)\(isRight ? "" : "-wrong")",
                    page: NoticeQuestionPage(
                        draft: "draft", question: question, answers: isRight ? NoticeSample.answers() : NoticeAnswers(),
                        problems: isRight ? [] : question.fields.map { NoticeProblem(field: $0.name, message: hostile) },
                        words: words, revises: isRight ? nil : NoticeSample.code))
            }
        }
        let fault = NoticeProblem(field: "amount", message: "Give a figure. \(hostile)", basis: "N05 · TTPA Art. 12(1)(d)")
        let bare = NoticeProblem(field: "title", message: "nothing was changed")
        return questions + [
            PageSample(
                name: "notice-check",
                page: NoticeCheckPage(
                    draft: "draft", key: "k", answers: NoticeSample.answers(), problems: [], warnings: [fault, bare],
                    words: words, revises: NoticeSample.code)),
            PageSample(
                name: "notice-check-wrong",
                page: NoticeCheckPage(
                    draft: "draft", key: "k", answers: NoticeAnswers(), problems: [fault, bare], warnings: [], words: words,
                    revises: nil)),
            PageSample(
                name: "notice-new",
                page: NewNoticePage(
                    drafts: [
                        .init(id: "a", title: hostile, changed: .sample), .init(id: "b", title: nil, changed: .sample),
                    ], words: FormWords("sv"))),
            PageSample(name: "notice-new-first", page: NewNoticePage(drafts: [], words: words)),
        ]
    }
}
