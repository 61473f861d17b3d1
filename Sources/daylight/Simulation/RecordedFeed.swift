import Daylight
import Exposure
import Simulation

/// A simulated feed with the two halves of its record, as `daylight feed rank --record` writes them.
struct RecordedFeed {
    let feed: SimulatedFeed
    let served: ServedFeed
    let opened: OpenedFeed

    init(_ feed: SimulatedFeed, policy: JSONValue) throws {
        self.feed = feed
        let order = feed.order.map { ServedFeed.Place(id: $0.id, score: $0.score) }
        let version = try RankingPolicy(policy).version
        served = try ServedFeed(
            order, at: feed.now, policy: (version, policy), candidates: feed.candidates, noProfiling: feed.noProfiling,
            salt: feed.salt)
        opened = OpenedFeed(salt: feed.salt, candidates: feed.opened, order: order)
    }

    var files: [(path: String, bytes: [UInt8])] {
        [("served.json", served.json), ("opening.json", opened.json)].map { name, object in
            ("\(feed.folder)/\(name)", CanonicalJSON.lineBytes(.object(object)) + [0x0A])
        }
    }
}
