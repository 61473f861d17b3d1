import Daylight
import Sponsorship

@testable import Server

extension PageSample {
    /// The library of ads and a sponsor's page, in every state that their templates know.
    static func libraryPages() throws -> [PageSample] {
        let ads = try ads()
        let library = try AdLibrary().appending(ads)
        var query = try LibraryQuery(
            urlQuery: "q=bus&sponsor=Kustpartiet&none=controllingEntity&unknown=payer&from=2026-08-01&min=1&currency=SEK")
        query.facets = LibraryPage.facets
        var all = LibraryQuery()
        all.facets = LibraryPage.facets
        all.valuesPerFacet = 1
        all.trend = LibraryQuery.Trend(step: .month)
        let answer = try library.answer(all)
        let words = Words(messages: try Messages.english())
        let trend = TrendPicture(answer.trend)?.drawing(words)
        return [
            PageSample(
                name: "library",
                page: LibraryPage(query: all, answer: answer, ads: ads, trend: trend, canPublish: true, problem: nil)),
            PageSample(
                name: "library-none",
                page: LibraryPage(
                    query: query, answer: try library.answer(query), ads: [], trend: nil, canPublish: false, problem: hostile),
                chrome: .anonymous),
            PageSample(
                name: "library-filtered",
                page: LibraryPage(
                    query: try LibraryQuery(urlQuery: "territory=SE&currency=SEK"), answer: answer, ads: ads, trend: trend,
                    canPublish: false, problem: nil), chrome: .anonymous),
            PageSample(
                name: "sponsor", page: try SponsorPage(name: hostile, answer: answer, ads: ads, trend: trend, pledges: [pledge()])
            ),
        ]
    }

    private static func ads() throws -> [LibraryAd] {
        let period = LibraryAd.Period(
            start: CivilDate(year: 2026, month: 8, day: 17)!, end: CivilDate(year: 2026, month: 9, day: 13)!)!
        let money = LibraryAd.Amount(low: Decimal("100")!, high: nil, currency: "SEK")
        return [
            try LibraryAd(
                id: "ad-K7QX20ZM", sequence: 1, address: "/t/K7QX20ZM",
                content: LibraryAd.Content(title: hostile, text: "bus", languages: ["sv"], mediums: [.print]),
                sponsor: "Kustpartiet", payer: "Kustpartiet", controllingEntity: .none, publisher: "Norrvikens Tidning AB",
                elections: ["Riksdagsvalet 2026"], territories: ["SE"], period: period, amount: money, techniques: .notUsed,
                reach: LibraryAd.Count(low: 10, high: 20), state: .running, source: .notice),
            try LibraryAd(
                id: "meta:1", sequence: 2, address: "/ask?subject=ad%3Ameta%3A1", content: LibraryAd.Content(title: "Meta ad"),
                sponsor: nil, payer: nil, publisher: "meta", period: period, amount: nil,
                state: .removed(LibraryAd.Removal(ground: .law, reason: "An order.")), source: .meta),
        ]
    }
}
