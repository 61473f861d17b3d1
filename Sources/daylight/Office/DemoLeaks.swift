import Credibility
import Daylight
import Server

/// The released case file of the demo election: a genuine mail, one that anybody may have signed, and a table nobody knows.
enum DemoLeaks {
    /// Invented people.
    static let people = LeakImport.People(author: "mara", second: "jo", senior: "ines")

    /// Releases it, unless it is there already.
    static func release(by office: LeakImport, now: Timestamp) async throws {
        let findings = try findings(now)
        let settled = try LeakPrivateMatter.allCases.map { matter throws(InputError) in
            let outcome: LeakRedaction.Outcome = matter == .healthData ? .notApplicable(reason: "There is none.") : .done
            return (matter, try LeakRedaction(outcome, by: people.author, at: now))
        }
        try await office.release(leak(), now: now) { leak throws(LeakRefusal) in
            for (item, aspects) in findings.enumerated() {
                for (aspect, finding) in aspects { try leak.assess(item, aspect, finding) }
            }
            for (matter, redaction) in settled { try leak.redact(matter, redaction) }
        }
    }

    private static func leak() throws(InputError) -> LeakCase {
        func mail(_ warnings: [DKIMFinding.Warning]) -> LeakMail {
            LeakMail(
                verdict: .signed(.pass), domain: "kustpartiet.example", headersNotCovered: ["message-id"], bodyCovered: 812,
                bodyTotal: 812, warnings: warnings)
        }
        func item(_ name: String, _ type: LeakMediaType, _ mail: LeakMail? = nil) -> LeakItem {
            LeakItem(file: name, sha256: Digest(of: Array("demo \(name)".utf8)), size: 4096, type: type, mail: mail)
        }
        var leak = try LeakCase(
            title: "Mails said to be from the campaign of Kustpartiet",
            items: [
                item("budget.eml", .mail, mail([])), item("orders.eml", .mail, mail([.keyDisclosed])),
                item("donors.xlsx", .zip),
            ])
        leak.firstSeen = WebAddress("https://dump.example/kustpartiet").flatMap { address in
            Timestamp(iso8601: "2026-11-19T21:40:00Z").map {
                LeakCase.Sighting(time: $0, address: address, archive: Digest(of: Array("demo archive".utf8)))
            }
        }
        leak.holders = ["A channel that calls itself Harbour Truth"]
        leak.purportedOrigin = "The campaign's mail server"
        leak.claims = ["The campaign told volunteers to take voter cards."]
        leak.techniques = [.obtainAuthenticDocuments, .alterAuthenticDocuments, .hacktivistPersona]
        leak.advice = "Do not quote orders.eml. The table of donors says nothing that is known to be true."
        return leak
    }

    /// Of each item.
    private static func findings(_ now: Timestamp) throws(InputError) -> [[LeakAspect: LeakFinding]] {
        func finding(_ level: LeakLevel, _ sentence: String) throws(InputError) -> LeakFinding {
            try LeakFinding(level, sentence: sentence, by: people.author, at: now)
        }
        let stolen = try finding(.contradicted, "The party says that its server was broken into and has told the police.")
        let stranger = try finding(.unknown, "Nobody knows who is behind the channel.")
        return [
            [
                .authentic: try finding(.verifiedPart, "Signed by the party's server; two recipients have the same mail."),
                .complete: try finding(.consistent, "Headers and the whole body are signed."), .lawful: stolen,
                .gain: stranger,
            ],
            [
                .authentic: try finding(.fabricated, "Signed with a key that was published; nobody received it on that day."),
                .complete: try finding(.unknown, "There is no original to compare it with."), .lawful: stolen, .gain: stranger,
            ],
            [
                .authentic: try finding(.unknown, "Nothing in the table can be compared with anything."),
                .complete: try finding(.unknown, "Nobody knows what the table looked like."), .lawful: stolen, .gain: stranger,
            ],
        ]
    }
}
