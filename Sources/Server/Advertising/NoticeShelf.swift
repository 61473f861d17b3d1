import Daylight
import Sponsorship
import Storage

/// A version of a notice as it was published.
struct PublishedNotice: Sendable {
    let code: ShortCode
    let notice: TransparencyNotice
    let record: AdRecord
}

/// Finds published notices. Needs only the store, so that asking works while a server holds log and keys.
struct NoticeShelf: Sendable {
    let store: Store
    let context: NoticeContext

    /// Every version of a notice, the newest first; none when there is no such notice.
    func versions(_ code: ShortCode) async throws -> [PublishedNotice] {
        let records = try await store.adRecordVersions(.notice, code.text)
        return try records.map(published)
    }

    /// The newest version, or the one asked for.
    func notice(_ code: ShortCode, version: Int? = nil) async throws -> PublishedNotice? {
        let record = try await store.adRecord(.notice, code.text, version: version)
        return try record.map(published)
    }

    /// The notice that a record holds.
    // Never inlined: the optimiser of Swift 6.3.1 crashes when it splits asynchronous functions with this in them.
    @inline(never)
    func published(_ record: AdRecord) throws -> PublishedNotice {
        guard let code = ShortCode(record.key), let object = try JSONParser.parse(record.body).objectValue,
            let notice = NoticeReview(object, context: context).notice
        else { throw StoreError.damaged("notice \(record.key), version \(record.version) cannot be read") }
        return PublishedNotice(code: code, notice: notice, record: record)
    }
}

extension AdvertisingConfiguration {
    /// What a notice is judged against.
    var noticeContext: NoticeContext {
        NoticeContext(zone: zone, repositoryHosts: repositoryHosts, notOfficialHosts: notOfficialHosts)
    }
}
