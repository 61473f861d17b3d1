public import Daylight

/// A publisher's policy, ready to judge bids: elections with their windows, notices, the domains and identifiers of known
/// political ads, lists, proxies and what is known of sellers. It never changes once it is made.
///
/// The shape it is read from is `policy` in the sponsorship reference, section 14.2.
// Unchecked: the texts point into `memory`, which nobody writes to once the policy is made.
public final class GatePolicy: @unchecked Sendable {
    let memory: PolicyMemory
    let zone: Zone
    let suffixes: PublicSuffixList
    let acceptsPolitical: Bool
    let votingAge: Double
    let elections: [ElectionRecord]
    let electionIDs: ByteTable
    let notices: [NoticeRecord]
    let noticeURLs: ByteTable
    /// Indexes of elections, those of a notice one behind the other.
    let links: [Int]
    let texts: [Text]
    let domains: ByteTable
    let creatives: ByteTable
    let campaigns: ByteTable
    let deals: ByteTable
    let proxies: [Text]
    let lists: [ListRecord]
    let listEntries: [ListEntry]
    let listDomains: ByteTable
    let listAccounts: ByteTable
    /// What supply chains are compared with.
    let supplyChain: SupplyChainCheck?

    init(_ reader: consuming PolicyReader) {
        memory = reader.memory
        zone = reader.zone
        suffixes = reader.suffixes
        acceptsPolitical = reader.acceptsPolitical
        votingAge = reader.votingAge
        elections = reader.elections
        electionIDs = reader.electionIDs
        notices = reader.notices
        noticeURLs = reader.noticeURLs
        links = reader.links
        texts = reader.texts
        domains = reader.domains
        creatives = reader.creatives
        campaigns = reader.campaigns
        deals = reader.deals
        proxies = reader.proxies
        lists = reader.lists
        listEntries = reader.listEntries
        listDomains = reader.listDomains
        listAccounts = reader.listAccounts
        supplyChain = reader.supplyChain
    }

    /// Names the policy: a decision can say by which one it was made. SHA-256 of the bytes it was read from.
    public var digest: Digest { Digest(of: UnsafeBufferPointer(start: memory.bytes, count: memory.count)) }

    /// The year on the zone's clock.
    func year(at now: Int64) -> Int64 {
        let instant = Timestamp(milliseconds: now)
        let day = CivilDate(daysSinceEpoch: Self.day(instant.seconds))
        // Clocks differ from UTC by 14 hours at most, so elsewhere in the year there is no need to ask for the zone.
        let isNearNewYear = (day.month == 12 && day.day == 31) || (day.month == 1 && day.day == 1)
        return isNearNewYear ? zone.day(of: instant).year : day.year
    }

    private static func day(_ seconds: Int64) -> Int64 { seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400) }
}
