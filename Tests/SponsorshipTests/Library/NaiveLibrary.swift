import Daylight
import Sponsorship

/// Answers by looking at every ad, as plainly as it can be said.
struct NaiveLibrary {
    private var versions: [LibraryAd] = []
    private var texts: [UInt64: [[String]]] = [:]

    mutating func append(_ ads: [LibraryAd]) {
        versions += ads
        for ad in ads { texts[ad.sequence] = Self.texts(ad).map { SearchWords.of($0) } }
    }

    /// The listed versions as of a sequence number.
    func listed(_ snapshot: UInt64) -> [LibraryAd] {
        var newest: [String: LibraryAd] = [:]
        for ad in versions where ad.sequence <= snapshot { newest[ad.id] = ad }
        return Array(newest.values)
    }

    static func texts(_ ad: LibraryAd) -> [String] {
        var texts = [ad.content.title, ad.sponsor, ad.payer, ad.publisher, ad.content.text].compactMap { $0 } + ad.elections
        if case .known(let name) = ad.controllingEntity { texts.append(name) }
        return texts
    }

    // MARK: - Matching

    func matches(_ query: LibraryQuery, in listed: [LibraryAd]) -> [LibraryAd] {
        listed.filter { ad in
            query.fields.allSatisfy { field, wanted in
                values(ad, field).contains { value in wanted.contains { isSame(field, value, $0) } }
            }
                && hasWords(ad, query.words) && query.from.map { from in ad.period.end.map { $0 >= from } ?? true } ?? true
                && query.to.map { ad.period.start <= $0 } ?? true
                && query.amount.map { isInRange(ad, $0) } ?? true
                && query.creative.map { ad.content.creatives.contains($0) } ?? true
        }
    }

    private func isInRange(_ ad: LibraryAd, _ range: LibraryQuery.AmountRange) -> Bool {
        guard let amount = ad.amount else { return false }
        switch range.certainty {
        case .certainly:
            return range.low.map { amount.low >= $0 } ?? true
                && range.high.map { high in amount.high.map { $0 <= high } ?? false } ?? true
        case .possibly:
            return range.high.map { amount.low <= $0 } ?? true
                && range.low.map { low in amount.high.map { $0 >= low } ?? true } ?? true
        }
    }

    private func hasWords(_ ad: LibraryAd, _ words: LibraryWords) -> Bool {
        let texts = texts[ad.sequence, default: []]
        let all = texts.flatMap { $0 }
        let areThere = words.words.enumerated().allSatisfy { index, word in
            let isOpen = words.isLastOpen && index == words.words.count - 1
            return all.contains { isOpen ? $0.hasPrefix(word) : $0 == word }
        }
        return areThere
            && words.phrases.allSatisfy { phrase in
                texts.contains { text in
                    text.count >= phrase.count
                        && (0...text.count - phrase.count).contains { Array(text[$0..<$0 + phrase.count]) == phrase }
                }
            }
    }

    func values(_ ad: LibraryAd, _ field: LibraryField) -> [LibraryValue] {
        func list(_ texts: [String]) -> [LibraryValue] { texts.isEmpty ? [.unknown] : Set(texts).map { .text($0) } }
        func text(_ text: String?) -> [LibraryValue] { list(text.map { [$0] } ?? []) }
        switch field {
        case .sponsor: return text(ad.sponsor)
        case .payer: return text(ad.payer)
        case .controllingEntity:
            switch ad.controllingEntity {
            case .known(let name): return [.text(name)]
            case .none: return [.none]
            case .unknown: return [.unknown]
            }
        case .publisher: return text(ad.publisher)
        case .election: return list(ad.elections)
        case .territory: return list(ad.territories)
        case .language: return list(ad.content.languages)
        case .medium: return list(ad.content.mediums.map(\.rawValue))
        case .techniques:
            switch ad.techniques {
            case .used: return [.text("yes")]
            case .notUsed: return [.text("no")]
            case .unknown: return [.unknown]
            }
        case .technique: if case .used(let found) = ad.techniques { return list(found.codes) } else { return [.unknown] }
        case .state:
            switch ad.state {
            case .running: return [.text("running")]
            case .ended: return [.text("ended")]
            case .removed: return [.text("removed")]
            }
        case .source: return [.text(ad.source.rawValue)]
        case .currency: return text(ad.amount?.currency)
        case .month: return [.text(String(ad.period.start.description.prefix(7)))]
        case .week:
            var day = ad.period.start
            while day.weekday != 1 { day = day.adding(days: -1) }
            return [.text(day.description)]
        }
    }

