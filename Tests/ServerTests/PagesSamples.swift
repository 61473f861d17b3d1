import Daylight

@testable import Server

/// A page to look at, under the name of its preview file.
struct PageSample: Sendable, CustomStringConvertible {
    let name: String
    let page: any Page
    var chrome: Chrome = .reviewer

    var description: String { name }

    func html(_ renderer: PageRenderer) -> String { renderer.render(page, chrome: chrome) }
    func fields(_ renderer: PageRenderer) -> Fields { renderer.fields(of: page, chrome: chrome) }
}

extension Chrome {
    static let reviewer = Chrome(
        siteTitle: "Election observatory", visitor: .signedIn(name: "Mara Lind", role: "reviewer"), csrfToken: "token-1",
        currentPath: "/findings?filter=all", freshness: .asOf(.sample), policy: "/log/policy")
    static let anonymous = Chrome(
        siteTitle: "Election observatory", visitor: .anonymous, csrfToken: "token-2", currentPath: "/", freshness: .noData,
        policy: "/log/policy")
}

extension Timestamp {
    /// 2026-11-23T08:00:00Z.
    static let sample = Timestamp(seconds: 1_795_420_800)
}

/// Hostile text: it must come out as words and never as markup.
let hostile = "<script>alert('x')</script>\" onload=\"y{{csrf}}&amp;"

enum Samples {
    static let finding = FindingRow(
        id: Finding.ID("9f2c41d07be3a685")!,
        summary: "5 accounts shared the same 6 links within 60 seconds of each other, on 4 days in a row.",
        coordination: .init(accounts: 5, objects: 6, strongestP: JSONNumber(spelling: "4.2187530e-402")), created: .sample,
        state: .undecided)

    static let findings: [FindingRow] = [
        finding,
        FindingRow(
            id: Finding.ID("11aa22bb33cc44dd")!, summary: "3 outlets of one publisher repeat each other’s headlines.",
            coordination: .init(accounts: 3, objects: 24, strongestP: JSONNumber(3.1e-27)), created: .sample,
            state: .decided(.declaredGroup, .sample)),
        FindingRow(
            id: Finding.ID("55ee66ff77008899")!, summary: "12 accounts pass on the same posts within seconds.",
            coordination: .init(accounts: 12, objects: 31, strongestP: JSONNumber(8.0e-12)), created: .sample,
            state: .decided(.coordinatedAndDeceptive, .sample)),
        FindingRow(
            id: Finding.ID("77ee66ff77008899")!, summary: "A political ad without a notice.", coordination: nil, created: .sample,
            state: .decided(.breach, .sample)),
    ]

    static let paging = Paging(total: .atLeast(1200), first: "/findings", next: "/findings?after=abc")
    static let downloads = ListDownloads(csv: "/api/v1/findings.csv", json: "/api/v1/findings")
    static let digest = Digest(of: Array("sample".utf8))

    static let card = AnswerCard(
        subject: account("85d2d10f4a"),
        answers: [
            Answer(
                .isItARealPerson, standing: .decided,
                sentence: "A reviewer found that this account and 4 others act as one and hide that they do.",
                evidence: [
                    Answer.Evidence(label: "Finding 9f2c41d07be3a685", path: "/findings/9f2c41d07be3a685"),
                    Answer.Evidence(label: "Statement 17", path: "/log/17/receipt.json", isReceipt: true),
                ], date: .sample),
            Answer(.canITrustIt, standing: .nothingFound, sentence: "No claim by this account has been checked.", date: .sample),
            Answer(
                .whyAmISeeingIt, standing: .proposed,
                sentence: "Its posts were passed on 31 times by accounts that act together.",
                evidence: [Answer.Evidence(label: "Rows", path: "/data/demo")]),
        ])

    static func account(_ name: String) -> Subject { subject(.account, name) }

    static func subject(_ kind: Subject.Kind, _ name: String) -> Subject {
        do {
            return try Subject(kind, name)
        } catch {
            preconditionFailure("\(error)")
        }
    }

    static let dataSet = DataSetRow(
        id: "demo-election", name: "Demo election, week 47", imported: .sample, rows: 118_566, badRows: 12, duplicateRows: 340,
        sha256: digest, findings: 3)

