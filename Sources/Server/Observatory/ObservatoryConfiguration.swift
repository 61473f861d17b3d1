import Daylight
public import EvidenceLog

/// Where an observatory keeps its things.
public struct ObservatoryConfiguration: Sendable {
    /// A directory of its own; made with mode 0700 when it is not there.
    public var dataDirectory: String
    /// `postgres://…` for PostgreSQL; `nil` for SQLite inside the data directory.
    public var databaseURL: String?
    /// The host readers know; it names the log that is created on first start.
    public var host: String
    /// The way to the witnesses of the log's policy, if it has any.
    public var witnesses: (any WitnessTransport)?

    public init(
        dataDirectory: String, databaseURL: String? = nil, host: String = "daylight.example",
        witnesses: (any WitnessTransport)? = nil
    ) {
        self.witnesses = witnesses
        self.dataDirectory = dataDirectory
        self.databaseURL = databaseURL
        self.host = host
    }

    /// The name of a log created at this moment: one log a year, so that a log can be retired with its year.
    func origin(at now: Timestamp) -> String { "\(host)/log/\(now.description.prefix(4))" }
}
