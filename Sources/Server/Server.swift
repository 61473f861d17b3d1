public import Daylight
import EvidenceLog
import Hummingbird
public import Logging
import NIOCore

/// The HTTP server of Daylight: pages, JSON API and log, over one observatory.
public struct DaylightServer: Sendable {
    private static let outboxInterval = Duration.seconds(5)

    private let site: Site
    private let onRunning: @Sendable (Int) async -> Void

    /// - Parameters:
    ///   - clock: the present moment; the machine's clock by default.
    ///   - entropy: where secrets come from; the system's generator by default.
    ///   - onRunning: called with the port once connections are accepted.
    /// - Throws: an error that names the template that cannot be used.
    public init(
        configuration: ServerConfiguration, observatory: Observatory, logger: Logger,
        clock: @escaping @Sendable () -> Timestamp = SystemClock.now, entropy: Entropy = .system,
        onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws {
        site = try Site(
            configuration: configuration, observatory: observatory, clock: clock, entropy: entropy, logger: logger)
        self.onRunning = onRunning
    }

    /// Serves until SIGTERM or SIGINT, finishes the requests it has, and closes log and store.
    ///
    /// - Throws: the error of the operating system when the address cannot be listened on.
    public func run() async throws {
        do {
            try await serveAndLog()
        } catch {
            await site.observatory.close()
            throw error
        }
        await site.observatory.close()
    }

    /// Serves, and every few seconds logs what another program has left in the store: an import beside a running server
    /// cannot write to the log, which has one writer.
    private func serveAndLog() async throws {
        let site = site
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                var reported: [WitnessRefusal] = []
                while !Task.isCancelled {
                    do { try await Task.sleep(for: Self.outboxInterval) } catch { return }
                    do { try await site.observatory.logPendingStatements() } catch {
                        site.logger.warning("pending statements stay in the store", metadata: ["error": "\(error)"])
                    }
                    let refusals = site.observatory.log.witnessRefusals()
                    if refusals != reported, !refusals.isEmpty {
                        site.logger.error(
                            "witnesses refuse to cosign",
                            metadata: ["witnesses": "\(refusals.map(\.reason).joined(separator: "; "))"])
                    }
                    reported = refusals
                }
            }
            group.addTask { await Self.keepLibrary(of: site) }
            group.addTask { await Self.keepNotes(of: site) }
            defer { group.cancelAll() }
            try await application.runService()
        }
    }

    /// Reads the library of ads before the first reader asks for it, ends ads with the day, and takes what another program has
    /// imported: none of it has to fit into the time that a request may take.
    private static func keepLibrary(of site: Site) async {
        while !Task.isCancelled {
            do { _ = try await site.library.current(now: site.clock()) } catch {
                site.logger.warning("the library of ads is not read whole", metadata: ["error": "\(error)"])
            }
            do { try await Task.sleep(for: outboxInterval) } catch { return }
        }
    }

    /// Publishes statuses of notes that were held back long enough, without anybody asking.
    private static func keepNotes(of site: Site) async {
        while !Task.isCancelled {
            do { try await site.notes.tick(site.clock()) } catch {
                site.logger.warning("notes are not brought up to date", metadata: ["error": "\(error)"])
            }
            do { try await Task.sleep(for: outboxInterval) } catch { return }
        }
    }

    private var application: some ApplicationProtocol {
        let limits = site.configuration.limits
        let channel = HTTP1Settings(limits)
        let onRunning = onRunning
        return Application(
            router: RouteTable(site: site).router(),
            server: channel.server,
            configuration: ApplicationConfiguration(
                address: .hostname(site.configuration.host, port: site.configuration.port),
                availableConnectionsDelegate: channel.connections(logger: site.logger)),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) },
            logger: site.logger)
    }
}
