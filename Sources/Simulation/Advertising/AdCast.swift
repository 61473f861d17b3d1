/// Who takes part in one ad. Everybody is invented; `ZZ` is no country.
struct AdCast {
    let number: Int
    let sponsor: String
    let party: String
    let place: String
    let site: String
    let exchange = "bright-exchange.example"
    let agency = "Agency Fernwood"

    /// The accounts that sell the sites' space; two sites share the last one.
    static let sites = Names.sites.map { "\($0).example" }
    static let listedSites = Names.campaignSites.map { "\($0).example" }

    init(_ number: Int, kind: AdKind, using random: inout SeededGenerator) {
        self.number = number
        party = Names.parties[number % Names.parties.count]
        place = random.pick(Names.places)
        sponsor = "\(party) \(place) \(number + 1)"
        site = random.pick(kind == .moneyToListed ? Self.listedSites : Self.sites)
    }

    /// What stands between the ad and its party when nobody is to know.
    var front: String { "Friends of \(place) \(number + 1)" }
    var payer: String { "Brightwater Holdings \(number + 1)" }
    var domain: String { "\(Names.slug(sponsor)).example" }
    /// The party's own pages: known to every publisher that has carried an ad of it.
    var partyDomain: String { "\(Names.slug(party)).example" }
    var noticeAddress: String { "https://\(site)/t/\(id)" }
    var id: String { "ad-\(number + 1)" }
    var account: String { Self.account(of: site) }

    static func account(of site: String) -> String {
        listedSites.dropFirst().contains(site) || site == sites.last ? "pub-shared" : "pub-\(site.split(separator: ".")[0])"
    }
}
