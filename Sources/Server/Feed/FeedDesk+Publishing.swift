import Daylight
import Exposure
import Storage

extension FeedDesk {
    /// Most feeds that are published at a time.
    static let publicFeedLimit = 100

    /// A served feed as everybody sees it under the address of its generator.
    struct Published: Sendable {
        let address: RepositoryAddress
        /// The name that opens its explanation.
        let name: String
        let feed: PublicFeed
    }

    /// Makes a served feed what everybody sees under an address, in the place of the one before.
    func publish(
        _ places: [ServedFeed.Place], named name: String, at address: RepositoryAddress, author: String, now: Timestamp
    ) async throws {
        let store = observatory.store
        let earlier = try await store.record(.publicFeed, key: address.description)
        let body: JSONValue = [
            "feed": .string(name),
            "places": .array(places.map { ["id": .string($0.id), "score": .integer($0.score)] }),
        ]
        _ = try await store.add([
            NewRecord(
                kind: .publicFeed, key: address.description, version: (earlier?.version ?? 0) + 1,
                body: CanonicalJSON.lineBytes(body), author: author, created: now)
        ])
    }

    /// The feed under an address, as it is or as it was in an earlier publication; `nil` when there is none.
    func published(at address: RepositoryAddress, version: Int?) async throws -> Published? {
        guard let record = try await observatory.store.record(.publicFeed, key: address.description, version: version) else {
            return nil
        }
        return try Self.read(record, address)
    }

    @inline(never)
    private static func read(_ record: StoredRecord, _ address: RepositoryAddress) throws(InputError) -> Published {
        let body = try MemberReader(try JSONParser.parse(record.body))
        let places = try body.list("places", limit: itemLimit) { place throws(InputError) in
            ServedFeed.Place(id: try place.string("id"), score: try place.integer("score", in: 0...Int64.max))
        }
        return Published(
            address: address, name: try body.string("feed"), feed: PublicFeed(version: record.version, places: places))
    }

    /// The addresses of all feeds that are published, the last changed first.
    func publicAddresses() async throws -> [RepositoryAddress] {
        try await observatory.store.newestRecords(.publicFeed, limit: Self.publicFeedLimit).compactMap { record in
            RepositoryAddress(record.key, in: .feedGenerator)
        }
    }
}
