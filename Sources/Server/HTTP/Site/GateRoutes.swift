import Daylight
import HTTPTypes
import Storage

/// The gate that bids pass, for exchanges and ad servers.
struct GateRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [Route(.post, "/openrtb/2.6/gate", access: .role(.publisher, scope: .publish), body: .bids, handle: decide)]
    }

    private func decide(_ call: Call) async throws -> Reply {
        // A session's cookie travels by itself; only a token shows that a program meant it.
        guard case .program = call.visitor else { throw Problem.signInNeeded }
        return Reply(
            type: MediaTypeText.json, body: try await site.gate.decide(call.body, now: call.now), caching: .never)
    }
}
