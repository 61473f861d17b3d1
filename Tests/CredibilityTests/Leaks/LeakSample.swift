import Daylight

@testable import Credibility

/// A find of three files before a vote on 29 November 2026.
enum LeakSample {
    static let now = Timestamp(iso8601: "2026-11-20T12:00:00Z")!
    static let lastHours = Timestamp(iso8601: "2026-11-27T12:00:00Z")!
    static let day = CivilDate(iso8601: "2026-11-29")!

    static func item(_ name: String, mail: LeakMail? = nil) -> LeakItem {
        LeakItem(file: name, sha256: Digest(of: Array(name.utf8)), size: 7, type: .mail, mail: mail)
    }

    static func mail(
        _ verdict: MailFinding.Verdict, _ warnings: [DKIMFinding.Warning] = [], notCovered: [String] = []
    ) -> LeakMail {
        LeakMail(
            verdict: verdict, domain: "kustpartiet.example", headersNotCovered: notCovered, bodyCovered: 10, bodyTotal: 10,
            warnings: warnings)
    }

    static func leak(_ items: [LeakItem] = ["a.eml", "b.eml", "c.eml"].map { item($0) }) throws -> LeakCase {
        var leak = try LeakCase(title: "Mails of a campaign", items: items, election: .vote(day: day, opens: nil))
        leak.firstSeen = LeakCase.Sighting(
            time: now, address: WebAddress("https://dump.example/1")!, archive: Digest(of: [1]))
        return leak
    }

    static func finding(_ level: LeakLevel) throws -> LeakFinding {
        try LeakFinding(level, sentence: "Looked at.", evidence: [WebAddress("https://paper.example/1")!], by: "ada", at: now)
    }

    /// Every aspect of every item with the levels of authenticity given, one an item; the checklist settled.
    static func assessed(_ levels: [LeakLevel], other: LeakLevel = .consistent, mails: [LeakMail?] = []) throws -> LeakCase {
        let items = levels.indices.map { item("\($0).eml", mail: mails.indices.contains($0) ? mails[$0] : nil) }
        var leak = try leak(items)
        for (index, level) in levels.enumerated() {
            for aspect in LeakAspect.allCases {
                try leak.assess(index, aspect, try finding(aspect == .authentic ? level : other))
            }
        }
        for matter in LeakPrivateMatter.allCases {
            try leak.redact(matter, try LeakRedaction(.notApplicable(reason: "None of it."), by: "ada", at: now))
        }
        return leak
    }

    /// A case in a state, with everything that leads there.
    static func leak(in state: LeakState) throws -> LeakCase {
        var leak = try assessed([.verifiedPart, .fabricated])
        switch state {
        case .new: leak = try self.leak()
        case .assessing: break
        case .assessed: try leak.conclude(by: "ada", reason: "Done.", at: now)
        case .proposed:
            leak = try self.leak(in: .assessed)
            try leak.propose(by: "ada", reason: "The public has to know.", at: now)
        case .seconded:
            leak = try self.leak(in: .proposed)
            try leak.approve(by: "bo", isSenior: true, reason: "Agreed.", at: lastHours)
        case .released:
            leak = try self.leak(in: .proposed)
            try leak.approve(by: "bo", isSenior: false, reason: "Agreed.", at: now)
        case .closed:
            leak = try self.leak(in: .assessing)
            try leak.close(by: "ada", reason: "Nothing in it.", at: now)
        case .closedReleased:
            leak = try self.leak(in: .released)
            try leak.close(by: "ada", reason: "Everything is told.", at: now)
        }
        return leak
    }
}
