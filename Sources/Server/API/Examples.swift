import Daylight

/// Example answers of the API's document; the tests check each against its schema.
enum Examples {
    static let digest: JSONValue = .string(String(repeating: "5f", count: 32))
    static let receipt = "/statements/7/receipt.json"

    static let answerCard: JSONValue = [
        "subject": "account:example",
        "answers": [
            [
                "number": 4, "question": "is-it-a-real-person", "title": "Is it a real person?", "standing": "proposed",
                "sentence": "5 accounts shared the same 6 links within 60 s of each other.",
                "evidence": [["label": "Finding 0123456789abcdef", "path": "/findings/0123456789abcdef", "receipt": false]],
                "date": "2026-11-23T08:00:00Z",
            ]
        ],
    ]

    static let decision: JSONValue = [
        "id": "3", "finding": "0123456789abcdef", "verdict": "coordinated and deceptive",
        "reasons": "The same texts in the same seconds, nine nights running.", "reviewer": "a reviewer",
        "decided": "2026-11-24T09:30:00Z", "statement": 7, "logIndex": 7, "receipt": .string(receipt),
    ]

    static let finding: JSONValue = .object(findingObject)

    private static let findingObject: JSONObject = [
        "id": "0123456789abcdef", "question": "is-it-a-real-person", "kind": "coordination",
        "subjects": ["account:ann", "account:bob"],
        "summary": "2 accounts shared the same 6 links within 60 s of each other.", "created": "2026-11-23T08:00:00Z",
        "evidenceSHA256": digest, "dataset": "fedcba9876543210", "decision": decision,
    ]

    static let findingWithEvidence: JSONValue = {
        var object = findingObject
        object["evidence"] = ["cluster": "c-1", "window_s": 60]
        object["decisions"] = [decision]
        return .object(object)
    }()

    static let newDecision: JSONValue = [
        "verdict": "organic", "reasons": "A fan club that announces itself; replies of many others in between.",
    ]

    static let dataSet: JSONValue = [
        "id": "fedcba9876543210", "name": "posts.csv", "sha256": digest, "rows": 118_566, "badRows": 3, "duplicateRows": 12,
        "accounts": 4999, "firstShare": "2026-09-01T00:00:03Z", "lastShare": "2026-09-30T23:59:58Z",
        "imported": "2026-11-23T07:59:00Z", "windowMilliseconds": 60_000, "engine": "daylight 1",
    ]

    static let statement: JSONValue = [
        "number": 7, "log": "daylight.example/log/2026", "index": 7, "leafHash": digest,
        "predicateType": "https://daylight.example/authenticity/coordination-decision/v1",
        "title": "A decision on a finding of coordination", "created": "2026-11-24T09:30:00Z",
        "envelope": ["payload": "e30=", "payloadType": "application/vnd.in-toto+json", "signatures": []],
        "current": false, "supersedes": 5, "supersededBy": [9], "latest": [12],
        "receipt": .string(receipt),
    ]

    static let logState: JSONValue = [
        "origin": "daylight.example/log/2026", "address": "/log", "firstNumber": 0, "retired": false, "size": 8, "root": digest,
        "vkey": "daylight.example/log/2026+01234567+AQ…", "checkpoint": "daylight.example/log/2026\n8\n…",
    ]

    static let searchHit: JSONValue = [
        "kind": "account", "identifier": "ann", "title": "ann", "snippet": "31 shares", "path": "/ask?subject=account%3Aann",
    ]

    static func page(of item: JSONValue) -> JSONValue { ["items": [item], "next": .null] }
}
