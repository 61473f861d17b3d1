public import Daylight

/// What readers have been shown of a note since it was written: a row of the status history (reference section 1.3).
public struct NoteLife: Hashable, Sendable {
    /// A status other than "needs more ratings", and when it was given.
    public struct Decided: Hashable, Sendable {
        public let status: NoteStatus
        /// Milliseconds since 1970.
        public let time: Int64
    }

    /// What readers see.
    public private(set) var status = NoteStatus.needsMoreRatings
    /// What the rules say, whether or not it is shown already.
    public private(set) var coreStatus = NoteStatus.needsMoreRatings
    /// When the status last changed, in milliseconds since 1970.
    public private(set) var changed: Int64?
    public private(set) var firstDecided: Decided?
    public private(set) var latestDecided: Decided?
    /// Since when a status is held back until it has proved stable.
    public private(set) var heldSince: Int64?
    /// When the status was frozen.
    public private(set) var locked: Int64?

    /// The life of a note that has just been written.
    public init() {}

    /// The life of a note that the status history tells of.
    init(_ history: NoteHistory) {
        status = Self.shown(history.status)
        coreStatus = history.status
        changed = history.changed
        firstDecided = history.firstDecided
        latestDecided = history.latest ?? history.latestDecided.map { Decided(status: Self.shown(history.status), time: $0) }
        heldSince = history.heldSince
        locked = history.locked
    }

    private static func shown(_ status: NoteStatus) -> NoteStatus {
        status == .helpful || status == .notHelpful ? status : .needsMoreRatings
    }

    /// Takes over what the rules and the clock say now.
    public mutating func take(_ answer: NoteUpdate.Answer) {
        if answer.status != status {
            status = answer.status
            changed = answer.time
            if status != .needsMoreRatings {
                latestDecided = Decided(status: status, time: answer.time)
                firstDecided = firstDecided ?? latestDecided
            }
        }
        coreStatus = answer.coreStatus
        heldSince = answer.heldSince
        locked = answer.isLocked ? locked ?? answer.time : nil
    }

    public init(_ value: JSONValue) throws(InputError) {
        let reader = try MemberReader(value)
        status = try reader.named("status")
        coreStatus = try reader.named("coreStatus")
        changed = try reader.optionalMilliseconds("changed")
        firstDecided = try Decided(reader, "firstDecided")
        latestDecided = try Decided(reader, "latestDecided")
        heldSince = try reader.optionalMilliseconds("heldSince")
        locked = try reader.optionalMilliseconds("locked")
    }

    public var json: JSONValue {
        [
            "status": .string(status.rawValue), "coreStatus": .string(coreStatus.rawValue),
            "changed": changed.map { .integer($0) } ?? .null, "firstDecided": firstDecided?.json ?? .null,
            "latestDecided": latestDecided?.json ?? .null, "heldSince": heldSince.map { .integer($0) } ?? .null,
            "locked": locked.map { .integer($0) } ?? .null,
        ]
    }
}

extension NoteLife.Decided {
    fileprivate init?(_ reader: MemberReader, _ name: String) throws(InputError) {
        guard let value = reader.optional(name) else { return nil }
        let own = try MemberReader(value, path: "\(name).")
        status = try own.named("status")
        time = try own.milliseconds("time")
    }

    fileprivate var json: JSONValue { ["status": .string(status.rawValue), "time": .integer(time)] }
}

extension MemberReader {
    fileprivate func optionalMilliseconds(_ name: String) throws(InputError) -> Int64? {
        optional(name) == nil ? nil : try milliseconds(name)
    }
}
