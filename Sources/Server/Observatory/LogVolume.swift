public import EvidenceLog
public import Storage

/// One of an observatory's logs as its readers see it: the one that statements go into, or one that has ended.
public struct LogVolume: Sendable {
    private enum Contents: Sendable {
        case written(DurableLog)
        case ended(PublishedLog)
    }

    /// What the store knows of it.
    public let record: LogRecord
    /// `nil` for a first log that was made elsewhere and has an origin of another form.
    public let name: LogName?
    /// The path under which it is served.
    public let address: String
    private let contents: Contents

    init(_ log: DurableLog, _ record: LogRecord, isFirst: Bool) { self.init(.written(log), log.settings, record, isFirst) }

    init(_ log: PublishedLog, _ record: LogRecord, isFirst: Bool) { self.init(.ended(log), log.settings, record, isFirst) }

    private init(_ contents: Contents, _ settings: LogSettings, _ record: LogRecord, _ isFirst: Bool) {
        self.contents = contents
        self.record = record
        name = LogName(ofOrigin: settings.origin)
        // The first log keeps the address that it had when it was the only one: caches hold its tiles for ever.
        address = isFirst ? SitePath.log : name.map(SitePath.log) ?? SitePath.log
    }

    /// Origin, key, signers and policy.
    public var settings: LogSettings {
        switch contents {
        case .written(let log): log.settings
        case .ended(let log): log.settings
        }
    }

    /// The published checkpoint.
    public func checkpoint() -> Checkpoint {
        switch contents {
        case .written(let log): log.checkpoint()
        case .ended(let log): log.checkpoint
        }
    }

    /// The bytes of a tile or bundle; `nil` if no published checkpoint asks for it, or a full one has taken its place.
    ///
    /// - Throws: an I/O error.
    public func tile(_ path: TilePath) throws(LogError) -> [UInt8]? {
        switch contents {
        case .written(let log): try log.tile(path)
        case .ended(let log): try log.tile(path)
        }
    }

    var checkpointPath: String { "\(address)/checkpoint" }
    var policyPath: String { "\(address)/policy" }
}
