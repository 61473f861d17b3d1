public import Daylight

/// One version of a political advertisement as the public library lists it.
///
/// Every text is bounded and without control characters, so that nothing in the library can grow or print beyond measure.
public struct LibraryAd: Hashable, Sendable {
    /// The same for every version of the ad; at most 200 bytes. Imports put their source before it: `meta:1234`.
    public let id: String
    /// Counts the versions of this ad, from 1.
    public let version: UInt32
    /// The place of this version in the order in which the store took them, of all ads; no two versions have the same.
    public let sequence: UInt64
    /// Where it can be read: a path such as `/t/8F3KQ2ZM`, or the address of the source it was imported from.
    public let address: String
    public let content: Content
    /// On whose behalf it is presented; `nil` when the source does not say.
    public let sponsor: String?
    /// Who paid, the sponsor's name again where the sponsor did; `nil` when the source does not say.
    public let payer: String?
    public let controllingEntity: ControllingEntity
    public let publisher: String
    /// Names of the linked elections, referendums and processes.
    public let elections: [String]
    /// Codes of countries and regions (ISO 3166), `EU` for the Union.
    public let territories: [String]
    public let period: Period
    /// `nil` when the source tells no amount.
    public let amount: Amount?
    public let techniques: Techniques
    /// People or views reached; `nil` when the source does not say.
    public let reach: Count?
    /// Who was reached, in cells that may be published (reference 7: at least k people, no cell that can be worked out).
    public let audience: [AudienceCell]
    public let state: State
    public let source: Source

    /// - Throws: where a text is empty that must not be, too long, or has control characters, and where a list is too long.
    public init(
        id: String, version: UInt32 = 1, sequence: UInt64, address: String, content: Content, sponsor: String?,
        payer: String?, controllingEntity: ControllingEntity = .unknown, publisher: String, elections: [String] = [],
        territories: [String] = [], period: Period, amount: Amount?, techniques: Techniques = .unknown,
        reach: Count? = nil, audience: [AudienceCell] = [], state: State, source: Source
    ) throws(InputError) {
        try LibraryText.check(id, "id", limit: LibraryText.identifierLimit)
        try LibraryText.check(address, "address", limit: LibraryText.addressLimit)
        try LibraryText.check(sponsor, "sponsor")
        try LibraryText.check(payer, "payer")
        try LibraryText.check(controllingEntity.name, "controllingEntity")
        try LibraryText.check(publisher, "publisher")
        try LibraryText.check(elections, "elections")
        try LibraryText.check(territories, "territories")
        self.id = id
        self.version = version
        self.sequence = sequence
        self.address = address
        self.content = content
        self.sponsor = sponsor
        self.payer = payer
        self.controllingEntity = controllingEntity
        self.publisher = publisher
        self.elections = elections
        self.territories = territories
        self.period = period
        self.amount = amount
        self.techniques = techniques
        self.reach = reach
        self.audience = audience
        self.state = state
        self.source = source
    }
}
