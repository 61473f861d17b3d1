import Daylight
import EvidenceLog
import Sponsorship
import Storage

/// Publishes transparency notices and finds them again.
struct NoticeDesk: Sendable {
    /// Name and version of what publishes notices, as statements say it.
    private static let program = "daylight notices 1"

    let store: Store
    let observatory: Observatory
    let configuration: ServerConfiguration

    init(_ site: Site) { self.init(observatory: site.observatory, configuration: site.configuration) }

    init(observatory: Observatory, configuration: ServerConfiguration) {
        store = observatory.store
        self.observatory = observatory
        self.configuration = configuration
    }

    private var advertising: AdvertisingConfiguration { configuration.advertising }

    /// How readers reach notices. The law's links are https; a server behind no TLS yet names the address it will have.
    var origin: String {
        configuration.isBehindTLS
            ? configuration.publicURL : "https://" + configuration.publicURL.drop { $0 != "/" }.drop { $0 == "/" }
    }

    func systemFields(_ code: ShortCode) -> NoticeSystemFields {
        NoticeSystemFields(code: code, publisher: advertising.publisher ?? configuration.siteTitle, origin: origin)
    }

    func address(_ code: ShortCode) -> String { "\(origin)/t/\(code)" }

    /// What a notice is judged against here.
    func context() -> NoticeContext { advertising.noticeContext }

    private var shelf: NoticeShelf { NoticeShelf(store: store, context: context()) }

    /// Publishes a notice, or the next version of one: stored, signed and logged. When this returns it is durable.
    ///
    /// - Parameter notice: as the form made it; number, times and hash of the version before are set here.
    /// - Throws: ``NoticeHistoryFault`` when the version does not follow from the one before.
    func publish(
        _ notice: TransparencyNotice, code: ShortCode, by author: String, now: Timestamp
    ) async throws -> PublishedNotice {
        try await observatory.advertisingTurn.run { [self] in
            let earlier = try await shelf.versions(code)
            let current = try Self.next(notice, after: earlier.map(\.notice).reversed(), at: now)
            let supersedes = try await reference(earlier.first?.record)
            let statement = try Self.statement(current, supersedes: supersedes)
            var records = [
                NewAdRecord(
                    kind: .notice, key: code.text, version: Int(current.version),
                    body: Array(CanonicalJSON.line(.object(current.json)).utf8), author: author, created: now)
            ]
            if current.version == 1, current.repositoryLink != .notOnline {
                records.append(submission(current, code, author, now))
            }
            let stored = try await store.add(
                records,
                statement: NewStatement(
                    envelope: try observatory.signer.sign(statement.body()), predicateType: PredicateType.noticePublished.uri,
                    title: "Version \(current.version) of transparency notice \(code)", created: now, supersedes: supersedes))
            _ = try await observatory.logPendingIfPossible()
            return PublishedNotice(code: code, notice: current, record: stored[0])
        }
    }

    private static func next(
        _ notice: TransparencyNotice, after earlier: [TransparencyNotice], at now: Timestamp
    ) throws(NoticeHistoryFault) -> TransparencyNotice {
        guard !earlier.isEmpty else { return NoticeHistory(publishing: notice, at: now).current }
        var history = try NoticeHistory(checking: earlier)
        try history.revise(to: notice, at: now)
        return history.current
    }

    /// How the statement of an earlier version is named, once it is logged.
    private func reference(_ record: AdRecord?) async throws -> StatementReference? {
        guard let id = record?.statement else { return nil }
        return try await store.statement(id)?.logged.map { StatementReference(index: $0.index, leafHash: $0.leafHash) }
    }

    private static func statement(
        _ notice: TransparencyNotice, supersedes: StatementReference?
    ) throws(InputError) -> Statement {
        let id = String(Digest(of: Array(notice.noticeID.text.utf8)).hex.prefix(16))
        var predicate: JSONObject = [
            "notice": .string(id), "version": .integer(notice.version), "documentSHA256": .string(notice.contentHash.hex),
            "program": .string(Self.program),
        ]
        predicate["supersedes"] = supersedes?.json
        return try Statement(
            type: .noticePublished, subjects: [.init(name: "notice:\(id)", sha256: notice.contentHash)], predicate: predicate)
    }

    /// An ad that is published online goes to the European repository within 72 hours of its first publication (Art. 13).
    private func submission(
        _ notice: TransparencyNotice, _ code: ShortCode, _ author: String, _ now: Timestamp
    ) -> NewAdRecord {
        let first = max(now, advertising.zone.start(of: notice.period.start))
        let body: JSONValue = [
            "state": "queued", "noticeVersion": .integer(notice.version), "firstAt": .string(first.description),
        ]
        return NewAdRecord(
            kind: .submission, key: code.text, body: Array(CanonicalJSON.line(body).utf8), author: author, created: now,
            due: HourDeadline(event: first, hours: Law.repositoryHours, zone: advertising.zone).latest)
    }
}
