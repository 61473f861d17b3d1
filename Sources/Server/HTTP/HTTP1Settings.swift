import HummingbirdCore
import Logging
import NIOCore

/// The bounds of ``ServerConfiguration/Limits`` in the terms of the HTTP/1 server.
struct HTTP1Settings {
    private let limits: ServerConfiguration.Limits

    init(_ limits: ServerConfiguration.Limits) { self.limits = limits }

    var server: HTTPServerBuilder {
        .http1(
            configuration: HTTP1Channel.Configuration(
                idleTimeout: .milliseconds(limits.idle.milliseconds),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: limits.head, maxHeaderListSize: limits.head, maxHeaderFieldCount: 100)))
    }

    func connections(logger: Logger) -> any AvailableConnectionsDelegate {
        MaximumAvailableConnections(limits.connections, logger: logger)
    }
}
