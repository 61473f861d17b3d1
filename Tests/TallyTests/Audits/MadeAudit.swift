import Daylight

@testable import Tally

/// Audits for tests: paper in batches of equal size, what was reported of it, and the people who do the work.
struct MadeAudit {
    static let seed = "31415926535897932384"

    var process: AuditProcess
    /// Names on each ballot of each batch.
    let papers: [[[String]]]
    private var minute: Int64 = 0

    /// - Parameters:
    ///   - contest: members of the contest besides `id` (`c`) and `votes`, as JSON.
    ///   - papers: names on each ballot of each batch.
    ///   - reported: the same as the machines read them; the papers if not given.
    init(
        _ method: AuditSetup.Method, contest: String = #""outcome":"plurality""#, papers: [[[String]]],
        reported: [[[String]]]? = nil, names: [String] = ["Ann", "Bo", "Cy"], limit: String = "0.1"
    ) throws {
        let reported = reported ?? papers
        self.papers = papers
        let isRanked = contest.contains("irv")
        let votes = Self.votes(reported.flatMap(\.self), names)
        var members = #""audit":"Test","method":"\#(method.rawValue)","riskLimit":"\#(limit)","#
        members += #""contests":[{"id":"c",\#(contest)\#(isRanked ? "" : ",\"votes\":\(votes)")}],"#
        let manifest = papers.enumerated().map { #"{"batch":"b\#($0)","ballots":\#($1.count)}"# }
        members += #""manifest":[\#(manifest.joined(separator: ","))]"#
        if method.comparesRecords {
            let rows = reported.enumerated().flatMap { batch, ballots in
                ballots.enumerated().map { offset, marks in
                    #"{"batch":"b\#(batch)","position":\#(offset + 1),"votes":{"c":\#(Self.list(marks))}}"#
                }
            }
            members += #","records":[\#(rows.joined(separator: ","))]"#
        }
        if method == .macro {
            let rows = reported.enumerated().map { #"{"batch":"b\#($0)","votes":{"c":\#(Self.votes($1, names))}}"# }
            members += #","batches":[\#(rows.joined(separator: ","))]"#
        }
        process = AuditProcess(try AuditSetup(parsing: Array("{\(members)}".utf8)))
    }

    private static func list(_ names: [String]) -> String { "[\(names.map { "\"\($0)\"" }.joined(separator: ","))]" }

    private static func votes(_ ballots: [[String]], _ names: [String]) -> String {
        let counts = names.map { name in "\"\(name)\":\(ballots.count { $0.contains(name) })" }
        return "{\(counts.joined(separator: ","))}"
    }

    mutating func apply(_ action: AuditEvent.Action, by actor: String = "Clerk") throws(AuditRefusal) {
        minute += 1
        try process.apply(AuditEvent(action, at: Timestamp(seconds: 1_781_000_000 + 60 * minute), by: actor))
    }

    /// Commits and records the seed.
    mutating func start(seed: String = MadeAudit.seed) throws {
        try apply(.commit)
        try apply(.seed(digits: seed, rolledBy: ["Ann Berg"]))
    }

    /// What the paper says.
    func reading(_ paper: AuditPaper) -> PaperReading {
        let batch = papers[Int(paper.batch.dropFirst()) ?? 0]
        guard let position = paper.position else {
            var counts: [String: Int] = [:]
            for marks in batch { for name in marks { counts[name, default: 0] += 1 } }
            return .batch(["c": counts])
        }
        return .ballot(["c": batch[position - 1]])
    }

    /// Opens a round and enters all its papers twice.
    mutating func round(_ size: Int) throws {
        try apply(.round(size: size))
        for paper in process.papers.waiting {
            try apply(.enter(paper, reading(paper)), by: "One")
            try apply(.enter(paper, reading(paper)), by: "Two")
        }
    }

    /// Rounds of the proposed sizes until the outcome is confirmed or a full hand count is better.
    ///
    /// - Returns: whether it was confirmed.
    mutating func run(seed: String, rounds: Int) throws -> Bool {
        try start(seed: seed)
        for _ in 0..<rounds {
            guard let size = process.proposedNextSize else { return false }
            try round(size)
            try apply(.measure)
            if process.stage == .confirmed { return true }
        }
        return false
    }
}
