/// What the library answers to a query. Every figure counts every ad that matches; nothing is sampled.
public struct LibraryAnswer: Hashable, Sendable {
    /// The sequence number of the last version that counted.
    public let snapshot: UInt64
    /// Ads that match.
    public let total: Int
    public let sums: [LibrarySum]
    /// People or views reached, summed over the ads that tell.
    public let reach: LibraryReach
    public let page: [LibraryReference]
    /// Asks for the page after this one; `nil` on the last.
    public let next: LibraryCursor?
    /// In the order in which the query names them.
    public let facets: [LibraryFacet]
    public let trend: LibraryTrend?
}

/// One version of an ad, to be read from the store.
public struct LibraryReference: Hashable, Sendable {
    public let id: String
    public let version: UInt32
    public let sequence: UInt64
}

/// What ads cost together in one currency: the lower ends summed, the upper ends summed.
public struct LibrarySum: Hashable, Sendable {
    public let currency: String
    /// Ads that tell an amount in it.
    public let ads: Int
    public let low: Decimal
    /// The upper ends of those that have one.
    public let closedHigh: Decimal
    /// Ads whose band has no upper end.
    public let open: Int

    /// The upper end of the sum; `nil` when one of the ads has none.
    public var high: Decimal? { open == 0 ? closedHigh : nil }
}

/// What ads reached together, as interval.
public struct LibraryReach: Hashable, Sendable {
    /// Ads that tell their reach.
    public let ads: Int
    /// The lower ends summed; whoever saw two ads counts twice.
    public let low: UInt128
    /// The upper ends summed; `nil` when one of the ads has none.
    public let high: UInt128?
}

/// The ads of an answer by the values of one field.
public struct LibraryFacet: Hashable, Sendable {
    /// One value with its ads. An ad that has several values counts for each of them.
    public struct Row: Hashable, Sendable {
        public let value: LibraryValue
        public let ads: Int
        public let sums: [LibrarySum]
    }

    public let field: LibraryField
    /// The most frequent first; equals in the order of their bytes, none and unknown last.
    public let rows: [Row]
    /// How many values there are, shown or not.
    public let distinct: Int
}

/// The ads of an answer by the week or month of their first day.
public struct LibraryTrend: Hashable, Sendable {
    /// One week or month of one line.
    public struct Point: Hashable, Sendable {
        /// `2026-05`, or the Monday of the week: `2026-05-11`.
        public let start: String
        public let ads: Int
        public let sums: [LibrarySum]
        public let reach: LibraryReach
    }

    /// One value of the field that the trend is split by.
    public struct Line: Hashable, Sendable {
        /// `nil` for the line of all ads, and for the ads that have none of the values of other lines.
        public let value: LibraryValue?
        /// In the order of time; weeks and months without ads are left out.
        public let points: [Point]
    }

    public let query: LibraryQuery.Trend
    /// All ads first; then, if it is split, the most frequent values and last the rest, if there is one.
    public let lines: [Line]
}
