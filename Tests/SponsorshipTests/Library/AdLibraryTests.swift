import Daylight
import Sponsorship
import Testing

/// What researchers miss in the libraries of platforms, and find here.
@Suite("The library of advertisements")
struct AdLibraryTests {
    private func ad(
        _ id: String, _ sequence: UInt64, title: String = "Clean air for Kraków", sponsor: String? = "Havsfonden e.V.",
        low: String = "100", high: String? = "100", state: LibraryAd.State = .running, day: String = "2026-05-11"
    ) throws -> LibraryAd {
        let start = try #require(CivilDate(iso8601: day))
        return try LibraryAd(
            id: id, version: UInt32(sequence), sequence: sequence, address: "/t/\(id)",
            content: LibraryAd.Content(title: title, creatives: [Digest(of: Array(id.utf8))]), sponsor: sponsor, payer: nil,
            controllingEntity: .none, publisher: "Tageblatt", period: #require(LibraryAd.Period(start: start, end: nil)),
            amount: Decimal(low).flatMap { LibraryAd.Amount(low: $0, high: high.flatMap { Decimal($0) }, currency: "EUR") },
            state: state, source: .notice)
    }

    private func found(_ library: AdLibrary, _ query: String) throws -> [String] {
        try library.answer(LibraryQuery(urlQuery: query)).page.map(\.id)
    }

    @Test("words are found without accents, in any case and from their beginning; phrases in one text")
    func words() throws {
        let library = try AdLibrary().appending([ad("a", 1), ad("b", 2, title: "Air, clean: für Köln")])
        #expect(try found(library, "q=KRAKO") == ["a"])
        #expect(try found(library, "q=koln") == ["b"] && found(library, "q=clean+air") == ["b", "a"])
        #expect(try found(library, "q=%22clean+air%22") == ["a"])
        #expect(try found(library, "q=%22krakow+havsfonden%22").isEmpty, "a phrase does not reach from title to sponsor")
        #expect(try found(library, "q=koln+krakow").isEmpty && found(library, "q=clea+air").isEmpty)
    }

    @Test("a later version hides the earlier one, and what was removed stays listed with its state")
    func versions() throws {
        let removal = try LibraryAd.Removal(ground: .order, reason: "Order 12/2026")
        let first = try AdLibrary().appending([ad("a", 1, low: "5"), ad("b", 2)])
        let second = try first.appending([ad("a", 3, title: "Taken down", state: .removed(removal))])
        #expect(second.count == 2 && second.sequence == 3)
        #expect(try found(second, "q=krakow") == ["b"] && found(second, "state=removed") == ["a"])
        #expect(second.reference(id: "a")?.version == 3 && second.reference(id: "c") == nil)
        #expect(try found(first, "q=krakow") == ["b", "a"], "the library before is as it was")
    }

    @Test("pages show each ad once while others are added and replaced")
    func paging() throws {
        var library = try AdLibrary().appending((1...25).map { try ad("\($0)", UInt64($0)) })
        var query = LibraryQuery()
        query.limit = 4
        var seen: [String] = []
        var sequence: UInt64 = 25
        repeat {
            let answer = try library.answer(query)
            #expect(answer.total == 25)
            seen += answer.page.map(\.id)
            query.cursor = answer.next
            library = try library.appending([ad("\(sequence % 25 + 1)", sequence + 1), ad("new \(sequence)", sequence + 2)])
            sequence += 2
        } while query.cursor != nil
        #expect(seen.count == 25 && Set(seen) == Set((1...25).map { "\($0)" }))
    }

    @Test("a cursor serves its own query and its own library")
    func cursors() throws {
        let library = try AdLibrary().appending((1...3).map { try ad("\($0)", UInt64($0)) })
        var query = LibraryQuery()
        query.limit = 1
        query.cursor = try library.answer(query).next
        #expect(try library.answer(query).page.map(\.id) == ["2"])
        let earlier = try AdLibrary().appending([ad("1", 1)])
        #expect(throws: InputError.self) { try earlier.answer(query) }
        query.order = .relevance
        #expect(throws: InputError.self) { try library.answer(query) }
    }

