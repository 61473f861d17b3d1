public import Daylight

/// How high a unit stands in the roll-up.
public enum UnitLevel: String, CaseIterable, Sendable {
    case station
    case municipality
    case constituency
    case national
}

/// A unit that reports: a polling station or an area above it.
public struct ReportingUnit: Sendable {
    /// Most keys one unit may have: an enrolment, its replacements and some room.
    public static let keyLimit = 16

    public let id: String
    public let level: UnitLevel
    public let parent: String?
    public let registeredVoters: Int64?
    public let keys: [StationKey]
    /// What people call it, where the definition says.
    public let name: String?

    public init(
        id: String, level: UnitLevel, parent: String?, registeredVoters: Int64? = nil, keys: [StationKey] = [],
        name: String? = nil
    ) {
        self.id = id
        self.name = name
        self.level = level
        self.parent = parent
        self.registeredVoters = registeredVoters
        self.keys = keys
    }

    /// The name, or the id where there is none.
    public var title: String { name ?? id }
}

/// An Ed25519 key bound to one unit, with the time in which it may sign.
public struct StationKey: Hashable, Sendable {
    public let id: String
    /// 32 bytes.
    public let publicKey: [UInt8]
    public let notBefore: Timestamp?
    public let notAfter: Timestamp?

    /// - Throws: ``InputError`` when the key does not have 32 bytes.
    public init(id: String, publicKey: [UInt8], notBefore: Timestamp? = nil, notAfter: Timestamp? = nil) throws(InputError) {
        guard publicKey.count == 32 else {
            throw InputError(field: "publicKey", expected: "32 bytes", found: "\(publicKey.count)")
        }
        self.id = id
        self.publicKey = publicKey
        self.notBefore = notBefore
        self.notAfter = notAfter
    }

    /// Whether something signed at that moment falls in the key's window, both ends included.
    func mayHaveSigned(at moment: Timestamp) -> Bool {
        notBefore.map { moment >= $0 } ?? true && notAfter.map { moment <= $0 } ?? true
    }
}
