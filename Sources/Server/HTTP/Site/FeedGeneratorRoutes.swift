import Daylight
import Exposure
import HTTPTypes
import Storage

/// Public feeds for Bluesky: the server as a feed generator (credibility reference, section 8.5). Nothing here depends on who
/// reads: the tokens that Bluesky sends along are not looked at, for their keys cannot be known without asking elsewhere.
struct FeedGeneratorRoutes: Sendable {
    let site: Site

    /// Longest context of a post that the interface takes, in characters.
    private static let contextLimit = 2_000

    var routes: [Route] {
        [
            Route(.get, "/.well-known/did.json", access: .everyone, isShared: true, handle: identity),
            Route(.get, "/xrpc/app.bsky.feed.describeFeedGenerator", access: .everyone, isShared: true, handle: description),
            Route(
                .get, "/xrpc/app.bsky.feed.getFeedSkeleton", access: .everyone,
                query: [
                    QueryParameter(
                        "feed", "Address of the feed.", isRequired: true,
                        example: "at://did:web:daylight.example/app.bsky.feed.generator/election"),
                    QueryParameter("limit", "How many posts, 1 to 100.", schema: .integer(1...100), example: "50"),
                    QueryParameter("cursor", "The `cursor` of the answer before.", example: "1::740250::0f…"),
                ], isShared: true, handle: skeleton),
        ]
    }

    /// The DID of this server: `did:web` and the host of its public address.
    private var did: String {
        let authority = site.configuration.publicURL.split(separator: "/", maxSplits: 3).dropFirst().first ?? ""
        return "did:web:\(authority.replacing(":", with: "%3A"))"
    }

    private func identity(_: Call) -> Reply {
        .json([
            "@context": ["https://www.w3.org/ns/did/v1"], "id": .string(did),
            "service": [
                [
                    "id": "#bsky_fg", "type": "BskyFeedGenerator", "serviceEndpoint": .string(site.configuration.publicURL),
                ]
            ],
        ])
    }

    private func description(_: Call) async throws -> Reply {
        let feeds = try await site.feeds.publicAddresses().map { address -> JSONValue in ["uri": .string(address.description)] }
        return .json(["did": .string(did), "feeds": .array(feeds)])
    }

    private func skeleton(_ call: Call) async throws -> Reply {
        let text = call.query["feed"] ?? ""
        guard let address = RepositoryAddress(text, in: .feedGenerator) else {
            throw ForeignError.xrpc(.badRequest, "InvalidRequest", "feed: expected at://DID/app.bsky.feed.generator/KEY.")
        }
        let cursor = try Self.taking { () throws(InputError) in try call.query["cursor"].map(FeedCursor.init(parsing:)) }
        guard let published = try await site.feeds.published(at: address, version: cursor?.version) else {
            throw ForeignError.xrpc(.badRequest, "UnknownFeed", "This server has no such feed.")
        }
        let part = try Self.taking { () throws(InputError) in try published.feed.part(after: cursor, limit: call.limit) }
        let explanation = "\(site.configuration.publicURL)\(SitePath.servedFeed(published.name))"
        let posts = part.places.map { rank, place -> JSONValue in
            var post: JSONObject = ["post": .string(place.id)]
            let context = "\(explanation)#\(ServedFeedPage.anchor(ofRank: rank))"
            if context.unicodeScalars.count <= Self.contextLimit { post["feedContext"] = .string(context) }
            return .object(post)
        }
        var answer: JSONObject = ["feed": .array(posts)]
        answer["cursor"] = part.cursor.map(JSONValue.string)
        return .json(.object(answer))
    }

    // Inlined into an asynchronous function it could stop the optimiser of Swift 6.3.1.
    @inline(never)
    private static func taking<Value>(_ read: () throws(InputError) -> Value) throws(ForeignError) -> Value {
        do { return try read() } catch { throw .xrpc(.badRequest, "InvalidRequest", error.description) }
    }
}
