import ArgumentParser
import Daylight
import Logging
import Server

/// How the server is reached; shared by `serve` and `demo`.
struct ListenOptions: ParsableArguments {
    @Option(help: "Address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "Port to listen on; 0 asks for a free one.")
    var port = 8080

    @Option(help: ArgumentHelp("How readers reach the server, for instance https://daylight.example.", valueName: "url"))
    var publicUrl: PublicAddress?

    @Option(help: ArgumentHelp("The name of the site, shown on every page.", valueName: "name"))
    var siteTitle = "Election integrity"

    @Option(help: ArgumentHelp("Address of a reverse proxy whose X-Forwarded-For is believed.", valueName: "address"))
    var trustedProxy: [String] = []

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port: expected 0 to 65535, found \(port).") }
    }

    var configuration: ServerConfiguration {
        // Pages name the server's address, so a free port is chosen before it is listened on.
        var configuration = ServerConfiguration(
            host: host, port: port == 0 ? FreePort.number() ?? 0 : port, publicURL: publicUrl?.text)
        configuration.siteTitle = siteTitle
        configuration.trustedProxies = Set(trustedProxy)
        return configuration
    }

    /// Serves until the process is asked to stop.
    func serve(
        _ observatory: Observatory, by settings: OfficeSettings, onRunning: @escaping @Sendable (Int) -> Void
    ) async throws {
        var configuration = configuration
        configuration.advertising = settings.advertising
        configuration.factChecks = settings.factChecks
        configuration.notes = settings.notes
        LoggingSystem.bootstrap { JSONLogHandler(label: $0) }
        do {
            try await DaylightServer(
                configuration: configuration, observatory: observatory, logger: Logger(label: "daylight"),
                onRunning: { onRunning($0) }
            ).run()
        } catch {
            throw Failure(.unavailable, "\(host):\(port): \(error)")
        }
    }
}

/// What the operator decides by files in the data folder.
struct OfficeSettings: Sendable {
    let advertising: AdvertisingConfiguration
    let factChecks: FactCheckConfiguration
    let notes: NoteConfiguration
}

/// `daylight serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the server: pages, API and log.",
        discussion: """
            EXAMPLE
              daylight serve --data /var/lib/daylight --public-url https://daylight.example

            TLS is the reverse proxy's work; see the how-to. Stops on SIGTERM or Ctrl-C after finishing its requests.

            EXIT CODES
              0 stopped as asked · 64 usage · 65 a settings file of the data folder cannot be used · 69 address in use, store or log unavailable
            """)

    @OptionGroup var options: DataOptions
    @OptionGroup var listen: ListenOptions

    func run() async throws {
        try await reportingFailures {
            let settings = try options.settings()
            let observatory = try await options.observatory(host: listen.publicUrl?.host ?? "localhost")
            try await listen.serve(observatory, by: settings) { port in
                StandardOutput.say("listening on http://\(listen.host):\(port)")
            }
        }
    }
}
