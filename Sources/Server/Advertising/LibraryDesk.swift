import Daylight
import Sponsorship
import Storage

/// The library of political ads in memory, kept in step with the store.
actor LibraryDesk {
    /// How far back new records are looked for: another program's may appear after later ones of ours.
    private static let lookBack: Int64 = 500

    /// Records read at once.
    private let portion: Int
    private let store: Store
    private let shelf: NoticeShelf
    private let zone: Zone
    private var library = AdLibrary()
    private var newest: Int64 = 0
    private var recent: Set<Int64> = []
    private var day: CivilDate?
    /// Ads that were stopped, by code. Once stopped, an ad stays so.
    private var stops: [String: AdStop] = [:]
    /// Creatives that an ad had which was stopped.
    private var stoppedCreatives: Set<Digest> = []
    /// Ads that run, by their last day.
    private var running: [CivilDate: [RecordName]] = [:]

    /// What identifies a record in the store, whatever its version.
    private struct RecordName: Hashable {
        let kind: AdRecordKind
        let key: String
    }

    /// - Parameter portion: records read at once. A library shares what it has with the one before, but not the tables of words:
    ///   many small portions would copy those again and again.
    init(store: Store, configuration: AdvertisingConfiguration, portion: Int = 20_000) {
        self.portion = portion
        self.store = store
        shelf = NoticeShelf(store: store, context: configuration.noticeContext)
        zone = configuration.zone
    }

    private static let kinds: Set<AdRecordKind> = [.notice, .imported, .publication]

    /// The library as the store has it now.
    func current(now: Timestamp) async throws -> AdLibrary {
        let today = zone.day(of: now)
        if let day, day < today { try await endAds(before: today) }
        if let day, day > today { forget() }
        day = today
        while true {
            let before = newest
            let fresh = try await fresh()
            if !fresh.isEmpty {
                try await take(fresh, today: today)
            } else if newest == before {
                return library
            }
            // Otherwise another caller took them meanwhile, and there may be more.
        }
    }

    /// Records that were not taken yet. Mostly there are none, which their numbers alone tell.
    private func fresh() async throws -> [AdRecord] {
        let limit = portion + Int(Self.lookBack)
        let after = AdRecord.ID(rawValue: max(0, newest - Self.lookBack))
        let ids = try await store.adRecordIDs(of: Self.kinds, after: after, limit: limit)
        guard let first = ids.first(where: { !recent.contains($0.rawValue) }) else { return [] }
        return try await store.adRecords(of: Self.kinds, after: AdRecord.ID(rawValue: first.rawValue - 1), limit: limit)
            .filter { !recent.contains($0.id.rawValue) }
    }

    /// A clock that went back: nothing that was said about the days in between holds.
    private func forget() {
        library = AdLibrary()
        newest = 0
        recent = []
        running = [:]
    }

    /// Lists the ads again whose last day is over; pages that somebody is reading stay as they are.
    private func endAds(before today: CivilDate) async throws {
        let days = running.keys.filter { $0 < today }
        var records: [AdRecord] = []
        for name in days.flatMap({ running[$0] ?? [] }) {
            if let record = try await store.adRecord(name.kind, name.key) { records.append(record) }
        }
        // From here on nothing waits, so that no other caller sees half of it.
        guard let day, day < today else { return }
        self.day = today
        for day in days { running[day] = nil }
        var sequence = library.sequence
        var ads: [LibraryAd] = []
        for record in records {
            sequence += 1
            if let ad = try ad(record, sequence: sequence, today: today) { ads.append(ad) }
        }
        library = try library.appending(ads)
    }

    private func take(_ records: [AdRecord], today: CivilDate) async throws {
        var stopped: [Int64: AdRecord] = [:]
        for record in records where record.kind == .publication {
            guard let stop = AdStop(record) else { continue }
            stops[record.key] = stop
            let versions = try await store.adRecordVersions(.notice, record.key)
            stopped[record.id.rawValue] = versions.first
            stoppedCreatives.formUnion(try creatives(of: versions))
        }
        var sequence = library.sequence
        var ads: [LibraryAd] = []
        for record in records where !recent.contains(record.id.rawValue) {
            recent.insert(record.id.rawValue)
            newest = max(newest, record.id.rawValue)
            sequence += 1
            // A stop lists the ad's newest notice once more, now as removed.
            guard let told = record.kind == .publication ? stopped[record.id.rawValue] : record else { continue }
            guard let ad = try ad(told, sequence: sequence, today: today) else { continue }
            ads.append(ad)
            if case .running = ad.state, let end = ad.period.end {
                running[end, default: []].append(RecordName(kind: told.kind, key: told.key))
            }
        }
        recent = recent.filter { $0 > newest - 3 * Self.lookBack - Int64(portion) }
        library = try library.appending(ads)
    }

    // Never inlined, see ``NoticeShelf/published(_:)``.
    @inline(never)
    private func ad(_ record: AdRecord, sequence: UInt64, today: CivilDate) throws -> LibraryAd? {
        guard record.kind == .notice else {
            return try ImportedAd(record.body).libraryAd(sequence: sequence, today: today)
        }
        let published = try shelf.published(record)
        let stop = stops[record.key]
        if stop != nil { stoppedCreatives.formUnion(published.notice.creatives) }
        return try published.libraryAd(sequence: sequence, today: today, stop: stop)
    }

    // Never inlined, see ``NoticeShelf/published(_:)``.
    @inline(never)
    private func creatives(of versions: [AdRecord]) throws -> [Digest] {
        try versions.flatMap { try shelf.published($0).notice.creatives }
    }

    /// Whether a creative is not shown any more: an ad that had it was stopped, and no other one has it.
    func isWithdrawn(_ creative: Digest, now: Timestamp) async throws -> Bool {
        let library = try await current(now: now)
        guard stoppedCreatives.contains(creative) else { return false }
        var query = LibraryQuery()
        query.creative = creative
        return try library.answer(query).total == 0
    }
}

extension LibraryDesk {
    /// Ads read from the store at once.
    private static let readLimit = 100

    /// The ads that an answer names, in its order.
    func ads(_ references: some Sequence<LibraryReference>, now: Timestamp) async throws -> [LibraryAd] {
        let today = zone.day(of: now)
        let references = Array(references)
        var ads: [LibraryAd] = []
        for start in stride(from: 0, to: references.count, by: Self.readLimit) {
            let portion = references[start..<min(start + Self.readLimit, references.count)]
            let records = try await records(portion.map { recordName(of: $0) })
            for reference in portion {
                guard let record = records[recordName(of: reference)] else { continue }
                if let ad = try ad(record, sequence: reference.sequence, today: today) { ads.append(ad) }
            }
        }
        return ads
    }

    private func recordName(of reference: LibraryReference) -> RecordName {
        let isNotice = reference.id.hasPrefix("ad-")
        return RecordName(kind: isNotice ? .notice : .imported, key: isNotice ? String(reference.id.dropFirst(3)) : reference.id)
    }

    private func records(_ names: [RecordName]) async throws -> [RecordName: AdRecord] {
        var found: [RecordName: AdRecord] = [:]
        for (kind, names) in Dictionary(grouping: names, by: \.kind) {
            for record in try await store.newestAdRecords(kind, keys: names.map(\.key)) {
                found[RecordName(kind: kind, key: record.key)] = record
            }
        }
        return found
    }
}
