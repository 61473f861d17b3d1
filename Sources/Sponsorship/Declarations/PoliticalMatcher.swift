/// A ``PoliticalLexicon`` made ready for many ads: its names and words are folded once and found by their first word.
public struct PoliticalMatcher: Sendable {
    private enum Kind: Sendable { case vote, actor, term }

    /// Words of the lexicon, folded.
    private struct Phrase: Sendable {
        let words: [String]
        let text: String
        let kind: Kind
    }

    private let phrases: [Phrase]
    /// Places of phrases by their first word.
    private let byFirstWord: [String: [Int]]
    /// The first of the names that one bearer has.
    private let actorByKey: [NameKey: String]
    private let domains: Set<String>

    public init(_ lexicon: PoliticalLexicon) {
        let all =
            lexicon.votes.map { ($0, Kind.vote) } + lexicon.actors.map { ($0, .actor) } + lexicon.terms.map { ($0, .term) }
        // The same words twice are one sign.
        var known: Set<[String]> = []
        phrases = all.compactMap { text, kind in
            let words = WordText(text).words
            return words.isEmpty || !known.insert(words).inserted ? nil : Phrase(words: words, text: text, kind: kind)
        }
        byFirstWord = Dictionary(grouping: phrases.indices) { [phrases] in phrases[$0].words[0] }
        let actors = lexicon.actors.map { (NameKey($0), $0) }.filter { !$0.0.text.isEmpty }
        actorByKey = Dictionary(actors) { first, _ in first }
        domains = Set(lexicon.domains.map { $0.lowercased() })
    }

    /// The test of Art. 8(1) as far as names and words go.
    public func proposal(for ad: PoliticalLexicon.Ad) -> PoliticalProposal {
        let found = found(in: WordText(ad.text).words)
        let votes = found.filter { $0.kind == .vote }
        var reasons = votes.map { PoliticalProposal.Reason(feature: .content, text: "names \($0.text)", weight: 0.6) }
        reasons += names(of: ad)
        reasons += found.filter { $0.kind == .actor }.map {
            .init(feature: .content, text: "names \($0.text), a political actor", weight: 0.5)
        }
        reasons += found.filter { $0.kind == .term }.map { .init(feature: .objective, text: "says “\($0.text)”", weight: 0.4) }
        if let landing = ad.landing, isPolitical(landing.host) {
            reasons.append(.init(feature: .context, text: "leads to \(landing.host), a political actor's site", weight: 0.7))
        }
        if ad.landingWasFactChecked {
            reasons.append(.init(feature: .context, text: "leads to a page that was fact-checked", weight: 0.2))
        }
        // That it runs before a vote is one sign, however many votes there are.
        if !ad.windows.isEmpty {
            reasons.append(.init(feature: .context, text: "runs before \(ad.windows.joined(separator: ", "))", weight: 0.2))
        }
        return PoliticalProposal(reasons: reasons, namesVote: !votes.isEmpty)
    }

    /// Every phrase that stands in the text, once, in the order of the lexicon.
    private func found(in words: [String]) -> [Phrase] {
        var places: Set<Int> = []
        for (start, word) in words.enumerated() {
            for place in byFirstWord[word] ?? [] where !places.contains(place) {
                if words[start...].starts(with: phrases[place].words) { places.insert(place) }
            }
        }
        return places.sorted().map { phrases[$0] }
    }

    /// The sponsor, and the advertiser under another name, as far as they are political actors.
    private func names(of ad: PoliticalLexicon.Ad) -> [PoliticalProposal.Reason] {
        let sponsor = NameKey(ad.sponsor)
        var reasons: [PoliticalProposal.Reason] = []
        if let actor = actorByKey[sponsor] {
            reasons.append(.init(feature: .sponsor, text: "the sponsor is \(actor), a political actor", weight: 0.9))
        }
        if let advertiser = ad.advertiser.map({ NameKey($0) }), advertiser != sponsor, let actor = actorByKey[advertiser] {
            reasons.append(.init(feature: .sponsor, text: "the advertiser is \(actor), a political actor", weight: 0.9))
        }
        return reasons
    }

    /// Whether the name is one of the actors'.
    func isActor(_ name: String) -> Bool { actorByKey[NameKey(name)] != nil }

    /// Whether the host is one of the domains or below one.
    func isPolitical(_ host: String) -> Bool {
        var name = host[...]
        while !domains.contains(String(name)) {
            guard let point = name.firstIndex(of: ".") else { return false }
            name = name[point...].dropFirst()
        }
        return true
    }
}
