import Daylight
import Glibc
import Sponsorship
import Testing

/// The library answers as somebody would who looks at every ad.
///
/// `DAYLIGHT_LIBRARY_QUERIES=5000` in the environment asks that many queries of 20,000 versions; a test run does fewer.
@Suite("The library against a plain look at every ad")
struct LibraryPropertyTests {
    private static let wanted = getenv("DAYLIGHT_LIBRARY_QUERIES").flatMap { Int(String(cString: $0)) }
    private static let queries = wanted ?? 120

    /// Versions taken in batches large and small, with a library kept after some of them.
    private static let made: (plain: NaiveLibrary, snapshots: [AdLibrary], ads: [LibraryAd])? = {
        var generator = GeneratedAds(seed: 4)
        guard let ads = try? generator.next(wanted == nil ? 4_000 : 20_000) else { return nil }
        var plain = NaiveLibrary()
        var library = AdLibrary()
        var snapshots: [AdLibrary] = []
        var (start, random) = (0, SeededGenerator(seed: 5))
        while start < ads.count {
            let size = min(ads.count - start, [1, 1, 7, 50, 1_200, 1_200][random.below(6)])
            let batch = Array(ads[start..<start + size])
            plain.append(batch)
            guard let next = try? library.appending(batch) else { return nil }
            library = next
            start += size
            if random.isOne(in: 20) { snapshots.append(library) }
        }
        return (plain, snapshots + [library], ads)
    }()

    /// A query near what the ads hold.
    private func query(_ random: inout SeededGenerator, _ plain: NaiveLibrary, _ ads: [LibraryAd]) throws -> LibraryQuery {
        var query = LibraryQuery()
        let model = ads[random.below(ads.count)]
        if random.isOne(in: 2) { query.words = try words(&random, model) }
        for field in LibraryField.allCases where random.isOne(in: 12) {
            let other = ads[random.below(ads.count)]
            query.fields[field] = Set(
                [model, other].prefix(1 + random.below(2)).compactMap { plain.values($0, field).randomElement(using: &random) })
        }
        if random.isOne(in: 4) { query.from = model.period.start.adding(days: Int64(random.below(40))) }
        if random.isOne(in: 4) { query.to = (query.from ?? model.period.start).adding(days: Int64(random.below(40))) }
        if random.isOne(in: 40) { query.creative = model.content.creatives.first }
        if random.isOne(in: 4) {
            query.fields[.currency] = [.text(model.amount?.currency ?? "EUR")]
            let ends = [random.skewed(5_000), random.skewed(5_000)].sorted().map { Decimal(digits: Int128($0), scale: 0) }
            query.amount = LibraryQuery.AmountRange(
                low: random.isOne(in: 3) ? nil : ends[0], high: random.isOne(in: 3) ? nil : ends[1],
                certainty: random.isOne(in: 2) ? .certainly : .possibly)
        }
        query.order = LibraryQuery.Order.allCases[random.below(3)]
        if query.fields[.currency]?.count != 1 || query.fields[.currency] == [.unknown] {
            query.amount = nil
            if query.order == .amount { query.order = .newest }
        }
        query.limit = 1 + random.below(30)
        query.valuesPerFacet = random.below(12)
        if random.isOne(in: 3) {
            query.trend = LibraryQuery.Trend(
                step: random.isOne(in: 2) ? .week : .month,
                split: random.isOne(in: 2) ? LibraryField.allCases[random.below(LibraryField.allCases.count)] : nil)
        }
        query.facets = LibraryField.allCases.filter { _ in random.isOne(in: 4) }
        return query
    }

    private func words(_ random: inout SeededGenerator, _ model: LibraryAd) throws -> LibraryWords {
        let found = NaiveLibrary.texts(model).map { SearchWords.of($0) }.filter { !$0.isEmpty }
        let text = found[random.below(found.count)]
        let start = random.below(text.count)
        let phrase = text[start...].prefix(1 + random.below(3)).joined(separator: " ")
        switch random.below(4) {
        case 0: return try LibraryWords("\"\(phrase)\"")
        case 1: return try LibraryWords("\"\(phrase)\" \(text[0].prefix(2))")
        case 2: return try LibraryWords(String(text[start].prefix(1 + random.below(4))))
        default: return try LibraryWords(phrase)
        }
    }

