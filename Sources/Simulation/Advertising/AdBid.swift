import Daylight

/// The request and the response by which an ad is bought.
struct AdBid {
    let cast: AdCast
    let kind: AdKind
    /// Categories of data that chose the recipient, given by the people themselves.
    let criteria: [String]

    private var isTargeted: Bool { !criteria.isEmpty }
    private var request: String { "request-\(cast.number + 1)" }

    var requestJSON: JSONObject {
        [
            "id": .string(request), "imp": [["id": "1"]],
            "site": ["domain": .string(cast.site), "publisher": ["id": .string(cast.account)]], "cur": ["EUR"],
            "regs": [
                "ext": [
                    "dsa": ["dsarequired": 2, "pubrender": 0, "datatopub": 2],
                    "ttpa": [
                        "scope": 1, "political": 1, "elections": [.string(AdPapers.election)], "consent": isTargeted ? 1 : 0,
                    ],
                ]
            ],
            "source": [
                "schain": [
                    "ver": "1.0", "complete": 1,
                    "nodes": [["asi": .string(cast.exchange), "sid": .string(cast.account), "hp": 1]],
                ]
            ],
        ]
    }

    var responseJSON: JSONObject {
        var bid: JSONObject = [
            "id": .string("bid-\(cast.number + 1)"), "impid": "1", "price": 2,
            "adomain": [.string(kind == .undeclaredSponsor ? cast.partyDomain : cast.domain)],
            "crid": .string("creative-\(cast.number + 1)"),
        ]
        var extensions: JSONObject = ["dsa": dsa]
        if kind != .undeclaredSponsor { extensions["ttpa"] = .object(ttpa) }
        bid["ext"] = .object(extensions)
        return ["id": .string(request), "cur": "EUR", "seatbid": [["seat": "agency", "bid": [.object(bid)]]]]
    }

    private var dsa: JSONValue {
        let behalf = kind == .undeclaredSponsor ? cast.front : cast.sponsor
        return [
            "behalf": .string(behalf), "paid": .string(kind == .strawPayer ? cast.payer : behalf),
            "transparency": [["domain": "bidder.example", "dsaparams": [isTargeted ? 1 : 2]]], "adrender": 1,
        ]
    }

    private var ttpa: JSONObject {
        let chosen = criteria.map { criterion in
            JSONValue.object(["c": .string(criterion), "src": "declared", "inc": 1])
        }
        let contextual: [JSONValue] = [["c": "context", "src": "contextual", "inc": 1]]
        return [
            "political": 1, "notice": .string(cast.noticeAddress), "noticehash": .string("hash-\(cast.number + 1)"),
            "declaration": .string("declaration-\(cast.number + 1)"), "sponsor": .string(cast.sponsor),
            "election": [.string(AdPapers.election)], "targeting": isTargeted ? 1 : 0,
            "criteria": .array(isTargeted ? chosen : contextual),
        ]
    }
}
