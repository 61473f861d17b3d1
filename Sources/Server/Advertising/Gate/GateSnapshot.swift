import Daylight
import Sponsorship
import Storage

/// What the gate judges bids by: the server's own notices, configuration and lists, as `policy` of the contract has it
/// (sponsorship reference, section 14.2).
struct GateSnapshot: Sendable {
    let json: JSONObject
    let noticeCount: Int

    /// Most notices, running or ended, that a policy is made from.
    private static let noticeLimit = 100_000

    /// Notices of a store that run today or later; a bid for one that has ended names a notice the policy does not know.
    static func read(
        from store: Store, desk: NoticeDesk, advertising: AdvertisingConfiguration, now: Timestamp
    ) async throws -> GateSnapshot {
        let today = advertising.zone.day(of: now)
        let shelf = NoticeShelf(store: store, context: advertising.noticeContext)
        let newest = try await store.newestAdRecords(of: .notice, limit: noticeLimit + 1)
        // A policy without some of the notices would block what may be shown.
        guard newest.count <= noticeLimit else {
            throw Problem(.unavailable, "The gate has no policy: there are more than \(noticeLimit) notices.")
        }
        let running = try newest.map { try shelf.published($0) }.filter { $0.notice.period.end >= today }.sorted {
            $0.code.text < $1.code.text
        }
        var notices = JSONObject()
        var elections = JSONObject()
        for published in running {
            let declared = try await store.adRecord(.declaration, published.code.text)
            notices[desk.address(published.code)] = .object(Self.notice(published, declared: try declared?.eligibility))
            for process in published.notice.linkedProcesses { elections[process.gateID] = process.gateElection }
        }
        let lists = try await Self.lists(in: store, advertising)
        return GateSnapshot(
            json: [
                "elections": .object(elections), "publisherAcceptsPolitical": .bool(advertising.acceptsPolitical),
                "notices": .object(notices), "lists": .array(lists),
            ], noticeCount: running.count)
    }

    private static func notice(_ published: PublishedNotice, declared: String?) -> JSONObject {
        let notice = published.notice
        let payer: JSONValue =
            switch notice.payer {
            case .sameAsSponsor: "sameAsSponsor"
            case .sameAsControllingEntity:
                if case .party(let party) = notice.controllingEntity { .string(party.name) } else { "sameAsSponsor" }
            case .party(let party): .string(party.name)
            }
        let controller: JSONValue =
            if case .party(let party) = notice.controllingEntity { .string(party.country.text) } else { .null }
        let votes = notice.linkedProcesses.filter { $0.gateElection != nil }.map { JSONValue.string($0.gateID) }
        var object: JSONObject = [
            "hash": .string(notice.contentHash.hex), "sponsor": .string(notice.sponsor.name), "payer": payer,
            "period": ["start": .string(notice.period.start.description), "end": .string(notice.period.end.description)],
            "domains": notice.ext?["domains"] ?? [], "label": "complete",
            "eligibility": .string(declared ?? Declaration.Eligibility.notDeclared.rawValue), "controllerCountry": controller,
            "elections": .array(votes),
        ]
        for name in ["crids", "cids", "dealids"] { object[name] = notice.ext?[name] }
        return object
    }

    /// The lists of the newest record about money, with the effect that the publisher gives them.
    private static func lists(in store: Store, _ advertising: AdvertisingConfiguration) async throws -> [JSONValue] {
        guard let record = try await store.adRecord(.money, AdFindingDesk.moneyKey) else { return [] }
        return try MoneyFile(record.body, suffixes: .wellKnown).trail.lists.map { list in
            [
                "name": .string(list.name), "date": .string(list.date.description),
                "domains": .array(list.sites.sorted().map { .string($0.text) }),
                "effect": advertising.blocksListedSites ? "block" : "warn",
            ]
        }
    }
}

extension AdRecord {
    /// What the sponsor's declaration says about its right to advertise.
    fileprivate var eligibility: String? {
        get throws { try JSONParser.parse(body)["eligibility"]?.stringValue }
    }
}

extension LinkedProcess {
    /// How bids name the vote: territory, day and name.
    fileprivate var gateID: String { "\(territory) \(date.map(\.description) ?? "") \(name)" }

    /// The vote as a policy has it; `nil` for what nobody votes in, and without a day.
    fileprivate var gateElection: JSONValue? {
        guard kind.isVote, let date else { return nil }
        return ["date": .string(date.description)]
    }
}
