public import Daylight
public import Sponsorship
public import Storage

/// Puts ads of other libraries into this one.
public enum LibraryImport {
    /// What came of it.
    public struct Outcome: Hashable, Sendable {
        /// Ads that were not there, or have changed since.
        public var stored = 0
        /// Ads that were there with the same facts.
        public var unchanged = 0

        /// Nothing yet.
        public init() {}
    }

    /// Ads of one transaction.
    private static let portion = 500

    /// Stores the ads, each as the next version of itself; one that says the same as before is left as it is. Done again it
    /// changes nothing, so that an import that was cut off can be repeated.
    ///
    /// - Throws: an error of the store.
    public static func store(
        _ ads: [ArchivedAd], of source: LibraryAd.Source, in store: Store, by author: String, now: Timestamp
    ) async throws(StoreError) -> Outcome {
        var outcome = Outcome()
        for start in stride(from: 0, to: ads.count, by: portion) {
            var records: [String: NewAdRecord] = [:]
            for ad in ads[start..<min(start + portion, ads.count)] {
                let imported = ImportedAd(source: source, ad: ad)
                let newest = try await store.adRecord(.imported, imported.key)
                guard newest?.body != imported.body else {
                    outcome.unchanged += 1
                    continue
                }
                records[imported.key] = NewAdRecord(
                    kind: .imported, key: imported.key, version: (newest?.version ?? 0) + 1, body: imported.body, author: author,
                    created: now)
            }
            try await store.add(records.values.sorted { $0.key < $1.key })
            outcome.stored += records.count
        }
        return outcome
    }
}
