public import Daylight

/// A question to the library: which ads, in which order, and what to count of them. Every query is a link.
public struct LibraryQuery: Hashable, Sendable {
    /// The order of a list of ads. Among equals the version that the library took later comes first.
    public enum Order: String, CaseIterable, Hashable, Sendable {
        /// By the first day, latest first.
        case newest
        /// By the lower and then the upper end of the amount, largest first; only within one currency.
        case amount
        /// By how many of the words stand in the title or in a name, then newest.
        case relevance
    }

    /// How sure an amount known as a band has to lie in the wanted range.
    public enum Certainty: String, CaseIterable, Hashable, Sendable {
        /// The whole band lies in it.
        case certainly
        /// The band and the range have a point in common.
        case possibly
    }

    /// Amounts from a lowest to a highest, both included, in the one currency that the query asks for.
    public struct AmountRange: Hashable, Sendable {
        public let low: Decimal?
        public let high: Decimal?
        public let certainty: Certainty
        let lowUnits: UInt64
        /// One more than any amount when there is no highest.
        let highUnits: UInt64

        /// `nil` unless 0 ≤ low ≤ high < 10^15, with at most four digits behind the point, and there is one of them.
        public init?(low: Decimal?, high: Decimal?, certainty: Certainty = .possibly) {
            guard low != nil || high != nil, let lowUnits = low.map(LibraryAd.Amount.units) ?? .some(0),
                let highUnits = high.map(LibraryAd.Amount.units) ?? .some(LibraryAd.Amount.open), lowUnits <= highUnits
            else { return nil }
            self.low = low
            self.high = high
            self.certainty = certainty
            self.lowUnits = lowUnits
            self.highUnits = highUnits
        }
    }

    /// Counts over time.
    public struct Trend: Hashable, Sendable {
        public enum Step: String, CaseIterable, Hashable, Sendable {
            /// From Monday (ISO 8601).
            case week
            case month
        }

        public var step: Step
        /// Draws one line for each of the most frequent values of this field, and one for the rest.
        public var split: LibraryField?

        public init(step: Step, split: LibraryField? = nil) {
            self.step = step
            self.split = split
        }
    }

    public static let pageLimit = 1_000
    public static let usualPageLimit = 50
    public static let facetLimit = 1_000
    public static let usualFacetLimit = 20
    /// Most lines of a trend that is split, the rest not counted.
    public static let splitLimit = 10
    /// Most values of one field in a query.
    public static let valueLimit = 100

    /// All have to stand in the ad.
    public var words = LibraryWords()
    /// An ad has to have one of the values in every field named.
    public var fields: [LibraryField: Set<LibraryValue>] = [:]
    /// The first and last day of a time in which the ad ran, for at least a day.
    public var from: CivilDate?
    public var to: CivilDate?
    public var amount: AmountRange?
    /// SHA-256 of a creative that the ad has.
    public var creative: Digest?
    public var order = Order.newest
    /// Ads on a page, 1 to `pageLimit`.
    public var limit = usualPageLimit
    /// Where the page before this one ended.
    public var cursor: LibraryCursor?
    public var facets: [LibraryField] = LibraryField.usual
    /// Values counted out of each facet, 0 to `facetLimit`.
    public var valuesPerFacet = usualFacetLimit
    public var trend: Trend?

    /// Every ad.
    public init() {}

    /// The one currency asked for.
    var currency: String? {
        guard let values = fields[.currency], values.count == 1, case .text(let code)? = values.first else { return nil }
        return code
    }
}
