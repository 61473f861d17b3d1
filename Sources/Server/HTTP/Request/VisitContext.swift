import Daylight
import Hummingbird
import NIOCore

/// What is known about one request while it passes through the server.
struct VisitContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The address at the other end of the connection.
    let peer: String?
    var requestID = ""
    var client = ClientAddress.unknown
    /// What is left of the client's allowance after this request.
    var allowance: RateLimiter.Standing?
    var visitor = Visitor.anonymous(form: nil)
    var received = Timestamp(milliseconds: 0)

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress
    }
}
