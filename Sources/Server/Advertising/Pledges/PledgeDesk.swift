import Daylight
import Sponsorship
import Storage

/// Records pledges and holds them against the library and the findings, every time they are asked for.
struct PledgeDesk: Sendable {
    /// Most ads of a party that are looked at.
    private static let adLimit = 1000
    /// Most parties whose pledges are shown.
    private static let partyLimit = 1000
    /// Most reasons given for one promise.
    private static let reasonLimit = 200

    let findings: AdFindingDesk

    private var store: Store { findings.store }

    func record(_ pledge: Pledge, by author: String, now: Timestamp) async throws {
        try await findings.keep(.pledge, pledge.party, pledge.json, by: author, now: now)
    }

    /// Every party's newest pledge, checked, by name.
    func pledges(now: Timestamp) async throws -> [CheckedPledge] {
        let newest = try await store.newestAdRecords(of: .pledge, limit: Self.partyLimit)
        guard !newest.isEmpty else { return [] }
        let proposals = try await proposals()
        let library = try await findings.library.current(now: now)
        var checked: [CheckedPledge] = []
        for record in newest {
            let pledge: Pledge
            do { pledge = try Pledge(JSONParser.parse(record.body)) } catch {
                throw StoreError.damaged("pledge \(record.key): \(error)")
            }
            checked.append(try await check(pledge, in: library, proposals, now: now))
        }
        return checked.sorted { $0.pledge.party < $1.pledge.party }
    }

    /// A finding about an ad that nobody has found to be none.
    private struct Proposal {
        let evidence: AdEvidence
        let reason: CheckedPledge.Reason
    }

    private func proposals() async throws -> [Proposal] {
        var proposals: [Proposal] = []
        for question in [Question.whoPaid, .whyAmISeeingIt] {
            let query = FindingQuery(question: question)
            for record in try await Listing.all({ try await store.findings(query, after: $0, limit: $1) }) {
                guard record.decision?.verdict != .noBreach,
                    let evidence = AdEvidence(try JSONParser.parse(record.finding.evidence))
                else { continue }
                let isDecided = record.decision?.verdict == .breach
                proposals.append(
                    Proposal(
                        evidence: evidence,
                        reason: .init(
                            text: record.finding.summary, path: SitePath.finding(record.finding.id),
                            standing: isDecided ? .broken : .questioned)))
            }
        }
        return proposals
    }

    private func check(
        _ pledge: Pledge, in library: AdLibrary, _ proposals: [Proposal], now: Timestamp
    ) async throws -> CheckedPledge {
        var query = LibraryQuery()
        query.fields[.sponsor] = Set(pledge.sponsors.map(LibraryValue.text))
        query.from = pledge.since
        let ads = try await findings.library.ads(try library.references(query).prefix(Self.adLimit), now: now)
        let own = proposals.filter { pledge.covers($0.evidence.sponsors) }
        let outcomes = pledge.promises.map { promise in
            let found = own.filter { promise.isTouched(by: $0.evidence.kind) }.map(\.reason)
            let reasons = promise.reasons(in: ads) + found
            return CheckedPledge.Outcome(
                promise: promise,
                reasons: Array(
                    (reasons.filter { $0.standing == .broken } + reasons.filter { $0.standing != .broken })
                        .prefix(Self.reasonLimit)))
        }
        return CheckedPledge(pledge: pledge, outcomes: outcomes, adCount: ads.count)
    }
}

extension Promise {
    /// Whether a finding of this kind speaks against the promise.
    fileprivate func isTouched(by kind: AdFindingKind) -> Bool {
        switch self {
        case .declaresAllSpending: kind == .undeclaredSponsor || kind == .strawPayer || kind == .undeclaredAd
        case .noPersonalData: kind == .delivery || kind == .proxyTargeting
        case .labelsAllAds: kind == .undeclaredSponsor || kind == .undeclaredAd
        }
    }

    /// What the party's own ads say against the promise.
    fileprivate func reasons(in ads: [LibraryAd]) -> [CheckedPledge.Reason] {
        switch self {
        case .declaresAllSpending: []
        case .noPersonalData:
            ads.compactMap { ad in
                guard case .used(let list) = ad.techniques else { return nil }
                let data = list.codes.isEmpty ? "personal data" : list.codes.joined(separator: ", ")
                return .init(text: "\(ad.content.title): the notice says that people were chosen by \(data).", ad, .broken)
            }
        case .labelsAllAds:
            ads.filter { $0.source != .notice }.map { ad in
                .init(
                    text: "\(ad.content.title): in the archive of \(ad.source.rawValue), without a notice here.", ad, .questioned)
            }
        }
    }
}

extension CheckedPledge.Reason {
    fileprivate init(text: String, _ ad: LibraryAd, _ standing: CheckedPledge.Standing) {
        self.init(text: text, path: ad.address, standing: standing)
    }
}
