/// What is on record about an ad and how it was aimed. What nobody has said stays unknown; nothing is filled in.
public struct AdFacts: Hashable, Sendable {
    /// A fact that may be missing. "There is none" and "nobody has said" are different answers.
    public enum Fact<Value: Hashable & Sendable>: Hashable, Sendable {
        case known(Value)
        case none
        case unknown
    }

    /// A group of people that the ad was aimed at or kept from, in the words of the notice.
    public struct Group: Hashable, Sendable {
        public let isIncluded: Bool
        /// What was looked at, such as `age`.
        public let parameter: String
        /// How it was compared, such as `between`.
        public let comparison: String
        public let values: [String]
        /// A code of reference 6.2, or another word.
        public let dataCategory: String
        /// A code of reference 6.2, or another word.
        public let dataSource: String

        public init(
            isIncluded: Bool, parameter: String, comparison: String, values: [String], dataCategory: String, dataSource: String
        ) {
            self.isIncluded = isIncluded
            self.parameter = parameter
            self.comparison = comparison
            self.values = values
            self.dataCategory = dataCategory
            self.dataSource = dataSource
        }
    }

    /// How the ad was aimed.
    public enum Aiming: Hashable, Sendable {
        /// The sponsor says that no personal data were used to choose who sees it.
        case notTargeted
        case targeted([Group])
        case unknown
    }

    /// One delivery of the ad, told to the person who holds its token.
    public struct Delivery: Hashable, Sendable {
        /// When, in words.
        public let time: String
        /// Which of the groups the ad server matched, by their place in the list; empty for none.
        public let matchedGroups: [Int]
        /// The variant that was shown.
        public let variant: String?

        public init(time: String, matchedGroups: [Int], variant: String? = nil) {
            self.time = time
            self.matchedGroups = matchedGroups
            self.variant = variant
        }
    }

    public var sponsor: Fact<String> = .unknown
    /// ``Fact/none`` when nobody does.
    public var controllingEntity: Fact<String> = .unknown
    /// ``Fact/none`` when it was not paid for.
    public var payer: Fact<String> = .unknown
    /// First and last day, in words.
    public var period: Fact<ClosedPeriod> = .unknown
    public var aiming: Aiming = .unknown
    /// Goals and logic in the sponsor's words.
    public var reasons: Fact<String> = .unknown
    /// What an AI system did; ``Fact/none`` when none took part.
    public var aiSystem: Fact<String> = .unknown
    /// People or views, as published.
    public var reach: Fact<Int64> = .unknown
    /// Where rights of data protection are exercised.
    public var rightsLink: String?
    /// Where a suspected breach is notified.
    public var notificationLink: String?
    /// The notice itself.
    public var noticeLink: String?
    public var delivery: Delivery?

    /// Two days, in words.
    public struct ClosedPeriod: Hashable, Sendable {
        public let start: String
        public let end: String

        public init(start: String, end: String) {
            self.start = start
            self.end = end
        }
    }

    /// An ad of which nothing is known.
    public init() {}
}
