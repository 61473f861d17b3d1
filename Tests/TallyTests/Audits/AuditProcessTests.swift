import Daylight
import Testing

@testable import Tally

/// The workflow of an audit (tally reference, section 8.6).
struct AuditProcessTests {
    private static let papers = (0..<4).map { _ in (0..<50).map { $0 % 10 < 7 ? ["Ann"] : $0 % 10 < 9 ? ["Bo"] : [] } }
    private static let paper = AuditPaper(batch: "b0", position: 1)

    private static func audit(_ method: AuditSetup.Method = .bravo) throws -> MadeAudit {
        try MadeAudit(method, papers: papers)
    }

    /// An audit at each stage.
    private static func audit(at stage: AuditStage) throws -> MadeAudit {
        var audit = try audit()
        if stage == .setup { return audit }
        try audit.apply(.commit)
        if stage == .committed { return audit }
        try audit.apply(.seed(digits: MadeAudit.seed, rolledBy: ["Ann Berg"]))
        switch stage {
        case .setup, .committed, .seeded: break
        case .entering: try audit.apply(.round(size: 5))
        case .measured:
            try audit.round(1)
            try audit.apply(.measure)
        case .confirmed:
            try audit.round(150)
            try audit.apply(.measure)
        case .fullCount: try audit.apply(.fullCount(reason: "too close"))
        case .counted:
            try audit.apply(.fullCount(reason: "too close"))
            try audit.apply(.handCount(["c": .votes(["Ann": 140, "Bo": 40])]))
        }
        return audit
    }

    private static func action(_ kind: AuditEvent.Kind, _ audit: MadeAudit) -> AuditEvent.Action {
        let paper = audit.process.papers.waiting.first ?? paper
        switch kind {
        case .commit: return .commit
        case .seed: return .seed(digits: MadeAudit.seed, rolledBy: ["Ann Berg"])
        case .round: return .round(size: 100)
        case .enter: return .enter(paper, .notFound)
        case .resolve: return .resolve(paper, .notFound, reason: "seen again")
        case .measure: return .measure
        case .fullCount: return .fullCount(reason: "too close")
        case .handCount: return .handCount(["c": .votes(["Ann": 140, "Bo": 40])])
        }
    }

    /// Where each event leads from each stage; all others are refused.
    private static let table: [AuditStage: [AuditEvent.Kind: AuditStage]] = [
        .setup: [.commit: .committed],
        .committed: [.seed: .seeded, .fullCount: .fullCount],
        .seeded: [.round: .entering, .fullCount: .fullCount],
        .entering: [.enter: .entering, .fullCount: .fullCount],
        .measured: [.round: .entering, .fullCount: .fullCount],
        .confirmed: [:],
        .fullCount: [.handCount: .counted],
        .counted: [:],
    ]

