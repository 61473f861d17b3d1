import Daylight
import Sponsorship

/// Something that a party may promise about its advertising.
enum Promise: String, CaseIterable, Sendable {
    case declaresAllSpending = "declares-all-spending"
    case noPersonalData = "no-personal-data"
    case labelsAllAds = "labels-all-ads"
}

/// What a party promised about its advertising.
struct Pledge: Hashable, Sendable {
    private static let nameLimit = 200

    let party: String
    /// Names and domains that the party advertises under, its own among them.
    let sponsors: [String]
    let since: CivilDate
    /// Where it was promised.
    let link: SecureLink
    /// In the order of ``Promise``.
    let promises: [Promise]

    /// - Throws: ``InputError`` naming the member.
    init(_ json: JSONValue) throws(InputError) {
        let pledge = try MemberReader(json)
        party = try pledge.string("party")
        guard party.utf8.count <= Self.nameLimit else {
            throw pledge.fault("party", "a name of at most \(Self.nameLimit) bytes", .string(party))
        }
        var names = [party]
        for (index, name) in (pledge.optional("sponsors")?.arrayValue ?? []).enumerated() {
            guard let text = name.stringValue, !text.isEmpty, text.utf8.count <= Self.nameLimit else {
                throw pledge.fault("sponsors[\(index)]", "a name of at most \(Self.nameLimit) bytes", name)
            }
            if !names.contains(text) { names.append(text) }
        }
        sponsors = names
        since = try pledge.date("since")
        let address = try pledge.string("link")
        guard let link = SecureLink(address) else { throw pledge.fault("link", "an https address", .string(address)) }
        self.link = link
        var promises: Set<Promise> = []
        for (index, word) in try pledge.array("promises").enumerated() {
            guard let promise = word.stringValue.flatMap({ Promise(rawValue: $0) }) else {
                throw pledge.fault("promises[\(index)]", Promise.allCases.map(\.rawValue).joined(separator: ", "), word)
            }
            promises.insert(promise)
        }
        guard !promises.isEmpty else { throw pledge.fault("promises", "at least one promise", nil) }
        self.promises = Promise.allCases.filter(promises.contains)
    }

    var json: JSONValue {
        [
            "party": .string(party), "sponsors": .array(sponsors.map { .string($0) }), "since": .string(since.description),
            "link": .string(link.text), "promises": .array(promises.map { .string($0.rawValue) }),
        ]
    }

    /// Whether one of the names is one that the party advertises under.
    func covers(_ names: some Sequence<String>) -> Bool {
        let keys = Set(sponsors.map { NameKey($0) })
        return names.contains { keys.contains(NameKey($0)) }
    }
}

/// A pledge held against the library and the findings.
struct CheckedPledge: Hashable, Sendable {
    /// How a promise stands.
    enum Standing: String, CaseIterable, Sendable {
        /// Nothing was found against it, which does not show that it is kept.
        case nothingFound = "nothing-found"
        /// A measurement speaks against it; no person has decided.
        case questioned
        case broken
    }

    /// Something that speaks against a promise.
    struct Reason: Hashable, Sendable {
        let text: String
        /// Where it can be read.
        let path: String
        let standing: Standing
    }

    struct Outcome: Hashable, Sendable {
        let promise: Promise
        /// The strongest first.
        let reasons: [Reason]

        var standing: Standing {
            if reasons.contains(where: { $0.standing == .broken }) { return .broken }
            return reasons.isEmpty ? .nothingFound : .questioned
        }
    }

    let pledge: Pledge
    let outcomes: [Outcome]
    /// Ads of the party in the library.
    let adCount: Int
}

extension CheckedPledge {
    var json: JSONValue {
        [
            "party": .string(pledge.party), "since": .string(pledge.since.description), "link": .string(pledge.link.text),
            "ads": .integer(adCount),
            "promises": .array(
                outcomes.map { outcome in
                    [
                        "promise": .string(outcome.promise.rawValue), "standing": .string(outcome.standing.rawValue),
                        "reasons": .array(
                            outcome.reasons.map { reason in
                                [
                                    "text": .string(reason.text), "path": .string(reason.path),
                                    "standing": .string(reason.standing.rawValue),
                                ]
                            }),
                    ]
                }),
        ]
    }
}
