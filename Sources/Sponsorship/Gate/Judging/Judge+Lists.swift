extension Judge {
    /// M01: the lists that have the root domain of the site or of the app's developer.
    func listsOfPlace() -> [Int] {
        let places = [facts.request.siteDomain, facts.request.appDomain ?? facts.request.appPublisherDomain]
        var lists: [Int] = []
        for place in places.compactMap({ $0 }) {
            var entry = policy.listDomains[root(of: canonical(place))]
            while let index = entry {
                let found = policy.listEntries[index]
                if !lists.contains(found.list) { lists.append(found.list) }
                entry = found.next
            }
        }
        return lists
    }

    /// M02: the accounts of the supply chain that a list has.
    func listsOfChain(_ chain: UnsafeBufferPointer<UInt8>) -> [AccountHit] {
        ChainAccounts.read(chain, room: room).compactMap { account in
            let canonical = HostText.canonicalAccount(account) { room.kept.keep($0) }
            return policy.listAccounts[canonical].map {
                AccountHit(account: canonical.string, list: policy.listEntries[$0].list)
            }
        }
    }
}

/// The accounts that a supply chain names, each as `asi/sid`.
enum ChainAccounts {
    private enum Member: String, CaseIterable, Sendable { case nodes, asi, sid }
    private static let words = WordTable<Member>.all()

    /// What a malformed chain names before the place where it stops being one.
    static func read(_ chain: UnsafeBufferPointer<UInt8>, room: ScannerRoom) -> [Text] {
        var accounts: [Text] = []
        var scanner = ByteScanner(chain.baseAddress!, room: room)
        // The line's own texts are still needed.
        scanner.decoded = room.decodedContext
        try? nodes(&scanner, room, &accounts)
        return accounts
    }

    private static func nodes(
        _ scanner: inout ByteScanner, _ room: ScannerRoom, _ accounts: inout [Text]
    ) throws(GateFault) {
        guard var chain = try scanner.openObject() else { return }
        while let name = try scanner.nextName(&chain) {
            guard words[name] == .nodes, try scanner.openArray() else {
                try scanner.skipValue()
                continue
            }
            var isFirst = true
            while try scanner.nextElement(isFirst: &isFirst) {
                if let account = try node(&scanner, room) { accounts.append(account) }
            }
        }
    }

    private static func node(_ scanner: inout ByteScanner, _ room: ScannerRoom) throws(GateFault) -> Text? {
        guard var node = try scanner.openObject() else { return nil }
        var (system, account): (Text?, Text?) = (nil, nil)
        while let name = try scanner.nextName(&node) {
            switch words[name] {
            case .asi?: system = try scanner.text()
            case .sid?: account = try scanner.text()
            default: try scanner.skipValue()
            }
        }
        guard let system, let account else { return nil }
        return room.kept.keep(Array(system.bytes) + [UInt8(ascii: "/")] + Array(account.bytes))
    }
}
