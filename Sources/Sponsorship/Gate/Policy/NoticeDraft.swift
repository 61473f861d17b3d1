import Daylight

/// A notice as it stands in a policy.
struct NoticeDraft {
    var hash: Text?
    var sponsor: Text?
    var payer: Text?
    var firstDay: CivilDate?
    var lastDay: CivilDate?
    var domains: [Text] = []
    var isLabelComplete = false
    /// What is not declared counts as that.
    var eligibility = Eligibility.notDeclared
    var controllerCountry: Text?
    var elections: [Text] = []
    var creatives: [Text] = []
    var campaigns: [Text] = []
    var deals: [Text] = []

    func record(memory: PolicyMemory, zone: Zone, domains: Range<Int>, elections: Range<Int>) -> NoticeRecord {
        let party = sponsor.map { PartyName($0) { memory.kept.keep($0.utf8) } }
        let isPaidBySponsor = payer?.equals("sameAsSponsor") == true
        let country = controllerCountry?.string
        return NoticeRecord(
            hash: hash, sponsor: party,
            payer: isPaidBySponsor ? party : payer.map { PartyName($0) { memory.kept.keep($0.utf8) } },
            firstDay: firstDay, lastDay: lastDay, period: period(zone), domains: domains, isLabelComplete: isLabelComplete,
            eligibility: eligibility, controllerCountry: controllerCountry,
            isControlledFromOutside: country.map { !Law.memberStates.contains($0) } ?? false, elections: elections)
    }

    private func period(_ zone: Zone) -> Range<Int64> {
        guard let firstDay, let lastDay, firstDay <= lastDay else { return 0..<0 }
        return zone.start(of: firstDay).milliseconds..<zone.start(of: lastDay.adding(days: 1)).milliseconds
    }
}

extension PolicyReader {
    /// `nil` for `null`.
    mutating func notice() throws(GateFault) -> NoticeDraft? {
        guard var object = try scanner.openObject() else { return nil }
        var draft = NoticeDraft()
        while let member = try nextMember(&object) { try read(member, into: &draft) }
        return draft
    }

    private mutating func read(_ member: PolicyMember, into draft: inout NoticeDraft) throws(GateFault) {
        switch member {
        case .hash: draft.hash = try presentText()
        case .sponsor: draft.sponsor = try presentText()
        case .payer: draft.payer = try presentText()
        case .period: try readPeriod(into: &draft)
        case .domains: draft.domains = try strings()
        case .label: draft.isLabelComplete = try scanner.text()?.equals("complete") == true
        case .eligibility: draft.eligibility = try scanner.text().flatMap { Eligibility(rawValue: $0.string) } ?? .notDeclared
        case .controllerCountry: draft.controllerCountry = try presentText()
        case .elections: draft.elections = try strings()
        case .crids: draft.creatives = try strings()
        case .cids: draft.campaigns = try strings()
        case .dealids: draft.deals = try strings()
        default: try scanner.skipValue()
        }
    }

    private mutating func readPeriod(into draft: inout NoticeDraft) throws(GateFault) {
        guard var object = try scanner.openObject() else { return }
        while let member = try nextMember(&object) {
            switch member {
            case .start: draft.firstDay = try value { CivilDate(iso8601: $0) }
            case .end: draft.lastDay = try value { CivilDate(iso8601: $0) }
            default: try scanner.skipValue()
            }
        }
    }

    // MARK: Lists

    mutating func readLists() throws(GateFault) {
        guard try scanner.openArray() else { return }
        var isFirst = true
        while try scanner.nextElement(isFirst: &isFirst) {
            guard var object = try scanner.openObject() else { continue }
            var (name, date, effect): (Text?, CivilDate?, Effect?) = (nil, nil, nil)
            var (domains, accounts): ([Text], [Text]) = ([], [])
            while let member = try nextMember(&object) {
                switch member {
                case .name: name = try scanner.text()
                case .date: date = try value { CivilDate(iso8601: $0) }
                case .domains: domains = try strings()
                case .accounts: accounts = try strings()
                case .effect: effect = try value { Effect(rawValue: $0).flatMap { $0 == .hold ? nil : $0 } }
                default: try scanner.skipValue()
                }
            }
            add(
                ListRecord(name: name ?? memory.kept.keep([]), date: date, effect: effect ?? .block), domains: domains,
                accounts: accounts)
        }
    }

    private mutating func add(_ list: ListRecord, domains: [Text], accounts: [Text]) {
        for domain in domains { link(canonical(domain), in: \.listDomains) }
        for account in accounts {
            link(HostText.canonicalAccount(account) { memory.kept.keep($0) }, in: \.listAccounts)
        }
        lists.append(list)
    }

    /// Adds an entry of the coming list to those of the same text.
    private mutating func link(_ text: Text, in table: WritableKeyPath<PolicyReader, ByteTable>) {
        let entry = listEntries.count
        let first = self[keyPath: table].insert(text, entry)
        if first == entry {
            listEntries.append(ListEntry(list: lists.count, next: nil))
        } else if listEntries[first].list != lists.count {
            // Behind the first, which the table knows.
            listEntries.append(ListEntry(list: lists.count, next: listEntries[first].next))
            listEntries[first] = ListEntry(list: listEntries[first].list, next: entry)
        }
    }
}
