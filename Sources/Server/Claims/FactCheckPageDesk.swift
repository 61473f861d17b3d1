import Credibility
import Daylight
import Storage

/// Fact-checks as the pages of markup that they stand on, for clients of the Fact Check Tools interface. A page has no life of its
/// own: it is what the checks at its address say, whoever wrote them and by whichever way. Beside them is kept only what a client
/// sent last, for that may say more than a check holds.
final class FactCheckPageDesk: Sendable {
    private let checks: FactCheckDesk
    private let store: Store
    /// One change at a time, so that a version that was looked at is still the newest when it is replaced.
    private let turn = Turnstile()

    init(checks: FactCheckDesk, store: Store) { (self.checks, self.store) = (checks, store) }

    /// Why a page is not written.
    enum Refusal: Error, Hashable {
        case malformed(InputError)
        /// There is a page at this address.
        case exists(String)
        case unknown
        /// The page says something else by now.
        case notNewest(String)
    }

    /// The page of an id; `nil` when there is none, or when all its checks were withdrawn.
    func page(_ id: String) async throws -> ClaimReviewPage? {
        guard let wanted = Digest(hex: id) else { return nil }
        guard let place = try await places(where: { ClaimReviewPage.id(of: $0) == wanted }).first else { return nil }
        return try await page(at: place)
    }

    /// Where fact-checks stand.
    struct Place: Sendable {
        let address: WebAddress
        let records: [FactCheck]
    }

    /// Every address that fits, the last changed first.
    func places(where isWanted: (WebAddress) -> Bool) async throws -> [Place] {
        var (addresses, records): ([WebAddress], [WebAddress: [FactCheck]]) = ([], [:])
        for published in try await checks.all() where !published.isWithdrawn {
            guard let address = ClaimReviewPage.address(of: published.check), isWanted(address) else { continue }
            if records[address] == nil { addresses.append(address) }
            records[address, default: []].append(published.check)
        }
        return addresses.map { Place(address: $0, records: records[$0] ?? []) }
    }

    func page(at place: Place) async throws -> ClaimReviewPage {
        let sent = try await record(place.address).map { record in try Self.read(record) }
        return ClaimReviewPage(place.records, at: place.address, sent: sent)
    }

    private func record(_ address: WebAddress) async throws -> StoredRecord? {
        try await store.record(.claimReviewPage, key: ClaimReviewPage.id(of: address).hex)
    }

    @inline(never)
    private static func read(_ record: StoredRecord) throws(InputError) -> ClaimReviewPage {
        try ClaimReviewPage(try JSONParser.parse(record.body))
    }

    /// Publishes what a page says of each claim.
    ///
    /// - Throws: ``Refusal``.
    func create(_ page: ClaimReviewPage, by author: String, now: Timestamp) async throws -> ClaimReviewPage {
        try await turn.run { [self] in
            guard try await self.page(page.id.hex) == nil else { throw Refusal.exists("pages/\(page.id.hex)") }
            return try await write(page, over: nil, by: author, now: now)
        }
    }

    /// Makes a page say this and nothing else: what changed is a new version, what is not there any more is withdrawn.
    ///
    /// - Parameter version: the version that the client changed; `nil` to replace whatever is there.
    /// - Throws: ``Refusal``.
    func update(
        _ id: String, to page: ClaimReviewPage, from version: String?, by author: String, now: Timestamp
    ) async throws -> ClaimReviewPage {
        try await turn.run { [self] in
            guard let earlier = try await self.page(id) else { throw Refusal.unknown }
            guard page.id == earlier.id else {
                throw Refusal.malformed(
                    InputError(field: "pageUrl", expected: earlier.url.text, found: "another page's address"))
            }
            if let version, version != earlier.version { throw Refusal.notNewest(earlier.version) }
            return try await write(page, over: earlier, by: author, now: now)
        }
    }

    /// Withdraws every check of a page.
    ///
    /// - Throws: ``Refusal``.
    func delete(_ id: String, by author: String, now: Timestamp) async throws {
        try await turn.run { [self] in
            guard let page = try await self.page(id) else { throw Refusal.unknown }
            for markup in page.markups { _ = try await checks.withdraw(markup.id.hex, by: author, now: now) }
        }
    }

    /// A failure on the way leaves whole checks; the same request again does the rest.
    private func write(
        _ page: ClaimReviewPage, over earlier: ClaimReviewPage?, by author: String, now: Timestamp
    ) async throws -> ClaimReviewPage {
        let policy = checks.policy(now: now)
        let isSameHead = earlier?.publishDate == page.publishDate && earlier?.author?.name == page.author?.name
        for markup in page.markups {
            // What says the same stays as it came, with all that this shape cannot say.
            if isSameHead, let earlier, earlier.markups.contains(markup) { continue }
            let newest = try await checks.versions(markup.id.hex).last
            let record = policy.record(of: markup, on: page, replacing: newest?.check)
            _ = try await checks.publish(record, by: author, now: now)
        }
        let kept = Set(page.markups.map(\.id))
        for markup in earlier?.markups ?? [] where !kept.contains(markup.id) {
            _ = try await checks.withdraw(markup.id.hex, by: author, now: now)
        }
        let body = CanonicalJSON.lineBytes(page.json)
        let stored = try await record(page.url)
        if stored?.body != body {
            _ = try await store.add([
                NewRecord(
                    kind: .claimReviewPage, key: page.id.hex, version: (stored?.version ?? 0) + 1, body: body, author: author,
                    created: now)
            ])
        }
        guard let written = try await self.page(page.id.hex) else { throw Refusal.unknown }
        return written
    }
}
