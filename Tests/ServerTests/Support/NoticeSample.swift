import Daylight
import Sponsorship
import Storage

@testable import Server

/// A notice as the form makes it.
enum NoticeSample {
    static let code = ShortCode("K7QX20ZM")!

    static func answers(_ changes: [String: String] = [:]) -> NoticeAnswers {
        var answers = NoticeAnswers()
        for (name, value) in complete.merging(changes, uniquingKeysWith: { _, new in new }) { answers[name] = value }
        return answers
    }

    static func notice(_ changes: [String: String] = [:]) throws -> TransparencyNotice {
        let review = review(answers(changes))
        guard let notice = review.notice else { throw Incomplete(findings: review.findings.map(\.message)) }
        return notice
    }

    static func review(_ answers: NoticeAnswers, context: NoticeContext = NoticeContext()) -> NoticeReview {
        NoticeReview(
            answers.members(
                NoticeSystemFields(code: code, publisher: "Norrvikens Tidning AB", origin: "https://norrviken.example")),
            context: context)
    }

    struct Incomplete: Error { let findings: [String] }

    private static let complete = [
        "code": code.text, "form-language": "en",
        "sponsor-kind": "legalPerson", "sponsor-name": "Kustpartiet", "sponsor-email": "info@kustpartiet.example",
        "sponsor-country": "se", "sponsor-establishment": "Hamngatan 3, 111 11 Norrviken", "cosponsor": "no", "control": "none",
        "payment": "sameAsSponsor", "title": "Flyer on school buses", "medium": "online", "language": "sv",
        "start": "2026-08-17", "end": "2026-09-13", "words": "Mer bussar till skolan.", "sites": "kustpartiet.example",
        "amount": "12 500,00",
        "currency": "SEK", "final": "estimate", "method": "Invoiced, without VAT", "funds-kind": "mixed",
        "funds-place": "insideUnion", "process": "election", "level": "national", "process-name": "Riksdagsvalet 2026",
        "territory": "SE", "process-date": "2026-09-13", "official": "https://val.myndighet.example/rosta",
        "techniques": "no", "suspended": "no", "views": "40211", "views-date": "2026-09-01",
    ]

    /// What question 7 asks when people were chosen.
    static let aimed = [
        "techniques": "yes", "category": "age", "source": "declared", "included": "18 to 25", "excluded": "subscribers",
        "goals": "First voters ride buses", "ai": "no", "ai-what": "", "reached": "9000",
        "policy": "https://norrviken.example/policy", "rights": "https://norrviken.example/rights",
        "risk": "https://norrviken.example/risk",
    ]
}

extension TestSite {
    /// Publishes the sample notice, and leaves a draft named `draft` of the person named as the role.
    func advertise(_ role: Role = .reviewer) async throws {
        guard try await store.adRecord(.notice, NoticeSample.code.text) == nil else { return }
        let desk = NoticeDesk(site)
        let review = NoticeReview(NoticeSample.answers().members(desk.systemFields(NoticeSample.code)))
        guard let notice = review.notice else { throw NoticeSample.Incomplete(findings: review.findings.map(\.message)) }
        _ = try await desk.publish(
            notice, code: NoticeSample.code, by: role.rawValue, now: clock.now)
        _ = try await AdFindingDesk(site).record(money: MoneySample.file, by: role.rawValue, now: clock.now)
        guard let user = try await store.user(named: role.rawValue) else { throw Missing.user }
        try await store.save(
            StoredDraft(id: "draft", user: user.id, revises: nil, answers: NoticeSample.answers().json, changed: clock.now))
        try await store.begin(
            DutySample.notification(received: clock.now), key: "reference", by: "notifier", now: clock.now)
        try await store.begin(DutySample.inquiry(received: clock.now), key: "request", by: role.rawValue, now: clock.now)
    }
}

/// Money of the sample's sponsor, part of which reaches a listed site.
enum MoneySample {
    static let file: JSONValue = [
        "currency": "SEK", "advertisers": ["Kustpartiet"],
        "payments": [
            ["from": "Kustpartiet", "to": "Byrån", "amount": "12500.00", "evidence": "invoice"],
            [
                "from": "Byrån", "to": "rated.example", "amount": ["low": "900", "mid": "1000", "high": "1200"],
                "evidence": "estimate",
            ],
            ["from": "Byrån", "to": "fee", "amount": "500.00", "evidence": "invoice"],
        ],
        "lists": [
            [
                "name": "List of rated sources", "publisher": "Institute", "date": "2026-09-01",
                "criteria": "Repeats falsehoods.",
                "appeal": "https://institute.example/appeal", "sites": ["rated.example"],
            ]
        ],
    ]
}
