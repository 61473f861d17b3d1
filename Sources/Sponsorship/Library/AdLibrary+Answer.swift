public import Daylight

extension AdLibrary {
    /// Answers a query. With a cursor it answers from the library as it stood when the first page was asked for.
    ///
    /// - Throws: when the query cannot be answered, or its cursor is of another query or another library.
    public func answer(_ query: LibraryQuery) throws(InputError) -> LibraryAnswer {
        try query.check()
        let snapshot = try snapshot(of: query)
        let matches = Matcher(query, snapshot: snapshot, tables: tables).matches(in: parts)
        let found = PageFinder(query).first(query.limit + 1, of: matches, below: query.cursor?.position)
        let page = found.prefix(query.limit)
        let next =
            found.count > query.limit
            ? page.last.map { LibraryCursor(snapshot: snapshot, position: $0.position, query: query.fingerprint) } : nil
        return LibraryAnswer(
            snapshot: snapshot, total: matches.rows.count,
            sums: FacetCounter(.currency, of: matches, tables: tables).sums, reach: matches.reach,
            page: page.map { matches.parts[$0.part].segment.reference($0.row) }, next: next,
            facets: query.facets.map {
                FacetCounter($0, of: matches, tables: tables).facet(limit: query.valuesPerFacet)
            },
            trend: query.trend.map { TrendCounter($0, of: matches, tables: tables).trend })
    }

    /// All ads that match, in their order, for a download: the limit of the query is not heeded, its cursor is.
    ///
    /// - Throws: as `answer` does.
    public func references(_ query: LibraryQuery) throws(InputError) -> some Sequence<LibraryReference> & Sendable {
        try query.check()
        let matches = Matcher(query, snapshot: try snapshot(of: query), tables: tables).matches(in: parts)
        var places = PageFinder(query).all(matches)
        if let bound = query.cursor?.position { places.removeAll { $0.position >= bound } }
        let segments = matches.parts.map(\.segment)
        return places.lazy.map { segments[$0.part].reference($0.row) }
    }

    private func snapshot(of query: LibraryQuery) throws(InputError) -> UInt64 {
        guard let cursor = query.cursor else { return sequence }
        guard cursor.snapshot <= sequence else {
            throw InputError(field: "cursor", expected: "a cursor of this library", found: "a later snapshot")
        }
        return cursor.snapshot
    }
}

extension Matches {
    fileprivate var reach: LibraryReach {
        var tally = ReachTally()
        for part in parts {
            let column = part.segment.columns.reaches
            let (reaches, rows) = (column.span, rows.span)
            for index in part.rows { tally.add(reaches[Int(rows[index])]) }
        }
        return tally.reach
    }
}
