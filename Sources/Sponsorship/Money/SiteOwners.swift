public import Daylight

/// Which sites belong to one owner, as far as files say so (sponsorship reference, section 10.5): sites are merged that name
/// the same owner domain, that a system pays the same publisher for, that share a registered domain, or that are declared one.
public struct SiteOwners: Sendable {
    private var parents: [String: String] = [:]

    public init() {}

    /// Says that two names stand for one owner.
    public mutating func merge(_ left: String, _ right: String) {
        let (first, second) = (shortened(left), shortened(right))
        guard first != second else { return }
        // The smaller name stands for both, so that the order of merging makes no difference.
        let isFirst = first.utf8.lexicographicallyPrecedes(second.utf8)
        parents[isFirst ? second : first] = isFirst ? first : second
    }

    /// The name that stands for the owner, with every name on the way now next to it.
    private mutating func shortened(_ name: String) -> String {
        let last = representative(name)
        var current = name
        while let parent = parents[current], parent != last {
            parents[current] = last
            current = parent
        }
        return last
    }

    /// The name that stands for the owner of this one.
    public func representative(_ name: String) -> String {
        var current = name
        while let parent = parents[current] { current = parent }
        return current
    }

    /// Merges what the files of sites and of advertising systems say.
    ///
    /// - Parameters:
    ///   - sites: each with its ads.txt.
    ///   - sellers: files of advertising systems.
    ///   - declared: groups of sites that their owner declares its own.
    public init(
        sites: [Host: AdsTxt], sellers: [Host: SellersFile], declared: [[Host]], suffixes: PublicSuffixList
    ) {
        for (site, file) in sites.sorted(by: { $0.key < $1.key }) {
            merge(site.text, suffixes.rootDomain(of: site).text)
            if let owner = file.ownerDomain { merge(site.text, suffixes.rootDomain(of: owner).text) }
            for record in file.records where record.relationship == .direct {
                guard let seller = sellers[record.domain]?.seller(record.id), seller.kind == .publisher,
                    let domain = seller.domain
                else { continue }
                merge(site.text, suffixes.rootDomain(of: domain).text)
            }
        }
        for group in declared { for site in group.dropFirst() { merge(group[0].text, site.text) } }
    }
}
