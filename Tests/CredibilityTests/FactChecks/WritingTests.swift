import Credibility
import Daylight
import Testing

/// Records handed on (section 4.4 of the credibility reference).
@Suite struct WritingTests {
    private static func records() throws -> [FactCheck] {
        let rating: JSONValue = ["alternateName": "R&amp;amp;D: true", "ratingValue": 700, "bestRating": 5, "worstRating": 1]
        let reviews: [JSONObject] = [
            Imported.review(), Imported.review(["url": "#2", "claimReviewed": "1 < 2 &amp;lt;b&amp;gt; </script><!--"]),
            Imported.review(["url": "#3", "reviewRating": rating, "itemReviewed": nil, "author": nil, "inLanguage": nil]),
            Imported.review(["url": "#4", "reviewRating": ["ratingValue": 2, "bestRating": 1, "worstRating": 4]]),
            Imported.review(["url": "#5", "itemReviewed": ["appearance": ["https://a.example/1", "https://a.example/2"]]]),
            [
                "@type": "MediaReview", "url": "#5", "mediaAuthenticityCategory": "StagedContent",
                "originalMediaContextDescription": "x", "originalMediaLink": "https://o.example/",
                "itemReviewed": ["mediaItemAppearance": [["contentUrl": "https://i.example/", "sha256": "ab"]]],
            ],
        ]
        let document = try Imported.document(CanonicalJSON.line(.array(reviews.map(JSONValue.object))))
        #expect(document.records.count == 5 && document.problems.isEmpty)
        return document.records
    }

    @Test func aFeedGivesTheSameRecordsBack() throws {
        let records = try Self.records()
        let text = CanonicalJSON.line(FactCheckFeed(records, terms: FactCheckTerms(publisher: "Observers")).json)
        let document = try Imported.document(text, at: "https://hub.example/feed.json", feeds: ["hub.example"])
        #expect(document.source == .feed && document.problems.isEmpty)
        #expect(document.records.count == records.count)
        for (copy, record) in zip(document.records, records) {
            var (found, expected) = (try #require(copy.json.objectValue), try #require(record.json.objectValue))
            (found["source"], expected["source"]) = (nil, nil)
            #expect(found == expected)
        }
    }

    @Test func everyItemHasItsLicence() throws {
        let feed = FactCheckFeed(try Self.records(), terms: FactCheckTerms()).json
        let items = try #require(feed["dataFeedElement"]?.arrayValue)
        #expect(items.count == 5)
        for item in items { #expect(item["item"]?.arrayValue?.first?["sdLicense"]?.stringValue == FactCheckTerms.attribution) }
    }

    @Test func noTextEndsTheScript() throws {
        let records = try Self.records()
        let element = LinkedDataScript.element(FactCheckFeed(records, terms: FactCheckTerms()).json)
        let page = try Imported.document("<html><head>" + element + "</head>")
        #expect(page.records.map(\.id) == records.map(\.id))
    }
}
