public import Daylight

/// Pages and feeds with fact-checks, genuine and spoofed, and the operator's list of signatories, decided by a seed.
public struct SimulatedChecks: Sendable {
    /// In the order of their numbers; kinds are mixed.
    public let documents: [SimulatedCheck]
    /// The day by which the signatories are judged.
    public let today: CivilDate

    private static let signatories = ["lantern-check.example", "plain-figures.example", "second-look.example"]
    private static let former = "old-ledger.example"
    private static let trustedFeed = "claims-hub.example"

    init(_ parameters: ClaimsParameters, _ claims: [String], using random: inout SeededGenerator) {
        let vote = CivilDate(daysSinceEpoch: parameters.start / 86_400).adding(days: 13)
        let kinds = CheckKind.allCases.flatMap { [CheckKind](repeating: $0, count: parameters.checks) }
        var documents: [SimulatedCheck] = []
        for (number, kind) in random.shuffled(kinds).enumerated() {
            let signatory = random.pick(Self.signatories)
            let parties = Self.parties(kind, signatory)
            documents.append(
                SimulatedCheck(
                    number, kind, parties, name: Self.name(signatory), claim: random.pick(claims),
                    day: vote.adding(days: -Int64(random.integer(in: 1...10))), using: &random))
        }
        (self.documents, today) = (documents, vote)
    }

    /// Hosts of the document, the article, the author and, in a feed, the item.
    struct Parties {
        var document: String
        var article: String
        var author: String
        var item: String
    }

    private static func parties(_ kind: CheckKind, _ signatory: String) -> Parties {
        var parties = Parties(document: signatory, article: signatory, author: signatory, item: signatory)
        switch kind {
        case .otherHost: parties.document = "breaking-truth.example"
        case .otherAuthor: parties.author = "friends-of-truth.example"
        case .lookAlikeHost: parties = all(signatory.replacing("l", with: "1").replacing("s", with: "5"))
        case .noSignatory: parties = all("real-facts-now.example")
        case .expiredSignatory: parties = all(former)
        case .feedForOthers: parties.document = "all-the-claims.example"
        case .itemForOthers: (parties.document, parties.item) = (trustedFeed, "breaking-truth.example")
        case .feed: parties.document = trustedFeed
        case .subdomain: parties.document = "www.\(signatory)"
        case .page: break
        }
        return parties
    }

    private static func all(_ host: String) -> Parties {
        Parties(document: host, article: host, author: host, item: host)
    }

    private static func name(_ host: String) -> String {
        host.split(separator: ".")[0].split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
            .joined(separator: " ")
    }

    /// The operator's list (credibility reference, section 7.3): three signatories and a former one.
    public var list: [UInt8] {
        let evidence = "https://codes.example/signatories/"
        var lines = ["domain,name,network,status,since,until,evidence"]
        for (index, host) in Self.signatories.enumerated() {
            let status = index == 1 ? "under-renewal" : "verified"
            lines.append("\(host),\(Self.name(host)),Invented Code,\(status),2022-01-01,2030-12-31,\(evidence)\(index + 1)")
        }
        lines.append("\(Self.former),\(Self.name(Self.former)),Invented Code,verified,2019-01-01,2022-12-31,\(evidence)9")
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// Hosts whose feeds may speak for others, one a line.
    public var trustedFeeds: [UInt8] { Array("\(Self.trustedFeed)\n".utf8) }

    /// What `daylight claims import` reads.
    public var files: [(path: String, bytes: [UInt8])] {
        [("LIST.csv", list), ("HOSTS.txt", trustedFeeds)] + documents.map { ($0.file, $0.bytes) }
    }
}