    @Test("a band lies in a range certainly or possibly, and one without upper end never certainly below")
    func bands() throws {
        let library = try AdLibrary().appending([
            ad("exact", 1, low: "150.00", high: "150"), ad("band", 2, low: "100", high: "199"),
            ad("open", 3, low: "100", high: nil),
        ])
        let range = "currency=EUR&min=120&max=160"
        #expect(
            try found(library, range) == ["open", "band", "exact"] && found(library, range + "&match=certainly") == ["exact"])
        #expect(try found(library, "currency=EUR&min=100&match=certainly") == ["open", "band", "exact"])
        #expect(try found(library, "currency=EUR&max=99.99").isEmpty)
        let sum = try #require(try library.answer(LibraryQuery()).sums.first)
        #expect(sum.low.text() == "350.00" && sum.high == nil && sum.closedHigh.text() == "349.00" && sum.open == 1)
    }

    @Test("sums are exact beyond 64 bits")
    func largeSums() throws {
        let largest = "999999999999999.9999"
        let library = try AdLibrary().appending((1...5).map { try ad("\($0)", UInt64($0), low: largest, high: largest) })
        #expect(try library.answer(LibraryQuery()).sums.first?.high?.text() == "4999999999999999.9995")
    }

    @Test("spellings with one name key are one sponsor; none and unknown are two")
    func names() throws {
        let library = try AdLibrary().appending([
            ad("a", 1), ad("b", 2, sponsor: "HAVSFONDEN"), ad("c", 3, sponsor: nil),
        ])
        var query = LibraryQuery()
        query.facets = [.sponsor, .controllingEntity]
        let answer = try library.answer(query)
        #expect(answer.facets[0].rows.map(\.value) == [.text("Havsfonden e.V."), .unknown])
        #expect(answer.facets[0].rows.map(\.ads) == [2, 1] && answer.facets[1].rows.map(\.value) == [LibraryValue.none])
        #expect(try found(library, "sponsor=havsfonden") == ["b", "a"] && found(library, "unknown=sponsor") == ["c"])
        #expect(try found(library, "none=controllingEntity").count == 3 && found(library, "unknown=controllingEntity").isEmpty)
    }

    @Test("an ad is found by the hash of its creative, and by no word like it")
    func creatives() throws {
        let library = try AdLibrary().appending([ad("a", 1), ad("b", 2)])
        #expect(try found(library, "creative=\(Digest(of: Array("b".utf8)).hex)") == ["b"])
    }

    @Test("versions come in the order of their sequence numbers")
    func order() throws {
        let library = try AdLibrary().appending([ad("a", 7)])
        #expect(throws: InputError.self) { try library.appending([ad("b", 7)]) }
        #expect(throws: InputError.self) { try library.appending([ad("b", 8), ad("c", 8)]) }
    }

    @Test("texts without bounds or with control characters are refused")
    func bounds() {
        #expect(throws: InputError.self) { try ad("", 1) }
        #expect(throws: InputError.self) { try ad("a", 1, title: "a\u{7}") }
        #expect(throws: InputError.self) { try ad("a", 1, title: "a\u{85}") }
        #expect(throws: InputError.self) { try ad("a", 1, sponsor: String(repeating: "a", count: 2_001)) }
        #expect(LibraryAd.Amount(low: Decimal(digits: 2, scale: 0), high: Decimal(digits: 1, scale: 0), currency: "EUR") == nil)
        #expect(LibraryAd.Amount(low: Decimal(digits: -1, scale: 0), high: nil, currency: "EUR") == nil)
    }

    @Test("a removed ad's entry loses what it said, for whom and who paid, and shows why (DSA Art. 39)")
    func repository() throws {
        let removal = try LibraryAd.Removal(ground: .terms, reason: "No notice", facts: "Reported by a reader")
        let kept = RepositoryEntry(try ad("a", 1)).json
        let removed = RepositoryEntry(try ad("a", 1, state: .removed(removal))).json
        #expect(kept["title"]?.stringValue == "Clean air for Kraków" && kept["on_behalf_of"]?.stringValue == "Havsfonden e.V.")
        for name in ["title", "text", "creatives", "on_behalf_of", "paid_by"] { #expect(removed[name] == nil) }
        #expect(removed["removal"]?["reason"]?.stringValue == "No notice" && removed["start"]?.stringValue == "2026-05-11")
        #expect(kept["removal"] == nil)
    }

    @Test("a row has a cell for each column, and tells a band as a band")
    func rows() throws {
        let row = LibraryRow(try ad("a", 1, low: "100", high: nil))
        let cells = Dictionary(uniqueKeysWithValues: zip(LibraryRow.columns, row.cells))
        #expect(row.cells.count == LibraryRow.columns.count)
        #expect(cells["amount_low"] == "100.00" && cells["amount_high"] == "" && cells["controlling_entity"] == "none")
        #expect(row.json["amount_high"] == .null && row.json["payer"] == .null && row.json["version"]?.integerValue == 1)
    }
}
