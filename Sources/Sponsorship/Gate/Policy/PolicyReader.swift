import Daylight

/// Members of a context that somebody asks for; all others are passed over.
enum PolicyMember: String, CaseIterable, Sendable {
    case now, zone, policy
    case elections, votingAge, publisherAcceptsPolitical, notices, proxies, lists, supplyChain
    case date, pollsClose, announcedAt
    case hash, sponsor, payer, period, start, end, domains, label, eligibility, controllerCountry, crids, cids, dealids
    case name, accounts, effect
    case boughtFrom, adsTxt, sellersJson

    static let words = WordTable<PolicyMember>.all()
}

/// Reads a policy and makes of it what bids are compared with.
struct PolicyReader {
    let memory: PolicyMemory
    let zone: Zone
    let suffixes: PublicSuffixList
    let words: WordTable<PolicyMember>
    var scanner: ByteScanner

    var acceptsPolitical = true
    var votingAge = Double(Law.votingAge)
    var elections: [ElectionRecord] = []
    var electionIDs = ByteTable()
    var notices: [NoticeRecord] = []
    var noticeURLs = ByteTable()
    var links: [Int] = []
    var texts: [Text] = []
    var domains = ByteTable()
    var creatives = ByteTable()
    var campaigns = ByteTable()
    var deals = ByteTable()
    var proxies: [Text] = []
    var lists: [ListRecord] = []
    var listEntries: [ListEntry] = []
    var listDomains = ByteTable()
    var listAccounts = ByteTable()
    var supplyChain: SupplyChainCheck?
    /// Notices and the names of their elections, which may be defined behind them.
    private var drafts: [NoticeDraft] = []

    init(
        _ memory: PolicyMemory, zone: Zone, suffixes: PublicSuffixList, words: WordTable<PolicyMember>, room: ScannerRoom
    ) {
        self.memory = memory
        self.zone = zone
        self.suffixes = suffixes
        self.words = words
        scanner = ByteScanner(memory.bytes, count: memory.count, room: room)
        scanner.decoded = memory.decoded
    }

    /// Reads the policy; none at all is one that knows of no election and no notice.
    ///
    /// - Throws: the place in the policy's own memory.
    static func policy(
        _ bytes: UnsafeBufferPointer<UInt8>?, zone: Zone, suffixes: PublicSuffixList, words: WordTable<PolicyMember>,
        room: ScannerRoom
    ) throws(PolicyFault) -> GatePolicy {
        let memory = PolicyMemory(bytes ?? UnsafeBufferPointer(start: nil, count: 0))
        var reader = PolicyReader(memory, zone: zone, suffixes: suffixes, words: words, room: room)
        do {
            if let bytes { try reader.members(count: bytes.count) }
        } catch {
            throw PolicyFault(offset: error.offset(from: memory.bytes), cause: error.cause)
        }
        return GatePolicy(reader)
    }

    private mutating func members(count: Int) throws(GateFault) {
        guard var object = try scanner.openObject() else { return }
        while let member = try nextMember(&object) {
            switch member {
            case .elections: try readElections()
            case .votingAge: votingAge = try scanner.number() ?? votingAge
            case .publisherAcceptsPolitical: acceptsPolitical = try scanner.bool() ?? true
            case .notices: try readNotices()
            case .proxies: proxies = try strings()
            case .lists: try readLists()
            case .supplyChain: try readSupplyChain()
            default: try scanner.skipValue()
            }
        }
        for draft in drafts { finish(draft) }
        let end = ByteScanner.afterSpace(scanner.position)
        guard end == memory.bytes + count else { throw GateFault(place: end, cause: .trailing) }
    }

    mutating func nextMember(_ object: inout OpenObject) throws(GateFault) -> PolicyMember? {
        try scanner.nextMember(&object, words)
    }

    // MARK: Values

    mutating func strings() throws(GateFault) -> [Text] {
        guard try scanner.openArray() else { return [] }
        var (texts, isFirst): ([Text], Bool) = ([], true)
        while try scanner.nextElement(isFirst: &isFirst) {
            if let text = try scanner.text() { texts.append(text) }
        }
        return texts
    }

    /// A text that is not blank.
    mutating func presentText() throws(GateFault) -> Text? {
        let text = try scanner.text()
        return text?.isBlank == false ? text : nil
    }

    /// A day, an instant or a word; a text that is none is refused.
    mutating func value<Value>(_ read: (String) -> Value?) throws(GateFault) -> Value? {
        scanner.skipSpace()
        let place = scanner.position
        guard let text = try presentText() else { return nil }
        guard let value = read(text.string) else { throw GateFault(place: place, cause: .unreadable) }
        return value
    }

    /// A domain as hosts are compared.
    func canonical(_ domain: Text) -> Text { HostText.canonical(domain) { memory.kept.keep($0) } }

    // MARK: Elections

    private mutating func readElections() throws(GateFault) {
        guard var object = try scanner.openObject() else { return }
        while let name = try scanner.nextName(&object) {
            guard let election = try election(name.text) else { continue }
            electionIDs.insert(name.text, elections.count)
            elections.append(election)
        }
    }

    private mutating func election(_ id: Text) throws(GateFault) -> ElectionRecord? {
        scanner.skipSpace()
        let place = scanner.position
        guard var object = try scanner.openObject() else { return nil }
        var date: CivilDate?
        var (pollsClose, announcedAt, age): (Timestamp?, Timestamp?, Double?) = (nil, nil, nil)
        while let member = try nextMember(&object) {
            switch member {
            case .date: date = try value { CivilDate(iso8601: $0) }
            case .pollsClose: pollsClose = try value { Timestamp(iso8601: $0) }
            case .announcedAt: announcedAt = try value { Timestamp(iso8601: $0) }
            case .votingAge: age = try scanner.number()
            default: try scanner.skipValue()
            }
        }
        guard let date else { throw GateFault(place: place, cause: .unreadable) }
        let vote = Election(date: date, pollsClose: pollsClose, announcedAt: announcedAt)
        let window = ElectionWindow.article5(of: vote, zone: zone)
        return ElectionRecord(
            id: id, date: date, window: (window.start.milliseconds, window.end.milliseconds), votingAge: age)
    }

    // MARK: Notices

    private mutating func readNotices() throws(GateFault) {
        guard var object = try scanner.openObject() else { return }
        while let name = try scanner.nextName(&object) {
            guard let draft = try notice() else { continue }
            noticeURLs.insert(name.text, drafts.count)
            drafts.append(draft)
        }
    }

    private mutating func finish(_ draft: NoticeDraft) {
        let (firstDomain, firstLink) = (texts.count, links.count)
        texts += draft.domains.map(canonical)
        for domain in texts[firstDomain...] { domains.insert(domain, notices.count) }
        for id in draft.creatives { creatives.insert(id, notices.count) }
        for id in draft.campaigns { campaigns.insert(id, notices.count) }
        for id in draft.deals { deals.insert(id, notices.count) }
        links += draft.elections.compactMap { electionIDs[$0] }
        notices.append(
            draft.record(memory: memory, zone: zone, domains: firstDomain..<texts.count, elections: firstLink..<links.count))
    }
}

/// Where a policy cannot be read, in bytes from its start.
struct PolicyFault: Error {
    let offset: Int
    let cause: GateFault.Cause
}
