public import Daylight

/// Whom the operator relies on, and on which day (credibility reference, sections 4.2 and 4.5).
public struct FactCheckPolicy: Sendable {
    public let signatories: SignatoryList
    /// Hosts whose feeds may speak for others, if each item agrees with its article.
    public let trustedFeeds: Set<Host>
    public let today: CivilDate
    let domains: DomainRules

    /// - Parameter suffixes: the list with its private section: two blogs of one provider are strangers.
    public init(suffixes: PublicSuffixList, signatories: SignatoryList, trustedFeeds: Set<Host>, today: CivilDate) {
        domains = DomainRules(suffixes: suffixes)
        self.signatories = signatories
        self.trustedFeeds = trustedFeeds
        self.today = today
    }

    /// Reads a list of hosts, one a line; blank lines and those that start with `#` are passed over.
    ///
    /// - Throws: ``InputError`` with the line that is no host.
    public static func hosts(parsing bytes: [UInt8]) throws(InputError) -> Set<Host> {
        var hosts: Set<Host> = []
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let text = String(decoding: LinkedDataText.trimmed(line), as: UTF8.self)
            if text.isEmpty || text.hasPrefix("#") { continue }
            guard let host = Host(text) else {
                throw InputError(place: .line(index + 1), expected: "a host name", found: text)
            }
            hosts.insert(host)
        }
        return hosts
    }
}

/// Where a review was found, as far as trust needs it.
struct ReviewOrigin {
    let source: FactCheck.Source
    /// Where the page or feed was found.
    let document: WebAddress?
    let item: Item

    /// The address that an item of a feed gives for its article.
    enum Item {
        case none
        case unusable
        case address(WebAddress)
    }
}

extension FactCheckPolicy {
    /// Why a review must not be relied on.
    ///
    /// - Parameter author: the fact-checker's own address, as written; another than one of the web says nothing.
    func trustProblems(of url: WebAddress, author: String?, from origin: ReviewOrigin) -> Set<FactCheckProblem> {
        var problems: Set<FactCheckProblem> = []
        if let document = origin.document {
            if !isVouched(url, by: document, origin) { problems.insert(.hostMismatch) }
        } else {
            problems.insert(.hostUnknown)
        }
        // White space in front hides no address: browsers pass over it.
        if let author = author.map({ String($0.drop(while: \.isWhitespace)) }), ReviewedClaim.hasWebScheme(author),
            !domains.isShared(url.host, WebAddress(author)?.host)
        {
            problems.insert(.authorMismatch)
        }
        return problems.union(signatoryProblems(of: url))
    }

    /// Whether the article's publisher is a signatory today.
    func signatoryProblems(of url: WebAddress) -> Set<FactCheckProblem> {
        let rows = url.host.map(signatories.signatories) ?? []
        guard !rows.isEmpty else { return [.notSignatory] }
        return rows.contains { $0.isValid(on: today) } ? [] : [.signatoryExpired]
    }

    private func isVouched(_ url: WebAddress, by document: WebAddress, _ origin: ReviewOrigin) -> Bool {
        guard origin.source == .feed, let feed = document.host, trustedFeeds.contains(feed) else {
            return domains.isShared(url.host, document.host)
        }
        return switch origin.item {
        case .none: true
        case .unusable: false
        case .address(let address): domains.isShared(url.host, address.host)
        }
    }
}
