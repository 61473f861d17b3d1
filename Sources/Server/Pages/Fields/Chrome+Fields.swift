import Daylight

extension Chrome {
    /// What the layout shows around the page.
    func fields(_ words: Words, section: NavigationSection?) -> Fields {
        [
            "siteTitle": .text(siteTitle),
            "stylesheet": .text(SitePath.stylesheet),
            "favicon": .text(SitePath.favicon),
            "home": .text(SitePath.home),
            "navigation": .list(navigation(words, section: section)),
            "visitor": .optional(visitorFields),
            "signIn": .text(SitePath.signIn(returningTo: currentPath)),
            "signOut": .text(SitePath.signOut),
            "tokens": .text(SitePath.tokens),
            "csrf": .text(csrfToken),
            "freshness": .text(freshnessText(words)),
            "receipts": .text(SitePath.receipts),
            "verify": .text(SitePath.verify),
            "accessibility": .text(SitePath.accessibility),
            "policy": .text(policy),
        ]
    }

    private func navigation(_ words: Words, section: NavigationSection?) -> [Fields] {
        NavigationSection.allCases.map { entry in
            ["path": .text(entry.path), "label": .text(words(entry)), "isHere": .flag(entry == section)]
        }
    }

    private var visitorFields: Fields? {
        guard case .signedIn(let name, let role) = visitor else { return nil }
        return ["name": .text(name), "role": .text(role)]
    }

    private func freshnessText(_ words: Words) -> String {
        switch freshness {
        case .noData: words(.freshnessNone)
        case .asOf(let time): words(.freshnessAsOf, ["date": words.moment(time)])
        }
    }
}

extension NavigationSection {
    /// Where the entry leads.
    var path: String {
        switch self {
        case .ask: SitePath.ask
        case .findings: SitePath.findings
        case .ads: SitePath.ads
        case .claims: SitePath.factChecks
        case .feed: SitePath.feed
        case .count: SitePath.elections
        case .data: SitePath.data
        case .log: SitePath.log
        case .method: SitePath.method
        }
    }
}
