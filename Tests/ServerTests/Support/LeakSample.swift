import Credibility
import Daylight

@testable import Server

/// A find of two files: a mail that its server signed, and a forged one.
enum LeakSample {
    static let address = "https://dump.example/mails"
    static let signed = Digest(of: Array("signed".utf8))
    static let forged = Digest(of: Array("forged".utf8))

    static func inventory(_ files: [String] = ["signed", "forged"]) throws -> LeakCase {
        let items = files.map { LeakItem(file: "\($0).eml", sha256: Digest(of: Array($0.utf8)), size: 9, type: .mail) }
        var leak = try LeakCase(
            title: "Mails of Kustpartiet", items: items,
            election: .vote(day: CivilDate(iso8601: "2027-06-01")!, opens: nil))
        leak.firstSeen = LeakCase.Sighting(
            time: Timestamp(iso8601: "2026-11-20T12:00:00Z")!, address: WebAddress(address)!, archive: nil)
        return leak
    }

    static func finding(_ level: LeakLevel, now: Timestamp) throws -> LeakFinding {
        try LeakFinding(level, sentence: "Looked at twice.", by: "reviewer", at: now)
    }
}

extension TestSite {
    /// Opens a case and assesses it.
    ///
    /// - Returns: its id.
    @discardableResult
    func assessLeak(voting day: String = "2027-06-01") async throws -> String {
        let opened = try await site.leaks.open(LeakSample.inventory(), by: "reviewer", now: clock.now)
        let (id, now) = (opened.leak.id, clock.now)
        guard opened.leak.state == .new else { return id }
        let election = LeakCase.Election.vote(day: CivilDate(iso8601: day)!, opens: nil)
        let findings = try LeakLevel.allCases.map { try LeakSample.finding($0, now: now) }
        let settled = try LeakRedaction(.done, by: "reviewer", at: now)
        _ = try await site.leaks.change(id, by: "reviewer", now: now) { leak throws(LeakRefusal) in
            try leak.demote(by: "reviewer", reason: "Nobody could verify it yet.", at: now)
        }
        _ = try await site.leaks.change(id, by: "reviewer", now: now) { leak throws(LeakRefusal) in
            try leak.edit(by: "reviewer", at: now) { $0.election = election }
            for aspect in LeakAspect.allCases {
                try leak.assess(0, aspect, findings[aspect == .authentic ? 0 : 2])
                try leak.assess(1, aspect, findings[aspect == .authentic ? 4 : 3])
            }
            for matter in LeakPrivateMatter.allCases { try leak.redact(matter, settled) }
        }
        _ = try await site.leaks.change(id, by: "reviewer", now: now) { leak throws(LeakRefusal) in
            try leak.conclude(by: "reviewer", reason: "Everything was looked at.", at: now)
        }
        return id
    }

    /// The same, and two persons release it.
    @discardableResult
    func releaseLeak() async throws -> String {
        let (id, now) = (try await assessLeak(), clock.now)
        guard try await site.leaks.released(id) == nil else { return id }
        _ = try await site.leaks.change(id, by: "reviewer", now: now) { leak throws(LeakRefusal) in
            try leak.propose(by: "reviewer", reason: "People have to know.", at: now)
        }
        _ = try await site.leaks.change(id, by: "administrator", now: now) { leak throws(LeakRefusal) in
            try leak.approve(by: "administrator", isSenior: true, reason: "Agreed.", at: now)
        }
        return id
    }
}