    static let nameFields: Set<LibraryField> = [.sponsor, .payer, .controllingEntity, .publisher]

    /// What values are counted as one.
    func key(_ field: LibraryField, _ value: LibraryValue) -> LibraryValue {
        if case .text(let text) = value, Self.nameFields.contains(field) { return .text(NameKey(text).text) }
        return value
    }

    private func isSame(_ field: LibraryField, _ left: LibraryValue, _ right: LibraryValue) -> Bool {
        key(field, left) == key(field, right)
    }

    // MARK: - Order

    func sorted(_ ads: [LibraryAd], _ query: LibraryQuery) -> [LibraryAd] {
        ads.map { (ad: $0, key: sortKey($0, query)) }
            .sorted { left, right in
                for (one, other) in zip(left.key, right.key) where one != other { return one > other }
                return left.ad.sequence > right.ad.sequence
            }.map(\.ad)
    }

    private func sortKey(_ ad: LibraryAd, _ query: LibraryQuery) -> [Decimal] {
        let day = Decimal(digits: Int128(ad.period.start.daysSinceEpoch), scale: 0)
        let infinite = Decimal(digits: .max / 1_000_000, scale: 0)
        switch query.order {
        case .newest: return [day]
        case .amount: return [ad.amount?.low ?? .zero, ad.amount.map { $0.high ?? infinite } ?? .zero]
        case .relevance:
            let head = [ad.content.title, ad.sponsor, ad.payer, ad.publisher].compactMap { $0 } + ad.elections
            let names = if case .known(let name) = ad.controllingEntity { head + [name] } else { head }
            let words = Set(names.flatMap { SearchWords.of($0) })
            var score = query.words.phrases.joined().filter { words.contains($0) }.count
            for (index, word) in query.words.words.enumerated() {
                let isOpen = query.words.isLastOpen && index == query.words.words.count - 1
                if isOpen ? words.contains(where: { $0.hasPrefix(word) }) : words.contains(word) { score += 1 }
            }
            return [Decimal(digits: Int128(score), scale: 0), day]
        }
    }

    // MARK: - Counting

    /// Ads and, by currency, ads with an amount, the sum of lower ends, of upper ends, and those without one.
    struct Count: Equatable {
        var ads = 0
        var sums: [String: [Decimal]] = [:]
        var reach: [UInt64] = [0, 0, 0, 0]

        mutating func add(_ ad: LibraryAd) {
            ads += 1
            if let reached = ad.reach {
                for (index, more) in [1, reached.low, reached.high ?? 0, reached.high == nil ? 1 : 0].enumerated() {
                    reach[index] += more
                }
            }
            guard let amount = ad.amount else { return }
            let one = Decimal(digits: 1, scale: 0)
            let more = [one, amount.low, amount.high ?? .zero, amount.high == nil ? one : .zero]
            sums[amount.currency] = zip(sums[amount.currency] ?? [.zero, .zero, .zero, .zero], more).map { $0 + $1 }
        }
    }

    func facet(_ ads: [LibraryAd], _ field: LibraryField) -> [LibraryValue: Count] {
        var counts: [LibraryValue: Count] = [:]
        for ad in ads {
            for value in Set(values(ad, field).map { key(field, $0) }) { counts[value, default: Count()].add(ad) }
        }
        return counts
    }
}

extension [LibrarySum] {
    /// In the form of `NaiveLibrary.Count`.
    var figures: [String: [Decimal]] {
        Dictionary(
            uniqueKeysWithValues: map {
                (
                    $0.currency,
                    [
                        Decimal(digits: Int128($0.ads), scale: 0), $0.low, $0.closedHigh,
                        Decimal(digits: Int128($0.open), scale: 0),
                    ]
                )
            })
    }
}
