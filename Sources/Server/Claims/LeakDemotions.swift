import Credibility
import Daylight
import Storage
import Synchronization

/// Demotions that are running, for readers: each is decided in a document that everybody can read.
final class LeakDemotions: Sendable {
    /// A decision on a demotion, and where it stands.
    struct Decided: Sendable {
        let id: String
        let demotion: LeakDemotion
        let version: Int

        var path: String { "\(SitePath.leak(id))/demotions/\(version)" }

        init(id: String, demotion: LeakDemotion, version: Int) {
            (self.id, self.demotion, self.version) = (id, demotion, version)
        }

        // Inlined into an asynchronous function it could stop the optimiser of Swift 6.3.1.
        @inline(never)
        init(_ record: StoredRecord) throws(StoreError) {
            do {
                let document = try MemberReader(JSONParser.parse(record.body))
                demotion = try LeakDemotion(document.value("demotion"))
            } catch {
                throw .damaged("demotion of leak case \(record.key), version \(record.version): \(error)")
            }
            (id, version) = (record.key, record.version)
        }
    }

    private let store: Store
    private let list = Mutex(List())

    /// The newest decision of each case, read up to a record.
    private struct List {
        var last: StoredRecord.ID?
        var decided: [String: Decided] = [:]
    }

    init(store: Store) { self.store = store }

    /// The newest demotion of a case, unless a person or the assessment ended it; its time may be over.
    func standing(_ id: String) async throws -> Decided? {
        guard let record = try await store.record(.leakCase, scope: LeakDesk.Scope.demotions, key: id) else { return nil }
        let decided = try Decided(record)
        return decided.demotion.ended == nil ? decided : nil
    }

    /// The demotion of a case that acts at a moment.
    func running(_ id: String, at moment: Timestamp) async throws -> Decided? {
        let decided = try await standing(id)
        return decided.flatMap { $0.demotion.isActive(at: moment) ? $0 : nil }
    }

    /// All that act at a moment, the one that ends first in front.
    func running(at moment: Timestamp) async throws -> [Decided] {
        var read = list.withLock { $0 }
        while true {
            let page = try await store.records(.leakCase, scope: LeakDesk.Scope.demotions, after: read.last, limit: 100)
            guard let newest = page.last?.id else { break }
            for record in page {
                let decided = try Decided(record)
                read.decided[record.key] = decided.demotion.ended == nil ? decided : nil
            }
            read.last = newest
        }
        list.withLock { [read] in $0 = read }
        return read.decided.values.filter { $0.demotion.isActive(at: moment) }
            .sorted { ($0.demotion.until, $0.id) < ($1.demotion.until, $1.id) }
    }
}