    @Test(arguments: AuditStage.allCases)
    func everyEventLeadsOnOrIsRefused(stage: AuditStage) throws {
        let start = try Self.audit(at: stage)
        #expect(start.process.stage == stage)
        for kind in AuditEvent.Kind.allCases {
            var audit = start
            let action = Self.action(kind, audit)
            if let next = Self.table[stage]?[kind] {
                try audit.apply(action)
                #expect(audit.process.stage == next)
                #expect(audit.process.entries.count == start.process.entries.count + 1)
            } else {
                #expect {
                    try audit.apply(action)
                } throws: { error in
                    let refusal = error as? AuditRefusal
                    return refusal?.stage == stage && refusal?.event == kind
                        && refusal?.description.hasSuffix("Next: \(stage.next)") == true
                }
                #expect(audit.process.json == start.process.json && audit.process.stage == stage)
            }
        }
    }

    /// While papers are entered, two more events lead on under conditions of their own.
    @Test func enteringEndsWhenEverythingIsSettled() throws {
        var audit = try Self.audit(at: .entering)
        let papers = audit.process.papers.waiting
        for paper in papers.dropLast() {
            for person in ["One", "Two"] { try audit.apply(.enter(paper, audit.reading(paper)), by: person) }
        }
        #expect(throws: AuditRefusal.self) { try audit.apply(.measure) }
        let last = try #require(papers.last)
        try audit.apply(.enter(last, audit.reading(last)), by: "One")
        #expect(audit.process.papers.enteredOnce.map(\.by) == ["One"])
        #expect(throws: AuditRefusal.self) { try audit.apply(.enter(last, audit.reading(last)), by: "One") }
        try audit.apply(.enter(last, .notFound), by: "Two")
        #expect(audit.process.papers.differing.map(\.by) == [["One", "Two"]])
        #expect(throws: AuditRefusal.self) { try audit.apply(.measure) }
        #expect(throws: AuditRefusal.self) { try audit.apply(.enter(last, .notFound), by: "Three") }
        #expect(throws: AuditRefusal.self) { try audit.apply(.resolve(last, .notFound, reason: "no"), by: "One") }
        #expect(throws: AuditRefusal.self) { try audit.apply(.resolve(last, .notFound, reason: ""), by: "Three") }
        try audit.apply(.resolve(last, .notFound, reason: "it is not there"), by: "Three")
        try audit.apply(.measure)
        #expect(audit.process.stage == .measured)
    }

    @Test(arguments: [
        AuditEvent.Action.seed(digits: "1234567890123456789", rolledBy: ["A"]),
        .seed(digits: "1234567890123456789x", rolledBy: ["A"]), .seed(digits: MadeAudit.seed, rolledBy: []),
        .seed(digits: MadeAudit.seed, rolledBy: [""]),
    ])
    func seedIsLongEnoughAndHasWitnesses(seed: AuditEvent.Action) throws {
        var audit = try Self.audit(at: .committed)
        #expect(throws: AuditRefusal.self) { try audit.apply(seed) }
    }

    @Test func seedComesAfterTheCommitment() throws {
        var process = try Self.audit().process
        let time = Timestamp(seconds: 1_781_000_000)
        let seed = AuditEvent.Action.seed(digits: MadeAudit.seed, rolledBy: ["A"])
        try process.apply(AuditEvent(.commit, at: time, by: "A"))
        for wrong in [time, Timestamp(seconds: 1_780_000_000)] {
            #expect(throws: AuditRefusal.self) { try process.apply(AuditEvent(seed, at: wrong, by: "A")) }
        }
        #expect(throws: AuditRefusal.self) {
            try process.apply(AuditEvent(seed, at: Timestamp(seconds: 1_781_000_001), by: ""))
        }
        try process.apply(AuditEvent(seed, at: Timestamp(seconds: 1_781_000_001), by: "A"))
    }

    @Test(arguments: [
        PaperReading.ballot(["c": ["Ann", "Bo"]]), .ballot(["c": ["Dee"]]), .ballot(["d": ["Ann"]]), .batch(["c": ["Ann": 1]]),
    ])
    func readingHasToFitTheContest(reading: PaperReading) throws {
        var audit = try Self.audit(at: .entering)
        let paper = try #require(audit.process.papers.waiting.first)
        #expect(throws: AuditRefusal.self) { try audit.apply(.enter(paper, reading)) }
        #expect(throws: AuditRefusal.self) { try audit.apply(.enter(AuditPaper(batch: "b9", position: 1), .notFound)) }
    }

    @Test(arguments: [0, 5, -1, 1_000_000_000])
    func roundGrowsTheSample(size: Int) throws {
        var audit = try Self.audit()
        try audit.start()
        try audit.round(5)
        try audit.apply(.measure)
        #expect(throws: AuditRefusal.self) { try audit.apply(.round(size: size)) }
    }

    /// Whatever the stage: stored, read again, it is the same and goes on the same way.
    @Test(arguments: AuditStage.allCases)
    func storedAuditIsTheSame(stage: AuditStage) throws {
        let audit = try Self.audit(at: stage)
        let bytes = CanonicalJSON.lineBytes(audit.process.json)
        let again = try AuditProcess(json: JSONParser.parse(bytes))
        #expect(CanonicalJSON.lineBytes(again.json) == bytes)
        #expect(again.summary == audit.process.summary)
        let canonical = try CanonicalJSON.bytes(of: audit.process.json)
        #expect(try AuditProcess(json: JSONParser.parse(canonical)).head == audit.process.head)
        for kind in AuditEvent.Kind.allCases {
            var (one, other) = (audit, audit)
            other.process = again
            let action = Self.action(kind, audit)
            let outcomes = [try? one.apply(action), try? other.apply(action)].map { $0 == nil }
            #expect(outcomes[0] == outcomes[1] && one.process.head == other.process.head)
        }
    }

    @Test func retrievalListHasEachPaperOnceInOrder() throws {
        var audit = try Self.audit()
        try audit.start()
        try audit.round(40)
        try audit.apply(.measure)
        let sizes = try [1].map { try #require(audit.process.retrievalList(round: $0)).count }
        #expect(sizes == [audit.process.papers.settled])
        #expect(audit.process.retrievalList(round: 2) == nil && audit.process.retrievalList(round: 0) == nil)
        let batches = try #require(audit.process.retrievalList(round: 1)).sections.flatMap(\.batches)
        #expect(batches.map(\.name) == batches.map(\.name).sorted())
        #expect(batches.allSatisfy { $0.positions == $0.positions.sorted() && Set($0.positions).count == $0.positions.count })
    }

    /// Every method leads a sound audit to its end.
    @Test(arguments: AuditSetup.Method.allCases)
    func soundAuditIsConfirmed(method: AuditSetup.Method) throws {
        let batches = method == .macro ? 150 : 8
        let papers = (0..<batches).map { _ in (0..<40).map { $0 % 10 < 7 ? ["Ann"] : $0 % 10 < 9 ? ["Bo"] : [] } }
        var audit = try MadeAudit(method, papers: papers)
        #expect(try audit.run(seed: MadeAudit.seed, rounds: 10))
        #expect(audit.process.isOutcomeConfirmed == true && audit.process.discrepancies.isEmpty)
        #expect((audit.process.risk?.p ?? 1) <= 0.1)
    }

    @Test func differencesFromTheRecordsAreNamed() throws {
        var reported = Self.papers
        reported[0][0] = ["Bo"]
        reported[0][7] = ["Ann"]
        var audit = try MadeAudit(.comparison, papers: Self.papers, reported: reported)
        try audit.start()
        try audit.round(200)
        try audit.apply(.measure)
        #expect(audit.process.discrepancies.map(\.paper.position) == [1, 8])
        #expect(audit.process.discrepancies.first?.json["reported"] == ["Bo"])
    }

    @Test(arguments: [
        (AuditSetup.Method.macro, #""outcome":"irv","candidates":["Ann","Bo"],"winner":"Ann""#),
        (.bravo, #""outcome":"dhondt","seats":2"#), (.alpha, #""outcome":"superMajority","winner":"Ann","share":"9/10""#),
        (.alpha, #""outcome":"superMajority","winner":"Dee","share":"1/2""#), (.comparison, #""outcome":"dhondt","seats":0"#),
    ])
    func outcomeThatCannotBeAuditedIsRefused(method: AuditSetup.Method, contest: String) {
        #expect(throws: InputError.self) { try MadeAudit(method, contest: contest, papers: Self.papers) }
    }
}
