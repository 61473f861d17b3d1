import Daylight

/// Who answers for a host: the name registered under a public suffix.
struct DomainRules: Sendable {
    let suffixes: PublicSuffixList

    /// The registrable domain; `nil` for a host that is a public suffix itself, for that has no single owner.
    func domain(of host: Host?) -> Host? {
        host.flatMap { suffixes.registrableDomain(of: $0) }
    }

    /// Whether both have a registrable domain and it is the same.
    func isShared(_ one: Host?, _ other: Host?) -> Bool {
        guard let domain = domain(of: one) else { return false }
        return domain == self.domain(of: other)
    }
}