    static let verifier = ReceiptVerifier(
        receipt: "{\"entry\":\"\",\"proof\":\"\"} \(hostile)", policy: "quorum none\n", signers: "", isOpen: false)
    static let openVerifier = ReceiptVerifier(receipt: "", policy: "quorum none\n", signers: "", isOpen: true)

    static let checkpoint = """
        log.daylight.example/2026
        7
        0QznRkcglhyTAf/IX2VtVf4Q5jhNbcFHkWn84df0FVE=

        — log.daylight.example/2026 MXANhYwmklM1pgvzNr/iLzx1PoqL+JTy6fkCjw96hDmzzayb+2x9/oXybXk5Ei/RdXuCCAp0EQXY6TqQrui7ApXzpAw=

        """
}

/// Evidence as the engine writes it, made up.
enum EvidenceSample {
    /// Group of `members` accounts that share `objects` links in step; `isBare` leaves out every optional key.
    static func json(members: Int = 5, objects: Int = 6, isBare: Bool = false) -> JSONValue {
        var root: JSONObject = [
            "cluster": "c-1", "window_s": 60, "model": "degree-poisson-bonferroni-0.01", "rows": 118_566, "accounts": 4999,
            "null": [
                "rows": 118_566, "accounts": 4999, "pairs": 20_341, "sum_squares": 4_881_204, "limit": .real(8.0e-10),
            ],
            "members": .array((0..<members).map { member($0, isBare: isBare) }),
            "edges": .array(edges(members, isBare: isBare)),
            "timeline": .array((0..<objects).map { object($0, members: members) }),
            "innocent": isBare ? ["declared_publisher_group": false] : innocent,
            "input_sha256": .string(Samples.digest.hex),
        ]
        if !isBare { root["counter_evidence"] = ["The accounts also share 40 objects apart."] }
        return .object(root)
    }

    static func evidence(members: Int = 5, objects: Int = 6, isBare: Bool = false) throws(InputError) -> CoordinationEvidence {
        try CoordinationEvidence(json(members: members, objects: objects, isBare: isBare))
    }

    private static let innocent: JSONValue = [
        "declared_publisher_group": false, "declared_automation": 2, "same_feed_within_s": 45, "viral_object_share": .real(0.03),
        "event_day": true, "moon_phase": "waxing",
    ]

    static func name(_ index: Int) -> String {
        ["tagesblick24", "nordwind", "klaartext", "stimme_vom_land", "frisch_gedacht"][index % 5]
            + (index < 5 ? "" : String(index))
    }

    private static func member(_ index: Int, isBare: Bool) -> JSONValue {
        var object: JSONObject = ["account": .string(name(index)), "rows": .integer(31 + index)]
        if !isBare {
            object["rows_in_window"] = .integer(29 - index % 7)
            object["share"] = .real(0.94)
        }
        return .object(object)
    }

    private static func edges(_ members: Int, isBare: Bool) -> [JSONValue] {
        var edges: [JSONValue] = []
        for a in 0..<members {
            for step in [1, 2, 3] where a + step < members {
                var edge: JSONObject = [
                    "a": .string(name(a)), "b": .string(name(a + step)),
                    "distinct_objects": .integer(12 - 3 * (step - 1) - a % 3),
                    "pairs": 14, "expected": .real(0.021), "p": .number(JSONNumber(spelling: "4.2187530e-402")),
                    "synchrony": .real(0.92),
                ]
                if !isBare { edge["median_delta_s"] = 4 }
                edges.append(.object(edge))
            }
        }
        return edges
    }

    private static func object(_ index: Int, members: Int) -> JSONValue {
        [
            "object": .string("https://news.example/2026/11/story-\(index + 1)?ref=home"),
            "shares": .array(
                (0..<min(members, 70)).map { share in
                    let after = (share * (7 + index * 3)) % 61
                    return [
                        "account": .string(name(share)), "content": .string("post-\(index)-\(share)"),
                        "t": .string(Timestamp(seconds: 1_790_000_000 + Int64(after)).description),
                        "after_first_s": .integer(after),
                    ]
                }),
        ]
    }
}
