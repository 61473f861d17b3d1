public import Daylight

/// A leak: mails of which some are genuine and some are not, decided by a seed. Whoever needs the files makes the keys.
public struct SimulatedLeak: Sendable {
    /// Kinds are mixed.
    public let mails: [SimulatedMail]
    private let seed: UInt64
    private let published: CivilDate

    /// The key in use, and one that was published after its time.
    static let selector = "s2026"
    static let oldSelector = "s2024"

    init(_ parameters: ClaimsParameters, seed: UInt64, using random: inout SeededGenerator) {
        self.seed = seed
        published = CivilDate(daysSinceEpoch: parameters.start / 86_400).adding(days: -400)
        let kinds = MailKind.allCases.flatMap { [MailKind](repeating: $0, count: parameters.mails) }
        var mails: [SimulatedMail] = []
        for (number, kind) in random.shuffled(kinds).enumerated() {
            mails.append(SimulatedMail(number, kind, start: parameters.start, using: &random))
        }
        self.mails = mails
    }

    /// The seed of a domain's key: 32 bytes.
    public func keySeed(_ selector: String, _ domain: String) -> [UInt8] {
        Digest(of: Array("simulated mail key \(seed) \(selector) \(domain)".utf8)).bytes
    }

    /// The archive of keys that `daylight claims mail verify` reads.
    ///
    /// - Parameter publicKey: the 32 bytes of a domain's key, by selector and domain.
    public func keys(_ publicKey: (String, String) throws -> [UInt8]) rethrows -> JSONValue {
        var keys = JSONObject()
        for domain in Set(mails.map(\.domain)).sorted() {
            for selector in [Self.selector, Self.oldSelector] {
                var entry: JSONObject = [
                    "record": .string("v=DKIM1; k=ed25519; p=\(Base64.encode(try publicKey(selector, domain)))"),
                    "firstSeen": "2024-02-01", "observer": "archive.example",
                ]
                if selector == Self.oldSelector { entry["disclosedSince"] = .string(published.description) }
                keys["\(selector)._domainkey.\(domain)"] = .object(entry)
            }
        }
        return .object(keys)
    }
}
