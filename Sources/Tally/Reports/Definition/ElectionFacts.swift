public import Daylight

/// What a definition says about an election beyond what reports are checked against: what readers are told, how lists become
/// seats, and whose signatures a publication needs. All of it may be absent.
public struct ElectionFacts: Sendable {
    /// Longest name of an election, list, candidate or unit, in bytes of UTF-8.
    public static let textLimit = 400
    /// Most keys that may sign publications.
    public static let publisherLimit = 64

    public let name: String?
    /// The day of the poll.
    public let date: CivilDate?
    /// Whether this is a rehearsal: every page then says so.
    public let isTest: Bool
    /// Seats to be given to lists.
    public let seats: Int?
    /// How lists get seats.
    public let method: SeatMethod?
    /// The keys that sign publications; at least two of them have to.
    public let publishers: [PublisherKey]
    /// What the lists got the time before.
    public let previous: PreviousElection?

    /// - Throws: ``InputError`` with a JSON pointer when two publishers have the same id or the same key, since one person
    ///   could then sign twice.
    public init(
        name: String? = nil, date: CivilDate? = nil, isTest: Bool = false, seats: Int? = nil, method: SeatMethod? = nil,
        publishers: [PublisherKey], previous: PreviousElection? = nil
    ) throws(InputError) {
        var ids: Set<String> = []
        var keys: Set<[UInt8]> = []
        for (index, publisher) in publishers.enumerated() {
            let path = "/election/publishers/\(index)/"
            guard ids.insert(publisher.id).inserted else {
                throw InputError(field: path + "keyId", expected: "an id of its own", found: "\"\(publisher.id)\" again")
            }
            guard keys.insert(publisher.publicKey).inserted else {
                throw InputError(field: path + "publicKey", expected: "a key of its own", found: "the same key again")
            }
        }
        self.name = name
        self.date = date
        self.isTest = isTest
        self.seats = seats
        self.method = method
        self.publishers = publishers
        self.previous = previous
    }

    /// Nothing but what stands by default: no rehearsal, no publishers.
    public init() {
        name = nil
        date = nil
        isTest = false
        seats = nil
        method = nil
        publishers = []
        previous = nil
    }
}

/// An Ed25519 key that may sign publications of an election's results.
public struct PublisherKey: Hashable, Sendable {
    public let id: String
    /// 32 bytes.
    public let publicKey: [UInt8]

    /// - Throws: ``InputError`` when the key does not have 32 bytes.
    public init(id: String, publicKey: [UInt8]) throws(InputError) {
        guard publicKey.count == 32 else {
            throw InputError(field: "publicKey", expected: "32 bytes", found: "\(publicKey.count)")
        }
        self.id = id
        self.publicKey = publicKey
    }
}
