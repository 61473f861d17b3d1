import Daylight
import Storage

/// A small data set with one finding of coordination.
enum Sample {
    static let accounts = ["ann", "bob", "cid"]

    static func evidence(cluster: String = "c-1") -> JSONValue {
        [
            "cluster": .string(cluster), "window_s": 60, "model": "degree-poisson-bonferroni-0.01", "rows": 9, "accounts": 3,
            "null": ["rows": 9, "accounts": 3, "pairs": 9, "sum_squares": 27, "limit": .real(0.0033)],
            "members": .array(accounts.map { ["account": .string($0), "rows": 3, "rows_in_window": 3, "share": 1] }),
            "edges": [
                edge("ann", "bob"), edge("ann", "cid"), edge("bob", "cid"),
            ],
            "timeline": [
                [
                    "object": "https://example.org/a",
                    "shares": [
                        ["account": "ann", "content": "p1", "t": "2026-09-21T10:00:03Z", "after_first_s": 0],
                        ["account": "bob", "content": "p2", "t": "2026-09-21T10:00:07Z", "after_first_s": 4],
                    ],
                ]
            ],
            "innocent": ["declared_publisher_group": false], "counter_evidence": [],
            "input_sha256": .string(String(repeating: "ab", count: 32)), "engine": "daylight 1",
        ]
    }

    private static func edge(_ a: String, _ b: String) -> JSONValue {
        [
            "a": .string(a), "b": .string(b), "distinct_objects": 3, "pairs": 3, "expected": .real(0.021),
            "p": .number(JSONNumber(spelling: "3.1e-27")), "median_delta_s": 4, "synchrony": 1,
        ]
    }

    static func finding(_ number: Int = 1, created: Timestamp = TestClock.start) throws -> Finding {
        Finding(
            question: .isItARealPerson, kind: "coordination",
            subjects: try accounts.map { name throws(InputError) in try Subject(.account, name) },
            summary: "3 accounts shared the same 3 links within 60 s of each other.",
            evidence: try CanonicalJSON.bytes(of: evidence(cluster: "c-\(number)")), created: created)
    }

    static func dataset(_ number: Int = 1) -> Dataset {
        Dataset(
            name: "posts-\(number).csv", sha256: Digest(of: Array("posts \(number)".utf8)), rows: 10, badRows: 1,
            duplicateRows: 0, accounts: 4, firstShare: Timestamp(seconds: 1_790_000_000),
            lastShare: Timestamp(seconds: 1_790_000_400), imported: TestClock.start, windowMilliseconds: 60_000,
            engine: "daylight 1")
    }

    /// Three accounts that share three links together, and one that shares alone.
    static var shares: [Share] {
        var shares = [
            Share(object: "https://example.org/z", account: "dora", content: "z1", time: Timestamp(seconds: 1_790_000_300))
        ]
        for (object, link) in ["a", "b", "c"].enumerated() {
            for (place, account) in accounts.enumerated() {
                shares.append(
                    Share(
                        object: "https://example.org/\(link)", account: account, content: "\(link)\(place)",
                        time: Timestamp(seconds: 1_790_000_000 + Int64(object * 100 + place))))
            }
        }
        return shares
    }
}
