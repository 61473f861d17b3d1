public import Daylight
public import Sponsorship

/// What a publisher of political ads decides about its notices.
public struct AdvertisingConfiguration: Sendable {
    /// Name of the file in the data folder that ``init(reading:)`` takes.
    public static let fileName = "advertising.json"
    /// Largest file, in bytes.
    public static let byteLimit = 64 << 10

    /// Who publishes, as it stands in every notice; the site's name when `nil`.
    public var publisher: String?
    /// The Member State whose public holidays are no working days (alpha-2); without it only weekends are none.
    public var country: String?
    /// Where days begin and end for the publisher's deadlines.
    public var zone = Zone.brussels
    /// The publisher's size, which moves some deadlines (Regulation (EU) 2024/900 Art. 15(7), 16).
    public var size = UndertakingSize.large
    /// Hosts of the European repository, once there is one.
    public var repositoryHosts: [String] = []
    /// Hosts that are no authority's and so no official information about a vote.
    public var notOfficialHosts: [String] = []
    /// Whether bids with political ads are taken at all.
    public var acceptsPolitical = true
    /// Whether bids for sites on a supplied list are blocked; otherwise they are warned of.
    public var blocksListedSites = false
    /// Names and words by which ads that were declared not political are looked at again (rule D06); `nil`: none are.
    public var politicalLists: PoliticalLists?

    public init() {}
}

extension AdvertisingConfiguration {
    private static let members = [
        "publisher", "country", "zone", "size", "repositoryHosts", "notOfficialHosts", "acceptsPolitical",
        "blocksListedSites",
    ]

    /// Reads `advertising.json`; what is not there keeps its default.
    ///
    /// - Throws: ``InputError`` with the member that does not fit, or that is not known.
    public init(reading bytes: [UInt8]) throws(InputError) {
        let members = try MemberReader(JSONParser.parse(bytes))
        for member in members.object.members where !Self.members.contains(member.name) {
            throw InputError(
                field: member.name, expected: "one of \(Self.members.joined(separator: ", "))", found: "an unknown member")
        }
        if members.optional("publisher") != nil { publisher = try members.string("publisher") }
        if members.optional("country") != nil {
            let code = try members.string("country")
            guard PublicHolidays(state: code) != nil else {
                throw members.fault("country", "a Member State's code, such as SE", members.object["country"])
            }
            country = code
        }
        if members.optional("zone") != nil {
            guard let zone = Zone(try members.string("zone")) else {
                throw members.fault("zone", "a zone's name, such as Europe/Stockholm", members.object["zone"])
            }
            self.zone = zone
        }
        if members.optional("size") != nil {
            guard let size = UndertakingSize(rawValue: try members.string("size")) else {
                let sizes = UndertakingSize.allCases.map(\.rawValue).joined(separator: ", ")
                throw members.fault("size", "one of \(sizes)", members.object["size"])
            }
            self.size = size
        }
        repositoryHosts = try Self.hosts("repositoryHosts", members)
        notOfficialHosts = try Self.hosts("notOfficialHosts", members)
        acceptsPolitical = try Self.flag("acceptsPolitical", members) ?? acceptsPolitical
        blocksListedSites = try Self.flag("blocksListedSites", members) ?? blocksListedSites
    }

    private static func flag(_ name: String, _ members: MemberReader) throws(InputError) -> Bool? {
        guard let value = members.optional(name) else { return nil }
        guard let flag = value.boolValue else { throw members.fault(name, "true or false", value) }
        return flag
    }

    private static func hosts(_ name: String, _ members: MemberReader) throws(InputError) -> [String] {
        guard members.optional(name) != nil else { return [] }
        var hosts: [String] = []
        for entry in try members.array(name) {
            guard let host = entry.stringValue, SecureLink("https://\(host)/")?.host == host.lowercased() else {
                throw members.fault(name, "names of hosts", entry)
            }
            hosts.append(host.lowercased())
        }
        return hosts
    }

    /// Counts deadlines where the publisher works, with the public holidays of the years in which they can end.
    func clock(at now: Timestamp) -> DutyClock {
        let year = zone.day(of: now).year
        let holidays = country.flatMap { PublicHolidays(state: $0) }?.days(in: year - 1...year + 2) ?? []
        return DutyClock(calendar: WorkingCalendar(zone: zone, holidays: holidays))
    }
}
