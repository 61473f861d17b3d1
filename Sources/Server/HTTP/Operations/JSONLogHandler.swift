import Daylight
import Glibc
public import Logging

/// Writes one JSON object a line to standard error.
///
/// Whoever logs decides what may be logged: templates, counts and kinds of errors, never queries or names of people.
public struct JSONLogHandler: LogHandler {
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?
    public var logLevel = Logger.Level.info
    private let label: String
    private let clock: @Sendable () -> Timestamp
    private let write: @Sendable (String) -> Void

    /// A handler for `LoggingSystem.bootstrap`.
    public init(label: String) {
        self.init(label: label, clock: SystemClock.now) { line in
            // One write of a whole line keeps lines of several threads apart; a full pipe loses the line, not the request.
            _ = Array(line.utf8).withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
        }
    }

    init(label: String, clock: @escaping @Sendable () -> Timestamp, write: @escaping @Sendable (String) -> Void) {
        self.label = label
        self.clock = clock
        self.write = write
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var object: JSONObject = [
            "time": .string(clock().description),
            "level": .string(event.level.rawValue),
            "logger": .string(label),
            "message": .string("\(event.message)"),
        ]
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) where object[key] == nil {
            object[key] = .string("\(value)")
        }
        if let error = event.error { object["error"] = .string("\(error)") }
        write(CanonicalJSON.line(.object(object)) + "\n")
    }
}
