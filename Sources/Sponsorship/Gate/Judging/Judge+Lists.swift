extension Judge {
    /// M01: the lists that have the root domain of the site or of the app's developer.
    func listsOfPlace() -> [Int] {
        var lists: [Int] = []
        if let site = facts.request.siteDomain { add(listsOf: site, to: &lists) }
        if let app = facts.request.appDomain ?? facts.request.appPublisherDomain { add(listsOf: app, to: &lists) }
        return lists
    }

    private func add(listsOf place: Text, to lists: inout [Int]) {
        let host = canonical(place)
        guard mayBeListed(host) else { return }
        var entry = policy.listDomains[root(of: host)]
        while let index = entry {
            let found = policy.listEntries[index]
            if !lists.contains(found.list) { lists.append(found.list) }
            entry = found.next
        }
    }

    /// `false` for a host that is under nothing listed, of which the root need not be looked for.
    private func mayBeListed(_ host: Text) -> Bool {
        // Of what is no host any part may be called the root.
        guard host.count <= ByteTable.longestHost, let last = host.bytes.last, last != UInt8(ascii: ".") else { return true }
        return policy.listDomains[under: host] != nil
    }

    /// M02: the accounts of the supply chain that a list has.
    func listsOfChain(_ chain: ChainFacts) -> [AccountHit] {
        var hits: [AccountHit] = []
        for node in facts.nodes[chain.nodes] {
            guard let account = account(node), let entry = policy.listAccounts[account] else { continue }
            hits.append(AccountHit(account: account.string, list: policy.listEntries[entry].list))
        }
        return hits
    }

    /// `asi/sid`, the system canonical; `nil` when it is longer than any account that is listed.
    private func account(_ node: ChainNode) -> Text? {
        let system = canonical(node.system)
        guard system.count + 1 + node.account.count <= ScannerRoom.accountLimit else { return nil }
        let room = room.account
        room.update(from: system.start, count: system.count)
        room[system.count] = UInt8(ascii: "/")
        (room + system.count + 1).update(from: node.account.start, count: node.account.count)
        return Text(start: UnsafePointer(room), count: system.count + 1 + node.account.count, isPlain: false)
    }
}
