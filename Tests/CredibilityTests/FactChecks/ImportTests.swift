import Credibility
import Daylight
import Testing

/// Reading of records, rule by rule of section 4.5 of the credibility reference.
@Suite struct ImportTests {
    @Test func aPlainReview() throws {
        let record = try Imported.record()
        #expect(record.url == "https://check.example/a" && record.publisherDomain?.text == "check.example")
        #expect(record.publisherName == "Check" && record.claim == "The server was abroad." && record.claimant == "Mara Nagy")
        #expect(record.claimDate?.description == "2026-11-02" && record.reviewDate?.description == "2026-11-10")
        #expect(record.appearances == ["https://social.example/p/5"] && record.language == "en")
        #expect(record.verdict == .false && record.verdictText == "False" && record.score == 0)
        #expect(record.status == .accepted && record.problems.isEmpty && record.source == .page)
        let id = Digest(of: Array("https://check.example/a\nthe server was abroad".utf8))
        #expect(record.id == id)
    }

    @Test func wordsWinOverTheNumber() throws {
        let record = try Imported.record([
            "reviewRating": ["alternateName": "Überwiegend falsch", "ratingValue": 9, "bestRating": 10, "worstRating": 0]
        ])
        #expect(record.verdict == .mostlyFalse && record.score == 0.9)
        #expect(record.problems == [.ratingDisagrees] && record.status == .accepted)
    }

    @Test func ratings() throws {
        func record(_ rating: JSONValue?) throws -> FactCheck { try Imported.record(["reviewRating": rating]) }
        #expect(try record("Half true").verdict == .mixed)
        #expect(try record(["name": "Satire"]).verdictText == "Satire")
        #expect(try record(["alternateName": " ", "name": "Satire"]).verdict == .satire)
        let number = try record(["ratingValue": "5", "bestRating": "1", "worstRating": "5"])
        #expect(number.verdict == .false && number.score == 0 && number.problems == [.missingVerdict])
        let unknown = try record(["alternateName": "Four Pinocchios"])
        #expect(unknown.verdict == .other && unknown.problems == [.unknownVerdict])
        let decided = try record(["alternateName": "Four Pinocchios", "ratingValue": 1, "bestRating": 5, "worstRating": 1])
        #expect(decided.verdict == .false && decided.problems.isEmpty)
        let none = try record(nil)
        #expect(none.verdict == .other && none.verdictText == nil && none.problems == [.missingVerdict])
        let outside = try record(["alternateName": "True", "ratingValue": 100, "bestRating": 5, "worstRating": 1])
        #expect(outside.score == nil && outside.problems == [.outOfScale])
    }

