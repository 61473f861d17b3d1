import Daylight
import Sponsorship
import Storage
import Testing

@testable import Server

/// Notifications, requests and stops.
enum DutySample {
    static let stop = AdStop(
        ground: .terms, reason: "The amount was wrong. \(hostile)", day: CivilDate(year: 2026, month: 9, day: 1)!)

    static let answer = AdNotification.Answer(
        outcome: .corrected, text: "The amount is now final. \(hostile)", wasAutomated: true, at: .sample)

    static func notification(
        received: Timestamp = .sample, time: DutyTime? = nil, answer: AdNotification.Answer? = nil
    ) -> AdNotification {
        var notification = AdNotification(
            code: NoticeSample.code, received: received, reasons: "Somebody else pays. \(hostile)", place: "Page 3",
            notifier: .init(name: "Nora Notifier", email: EmailAddress("nora@example.org")!), time: time)
        notification.answer = answer
        return notification
    }

    static func inquiry(
        _ asker: Inquiry.Asker = .authority, received: Timestamp = .sample, code: ShortCode? = NoticeSample.code,
        elections: [Election] = []
    ) -> Inquiry {
        let clock = AdvertisingConfiguration().clock(at: received)
        return Inquiry(
            asker: asker, name: "Coordinator \(hostile)", received: received, question: "Who paid?", code: code,
            elections: elections, clock: clock, size: .large)!
    }

    static let declaration: JSONObject = [
        "declarationId": "d-1", "orderId": "o-1", "declaredAt": "2026-08-01T10:00:00Z",
        "declaredBy": ["name": "Kustpartiet", "signatory": "Signe Signatory"], "isPolitical": true, "basis": "politicalActor",
        "linkedProcesses": [
            [
                "kind": "election", "level": "national", "name": "Riksdagsvalet 2026", "territory": "SE", "date": "2026-09-13",
            ]
        ],
        "eligibility": "unionLegalPersonNotThirdCountryControlled",
        "sponsor": [
            "kind": "legalPerson", "name": "Kustpartiet", "email": "info@kustpartiet.example",
            "establishment": "Hamngatan 3, Norrviken", "country": "SE",
        ],
        "controllingEntity": "none", "payer": "sameAsSponsor", "fundsOrigin": ["kind": "mixed", "place": "insideUnion"],
        "priorSuspension": ["suspendedOrDiscontinued": false], "truthStatementVersion": "1",
    ]
}

extension TestSite {
    /// A site with the sample notice, where it is the month before the election of 13 September 2026.
    static func publisher(
        at time: String = "2026-09-01T08:15:00+02:00", size: UndertakingSize = .large, country: String? = "SE",
        politicalLists: PoliticalLists? = nil
    ) async throws -> TestSite {
        let site = try await TestSite {
            $0.advertising.size = size
            $0.advertising.country = country
            $0.advertising.politicalLists = politicalLists
            $0.advertising.zone = Zone("Europe/Stockholm")!
        }
        let start = try #require(Timestamp(iso8601: time))
        site.clock.advance(seconds: start.seconds - site.clock.now.seconds)
        try await site.advertise(.publisher)
        return site
    }
}
