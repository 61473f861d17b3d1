import Daylight

/// Who answers for a host: the name registered under a public suffix.
struct DomainRules: Sendable {
    let suffixes: PublicSuffixList

    /// The registrable domain; `nil` for a host that is a public suffix itself, for that has no single owner.
    func domain(of host: Host?) -> Host? {
        guard let host else { return nil }
        let root = suffixes.rootDomain(of: host)
        guard root == host else { return root }
        // Of a name below, the host is the root unless it is a public suffix.
        guard let below = Host("x." + host.text) else { return nil }
        return suffixes.rootDomain(of: below) == host ? host : nil
    }

    /// Whether both have a registrable domain and it is the same.
    func isShared(_ one: Host?, _ other: Host?) -> Bool {
        guard let domain = domain(of: one) else { return false }
        return domain == self.domain(of: other)
    }
}
