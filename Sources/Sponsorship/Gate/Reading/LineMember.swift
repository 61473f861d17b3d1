/// Members of a line that somebody asks for, by the names of OpenRTB; all others are passed over.
enum LineMember: String, CaseIterable, Sendable {
    case request, response, context
    case id, imp, site, app, user, device, regs, source, ext, cur, wseat, bseat
    case domain, publisher, buyeruid, eids, yob, ifa, coppa, dsa, ttpa, schain, nodes, asi, sid
    case dsarequired, required, pubrender, datatopub, transparency, dsaparams, params, behalf, paid, adrender
    case scope, political, consent, notice, noticehash, election, targeting, criteria, c, src
    case seatbid, seat, bid, impid, adomain, crid, cid, dealid
}

/// The words that a reader of lines looks for.
struct LineWords: Sendable {
    let members: WordTable<LineMember>
    let categories: WordTable<Category>
    let sources: WordTable<Source>

    private static let made = LineWords(members: .all(), categories: .all(), sources: .all())

    init() { self = Self.made }

    private init(
        members: WordTable<LineMember>, categories: WordTable<Category>, sources: WordTable<Source>
    ) { (self.members, self.categories, self.sources) = (members, categories, sources) }
}