    @Test("thousands of random queries, pages, facets and trends are as they should be")
    func randomQueries() throws {
        let (plain, snapshots, ads) = try #require(Self.made)
        var random = SeededGenerator(seed: 6)
        var found = 0
        let listed = snapshots.map { plain.listed($0.sequence) }
        for _ in 0..<Self.queries {
            let chosen = random.below(snapshots.count)
            let library = snapshots[chosen]
            let query = try query(&random, plain, ads)
            let expected = plain.matches(query, in: listed[chosen])
            let answer = try library.answer(query)
            found += answer.total > 0 ? 1 : 0
            let ordered = plain.sorted(expected, query).map(\.sequence)
            #expect(answer.total == expected.count, "\(query.urlQuery)")
            #expect(answer.page.map(\.sequence) == Array(ordered.prefix(query.limit)), "\(query.urlQuery)")
            try checkFacets(answer, query, expected, plain)
            checkTrend(answer, expected, plain)
            try checkSecondPage(answer, query, ordered, snapshots)
            #expect(try LibraryQuery(urlQuery: query.urlQuery) == query, "\(query.urlQuery)")
        }
        #expect(found > Self.queries / 4)
    }

    private func checkFacets(
        _ answer: LibraryAnswer, _ query: LibraryQuery, _ expected: [LibraryAd], _ plain: NaiveLibrary
    ) throws {
        var all = NaiveLibrary.Count()
        for ad in expected { all.add(ad) }
        #expect(answer.sums.figures == all.sums)
        #expect(answer.reach.low == UInt128(all.reach[1]) && answer.reach.ads == Int(all.reach[0]))
        #expect(answer.reach.high == (all.reach[3] == 0 ? UInt128(all.reach[2]) : nil))
        for facet in answer.facets {
            let counts = plain.facet(expected, facet.field)
            #expect(facet.distinct == counts.count)
            #expect(facet.rows.count == min(counts.count, query.valuesPerFacet))
            let largest = counts.values.map(\.ads).sorted(by: >).prefix(query.valuesPerFacet)
            #expect(facet.rows.map(\.ads) == Array(largest), "\(facet.field)")
            for row in facet.rows {
                let count = try #require(counts[plain.key(facet.field, row.value)])
                #expect(row.ads == count.ads && row.sums.figures == count.sums, "\(query.urlQuery) \(facet.field) \(row.value)")
            }
        }
    }

    private func checkTrend(_ answer: LibraryAnswer, _ expected: [LibraryAd], _ plain: NaiveLibrary) {
        guard let trend = answer.trend else { return }
        let chosen = trend.lines.compactMap(\.value)
        for (index, line) in trend.lines.enumerated() {
            let ads = expected.filter { ad in
                guard index > 0, let split = trend.query.split else { return true }
                let keys = plain.values(ad, split).map { plain.key(split, $0) }
                if let value = line.value { return keys.contains(plain.key(split, value)) }
                return !keys.contains { key in chosen.contains { plain.key(split, $0) == key } }
            }
            let counts = plain.facet(ads, trend.query.step == .week ? .week : .month)
            #expect(line.points.map(\.start) == line.points.map(\.start).sorted())
            #expect(line.points.count == counts.count)
            for point in line.points {
                let count = counts[.text(point.start)]
                #expect(point.ads == count?.ads && point.sums.figures == count?.sums)
                #expect(point.reach.low == UInt128(count?.reach[1] ?? 0))
            }
        }
    }

    /// The second page comes from a library that has taken more since.
    private func checkSecondPage(
        _ answer: LibraryAnswer, _ query: LibraryQuery, _ ordered: [UInt64], _ snapshots: [AdLibrary]
    ) throws {
        guard let next = answer.next, let last = snapshots.last else {
            #expect(ordered.count <= query.limit)
            return
        }
        var second = query
        second.cursor = try LibraryCursor(next.description)
        let later = try last.answer(second)
        #expect(later.page.map(\.sequence) == Array(ordered.dropFirst(query.limit).prefix(query.limit)))
        #expect(later.total == answer.total && later.snapshot == answer.snapshot && later.sums == answer.sums)
        #expect(Array(try last.references(second)).map(\.sequence) == Array(ordered.dropFirst(query.limit)))
    }
}
