import Daylight
import Sponsorship
import Storage

/// Keeps requests of authorities and interested entities, and gathers what they are owed (TTPA Art. 16, 17).
struct InquiryDesk: Sendable {
    private let store: Store
    private let shelf: NoticeShelf
    private let turn: Turnstile
    private let configuration: AdvertisingConfiguration

    init(_ site: Site) {
        store = site.store
        shelf = site.notices
        turn = site.observatory.advertisingTurn
        configuration = site.configuration.advertising
    }

    /// The elections that an ad, or any ad, is linked to.
    func elections(_ code: ShortCode?) async throws -> [Election] {
        if let code { return try await shelf.notice(code)?.notice.elections ?? [] }
        let records = try await store.newestAdRecords(of: .notice, limit: Store.dutyLimit)
        return Array(Set(try records.flatMap { try shelf.published($0).notice.elections }))
    }

    func keep(_ inquiry: Inquiry, key: String, by author: String, now: Timestamp) async throws {
        try await store.begin(inquiry, key: key, by: author, now: now)
    }

    /// Says that something was done about a request; what was done already stays as it was.
    func advance(
        _ key: String, by author: String, now: Timestamp, _ change: @escaping @Sendable (inout Inquiry) -> Void
    ) async throws {
        try await turn.run { [store] in
            guard let kept = try await store.duty(Inquiry.self, key), kept.content.isOpen else { return }
            var inquiry = kept.content
            change(&inquiry)
            guard inquiry.json != kept.content.json else { return }
            try await store.advance(kept, to: inquiry, by: author, now: now)
        }
    }

    /// Everything kept about the ads that a request is about, for the answer: each notice in every version, declarations and
    /// records of providers, how the ad was stopped.
    func export(_ kept: Kept<Inquiry>, now: Timestamp) async throws -> JSONObject {
        var notices: [JSONValue] = []
        var declarations: [JSONValue] = []
        var records: [JSONValue] = []
        for code in try await codes(kept.content) {
            let versions = try await store.adRecordVersions(.notice, code)
            let stops = try await store.adRecordVersions(.publication, code)
            notices.append([
                "code": .string(code), "versions": .array(try versions.reversed().map(Self.entry)),
                "publications": .array(try stops.reversed().map(Self.entry)),
            ])
            for record in try await store.adRecordVersions(.declaration, code).reversed() {
                declarations.append(try await declaration(record))
            }
            records += try await store.adRecordVersions(.providerRecord, code).reversed().map(Self.entry)
        }
        return [
            "request": ["reference": .string(kept.key), "asker": .string(kept.content.asker.rawValue)],
            "made": .string(now.description), "notices": .array(notices), "declarations": .array(declarations),
            "providerRecords": .array(records),
        ]
    }

    private func codes(_ inquiry: Inquiry) async throws -> [String] {
        if let code = inquiry.code { return [code.text] }
        return try await store.newestAdRecords(of: .notice, limit: Store.dutyLimit).map(\.key)
    }

    /// A declaration with its words, unless they were erased.
    private func declaration(_ record: AdRecord) async throws -> JSONValue {
        var entry = try Self.entry(record).objectValue ?? [:]
        let commitment = try Kept<SponsorDeclaration>(record).content.commitment
        entry["declaration"] = try await store.privateBody(commitment).map { try JSONParser.parse($0.message) } ?? .null
        return .object(entry)
    }

    private static func entry(_ record: AdRecord) throws -> JSONValue {
        [
            "key": .string(record.key), "version": .integer(record.version), "recorded": .string(record.created.description),
            "content": try JSONParser.parse(record.body),
        ]
    }
}