    @Test func severalValuesAndObjects() throws {
        let record = try Imported.record([
            "claimReviewed": [["@value": "The <b>server</b> was&nbsp;abroad."], "x"],
            "inLanguage": ["@type": "Language", "name": "English"],
            "url": ["@id": "https://check.example/a"],
        ])
        #expect(
            record.claim == "The server was abroad." && record.language == "English" && record.problems == [.multipleValues])
        for name in ["url", "datePublished", "inLanguage", "author", "reviewRating", "itemReviewed"] {
            let value = try #require(Imported.review()[name])
            #expect(try Imported.record([name: [value, value]]).problems == [.multipleValues], "\(name)")
            #expect(try Imported.record([name: [value]]).problems.isEmpty, "\(name)")
        }
        #expect(try Imported.record(["reviewRating": ["alternateName": ["False", "x"]]]).problems == [.multipleValues])
        #expect(try Imported.record(["itemReviewed": ["author": ["a", "b"]]]).claimant == "a")
    }

    @Test func datesOfOtherFormsAreLeftOut() throws {
        let record = try Imported.record(["datePublished": "2026-02-30"])
        #expect(record.reviewDate == nil && record.problems == [.badDate])
        #expect(try Imported.record(["datePublished": nil]).problems.isEmpty)
        #expect(try Imported.record(["datePublished": "2026-11-10T23:30:00-09:00"]).reviewDate?.description == "2026-11-10")
    }

    @Test func appearances() throws {
        let older = try Imported.record([
            "itemReviewed": [
                "@type": "CreativeWork", "appearance": [["url": "https://a.example/1"], "ftp://x", "https://a.example/1", 5],
                "firstAppearance": ["@id": "https://b.example"], "sameAs": ["http://c.example/", "text"],
            ]
        ])
        #expect(older.appearances == ["https://b.example", "https://a.example/1", "http://c.example/"])
        let claim = try Imported.record(["itemReviewed": ["@type": "schema:Claim", "sameAs": "https://c.example"]])
        #expect(claim.appearances.isEmpty)
    }

    @Test func references() throws {
        let page = """
            {"@graph": [{"@id": "#o", "@type": "Organization", "name": "Check", "url": {"@id": "https://check.example/"}},
              {"@id": "#r", "alternateName": "Fake"}, {"@id": "#loop", "author": {"@id": "#loop"}, "x": {"@id": "#loop"}},
              {"@type": ["Review", "http://schema.org/ClaimReview"], "url": "/a#1", "claimReviewed": "One",
               "author": {"@id": "#o"}, "reviewRating": {"@id": "#r"}, "itemReviewed": {"@id": "#loop"}},
              {"@type": "ClaimReview", "url": "#2", "claimReviewed": "Two", "author": {"@id": "#nobody"},
               "reviewRating": {"@id": "#chain"}}, {"@id": "#chain", "name": {"@id": "#r"}}]}
            """
        let records = try Imported.document(page).records
        #expect(records.map(\.url) == ["https://check.example/a#1", "https://check.example/a#2"])
        #expect(records.map(\.publisherName) == ["Check", nil])
        #expect(records[0].verdict == .false && records[0].claimant == nil && records[0].status == .accepted)
        #expect(records[1].verdictText == nil)
    }

    @Test func reviewsThatCannotBeKept() throws {
        func problem(_ changes: [String: JSONValue?], at address: String? = "https://check.example/a") throws -> [String] {
            let document = try Imported.document(CanonicalJSON.line(.object(Imported.review(changes))), at: address)
            return document.records.isEmpty ? document.problems.map(\.code.rawValue) : ["kept"]
        }
        #expect(try problem(["url": nil]) == ["missing-url"])
        #expect(try problem(["url": "ftp://check.example/"]) == ["bad-url"])
        #expect(try problem(["url": "https://u@check.example/"]) == ["bad-url"])
        #expect(try problem(["url": "https://check.example/ a"]) == ["bad-url"])
        #expect(try problem(["url": "/a"]) == ["kept"])
        #expect(try problem(["url": "/a"], at: nil) == ["bad-url"])
        #expect(try problem(["claimReviewed": "&nbsp;<br>"]) == ["missing-claim"])
        #expect(try problem(["@context": "https://other.example"]) == ["bad-context"])
        for context: JSONValue? in [
            nil, "http://schema.org/", ["https://x.example", "https://schema.org"], ["@vocab": "http://schema.org/"],
        ] {
            #expect(try problem(["@context": context]) == ["kept"])
        }
    }

    @Test func onlyTheFirstHundredOfAPage() throws {
        let reviews = (0..<103).map { JSONValue.object(Imported.review(["url": .string("#\($0)")])) }
        let scripts = reviews.map { "<script type='application/ld+json'>\(CanonicalJSON.line($0))</script>" }
        let page = try Imported.document("<html>" + scripts.joined())
        #expect(page.records.count == 100 && page.problems.map(\.code) == [.tooManyReviews])
        let file = try Imported.document(CanonicalJSON.line(.array(reviews)))
        #expect(file.records.count == 100 && file.problems.map(\.code) == [.tooManyReviews])
        let feed = try Imported.document(CanonicalJSON.line(["@type": "DataFeed", "dataFeedElement": .array(reviews)]))
        #expect(feed.records.count == 103 && feed.problems.isEmpty && feed.source == .feed)
    }

    @Test func duplicatesAreKeptOnce() throws {
        let twice = JSONValue.array([
            .object(Imported.review()), .object(Imported.review(["claimReviewed": "the SERVER was abroad"])),
        ])
        let document = try Imported.document(CanonicalJSON.line(twice))
        #expect(document.records.count == 1 && document.records[0].claim == "The server was abroad.")
        #expect(document.problems.map(\.code) == [.duplicate])
    }

    @Test func scriptsThatCannotBeRead() throws {
        let deep = String(repeating: "[", count: 33) + String(repeating: "]", count: 33)
        let large = "\"" + String(repeating: "x", count: 1 << 20) + "\""
        let good = CanonicalJSON.line(.object(Imported.review(["claimReviewed": "a\nb"]))).replacing(#"\n"#, with: "\n")
        let page = ["{", deep, large, good].map { "<script type=application/ld+json>\($0)</script>" }.joined()
        let document = try Imported.document("\u{FEFF} \n" + page)
        #expect(document.records.map(\.claim) == ["a b"])
        #expect(document.problems.map(\.code) == [.badJSON, .tooDeep, .tooLarge])
        let limit = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        #expect(try Imported.document(limit).problems.isEmpty)
        #expect(throws: InputError.self) { try Imported.document(deep) }
        #expect(throws: InputError.self) { try Imported.document("[") }
        #expect(throws: InputError.self) { try Imported.document("") }
        #expect(throws: InputError.self) { try Imported.document("text") }
        #expect(try Imported.document("[\(large)]").problems.map(\.code) == [.tooLarge])
    }

    @Test func media() throws {
        let review = CanonicalJSON.line(.object(Imported.review()))
        let media = """
            {"@type": "MediaReview", "url": "a", "mediaAuthenticityCategory": "https://schema.org/MissingContext",
             "originalMediaContextDescription": "A &lt;i&gt;street&lt;/i&gt;",
             "originalMediaLink": ["https://o.example/1", {"contentUrl": "https://o.example/2"}],
             "itemReviewed": {"@type": "MediaReviewItem", "mediaItemAppearance": [
               {"@type": "ImageObject", "contentUrl": "https://i.example/1.jpg", "sha256": "ab"}, {"sha256": "cd"}, {"x": 1}]}}
            """
        let record = try #require(try Imported.document("[\(media), \(review)]").records.first?.media)
        #expect(record.category == .decontextualized && record.context == "A street")
        #expect(record.originals == ["https://o.example/1", "https://o.example/2"])
        #expect(record.items == [.init(url: "https://i.example/1.jpg", sha256: "ab"), .init(url: nil, sha256: "cd")])
        let unknown = try Imported.document("[\(review), \(media.replacing("MissingContext", with: "Painted"))]")
        #expect(unknown.records.first?.media?.category == nil && unknown.records.first?.problems == [.unknownMediaCategory])
        let lonely = try Imported.document("[\(review), \(media.replacing(#""url": "a""#, with: #""url": "b""#))]")
        #expect(lonely.records.first?.media == nil && lonely.problems.map(\.code) == [.mediaWithoutClaim])
    }
}
