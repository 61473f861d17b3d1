import Credibility
import Daylight

@testable import Server

extension PageSample {
    /// The pages about leaks, in every state that their templates know.
    static func leakPages() throws -> [PageSample] {
        let full = try written()
        var bare = try LeakSample.inventory()
        (bare.firstSeen, bare.election) = (nil, .none)
        let office = LeakPage.Office(
            version: 3, gaps: full.gaps(at: .sample), steps: LeakStep.allCases, chosen: .approve, reason: hostile,
            problem: .samePerson, isReleased: true, mustWait: true)
        let release = LeakPage.Release(version: 1, created: .sample, statement: 4)
        let pending = LeakPage.Release(version: 2, created: .sample, statement: nil)
        var ended = try LeakSample.inventory()
        try ended.close(by: hostile, reason: hostile, at: .sample)
        let row = LeakDesk.Row(full, changed: .sample)
        let demoted = LeakDemotions.Decided(
            id: full.id, demotion: try LeakDemotion(reason: hostile, by: hostile, since: .sample), version: 1)
        return [
            PageSample(name: "leaks", page: LeaksPage(released: [row], written: [row], demoted: [demoted])),
            PageSample(name: "leaks-none", page: LeaksPage(released: [], written: [], demoted: []), chrome: .anonymous),
            PageSample(
                name: "leaks-public", page: LeaksPage(released: [row], written: nil, demoted: [demoted]), chrome: .anonymous),
            PageSample(
                name: "leak",
                page: LeakPage(
                    leak: full, now: .sample, number: 1, releases: [release, pending], demotions: [release, pending],
                    demoted: demoted, office: office)),
            PageSample(
                name: "leak-public",
                page: LeakPage(
                    leak: full.withoutAddress, now: .sample, number: 2, releases: [release], demotions: [release],
                    demoted: demoted, office: nil),
                chrome: .anonymous),
            PageSample(
                name: "leak-bare", page: LeakPage(leak: bare, now: .sample, number: 9, releases: [], demotions: [], office: nil),
                chrome: .anonymous),
            PageSample(
                name: "leak-closed",
                page: LeakPage(
                    leak: ended, now: .sample, number: 1, releases: [], demotions: [],
                    office: .init(
                        version: 1, gaps: [], steps: [], chosen: nil, reason: "", problem: nil, isReleased: false,
                        mustWait: false))),
        ] + (try forms(full))
    }

    private static func forms(_ full: LeakCase) throws -> [PageSample] {
        var typed = Filled()
        typed.problems = ["opens": .noOpening, "techniques": .notATechnique]
        var finding = Filled()
        finding.values = ["authentic-level": "unknown", "authentic-sentence": hostile, "gain-all": "yes"]
        finding.problems = [
            "authentic-level": .missing, "complete-sentence": .missing, "gain-evidence": .notAWebAddress,
        ]
        var points = Filled()
        points.values = ["minors": "done", "passwords": "not-applicable", "passwords-reason": hostile]
        points.problems = ["passwords-reason": .missing]
        return [
            PageSample(
                name: "leak-form",
                page: LeakFormPage(changed: nil, filled: typed, inventory: hostile, fault: "expected \(hostile)")),
            PageSample(
                name: "leak-form-new", page: LeakFormPage(changed: nil, filled: Filled(), inventory: "", fault: nil)),
            PageSample(
                name: "leak-form-edit",
                page: LeakFormPage(changed: .init(full, version: 3), filled: Filled(full), inventory: "", fault: nil)),
            PageSample(
                name: "leak-item",
                page: LeakItemPage(
                    id: full.id, title: hostile, version: 3, item: full.items[0], number: 1, filled: finding, isLast: false)),
            PageSample(
                name: "leak-item-last",
                page: LeakItemPage(
                    id: full.id, title: hostile, version: 3, item: full.items[1], number: 2, filled: Filled(), isLast: true)),
            PageSample(
                name: "leak-redaction", page: LeakRedactionPage(id: full.id, title: hostile, version: 3, filled: points)),
        ]
    }

    /// Sixty items, the first with a mail and a finding; everything else that a case can say.
    private static func written() throws -> LeakCase {
        let mail = LeakMail(
            verdict: .signed(.pass), domain: hostile, headersNotCovered: ["subject"], bodyCovered: 1, bodyTotal: 2,
            warnings: [.weakKey])
        let items = (0..<60).map {
            LeakItem(
                file: "\(hostile)\($0)", sha256: Digest(of: Array("\($0)".utf8)), size: 1234, type: .mail,
                mail: $0 == 0 ? mail : nil)
        }
        var leak = try LeakCase(
            title: hostile, items: items, election: .vote(day: Timestamp.sample.day, opens: nil))
        leak.firstSeen = LeakCase.Sighting(
            time: .sample, address: WebAddress(LeakSample.address)!, archive: Digest(of: [1]))
        (leak.holders, leak.claims, leak.purportedOrigin, leak.advice) = ([hostile], [hostile], hostile, hostile)
        leak.techniques = Set(LeakTechnique.allCases)
        leak.campaign = [try Subject(.account, hostile)]
        try leak.assess(
            0, .authentic,
            LeakFinding(
                .verifiedPart, sentence: hostile, evidence: [WebAddress("https://paper.example/1")!], by: hostile, at: .sample))
        try leak.assess(1, .authentic, LeakFinding(.unknown, sentence: hostile, by: hostile, at: .sample))
        try leak.redact(.minors, LeakRedaction(.done, by: hostile, at: .sample))
        try leak.redact(.passwords, LeakRedaction(.notApplicable(reason: hostile), by: hostile, at: .sample))
        try leak.demote(by: hostile, reason: hostile, at: .sample)
        try leak.demote(by: hostile, reason: hostile, at: .sample)
        for (aspect, level) in [(LeakAspect.lawful, LeakLevel.contradicted), (.gain, .unknown)] {
            try leak.assess(nil, aspect, LeakFinding(level, sentence: hostile, by: hostile, at: .sample))
        }
        for index in items.indices {
            for aspect in [LeakAspect.authentic, .complete] where leak.items[index].findings[aspect] == nil && index > 1 {
                try leak.assess(index, aspect, LeakFinding(.consistent, sentence: hostile, by: hostile, at: .sample))
            }
        }
        for index in 0...1 {
            try leak.assess(index, .complete, LeakFinding(.unknown, sentence: hostile, by: hostile, at: .sample))
        }
        var concluded = leak
        try concluded.conclude(by: hostile, reason: hostile, at: .sample)
        try concluded.edit(by: hostile, at: .sample) { $0.techniques = [.dox] }
        try concluded.edit(by: hostile, at: .sample) { $0.techniques = Set(LeakTechnique.allCases) }
        try concluded.demote(by: hostile, reason: hostile, at: .sample)
        return concluded
    }
}
