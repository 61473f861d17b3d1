public import Daylight

extension LibraryAd {
    /// Who ultimately controls the sponsor. That nobody does is an answer, that nobody said is none.
    public enum ControllingEntity: Hashable, Sendable {
        case known(String)
        case none
        case unknown

        var name: String? { if case .known(let name) = self { name } else { nil } }
    }

    /// From the first day to the last on which it ran or runs.
    public struct Period: Hashable, Sendable {
        public static let firstYear: Int64 = 1990
        public static let lastYear: Int64 = 2199

        public let start: CivilDate
        /// `nil` when the source tells no last day: then it counts as running on.
        public let end: CivilDate?

        /// `nil` when the end is before the start or a year is not from 1990 to 2199.
        public init?(start: CivilDate, end: CivilDate?) {
            let years = Self.firstYear...Self.lastYear
            guard years.contains(start.year), end.map({ years.contains($0.year) && $0 >= start }) ?? true else { return nil }
            self.start = start
            self.end = end
        }
    }

    /// Whether targeting or ad-delivery techniques on personal data were used (TTPA Art. 12(1)(l)), and which.
    public enum Techniques: Hashable, Sendable {
        case used(TechniqueList)
        case notUsed
        case unknown
    }

    /// The techniques of an ad.
    public struct TechniqueList: Hashable, Sendable {
        /// The codes of reference 6.2, such as `location` or `lookalike`.
        public let codes: [String]
        /// The groups addressed and left out.
        public let criteria: [Criterion]

        /// - Throws: where a text or a list is too long or has control characters.
        public init(codes: [String] = [], criteria: [Criterion] = []) throws(InputError) {
            try LibraryText.check(codes, "techniques", limit: LibraryText.identifierLimit)
            try LibraryText.checkCount(criteria.count, "criteria")
            self.codes = codes
            self.criteria = criteria
        }
    }

    /// One parameter by which recipients were chosen or left out (TTPA Art. 19(1)(c), DSA Art. 39(2)(e)).
    public struct Criterion: Hashable, Sendable {
        public let isExclusion: Bool
        /// Such as `age`.
        public let parameter: String
        /// Such as `18-24`.
        public let values: [String]

        /// - Throws: where a text or the list is too long or has control characters.
        public init(isExclusion: Bool = false, parameter: String, values: [String]) throws(InputError) {
            try LibraryText.check(parameter, "parameter", limit: LibraryText.nameLimit)
            try LibraryText.check(values, parameter)
            self.isExclusion = isExclusion
            self.parameter = parameter
            self.values = values
        }
    }

    /// Recipients of one group, such as those in one Member State.
    public struct AudienceCell: Hashable, Sendable {
        /// Such as `18-24 female` or `DE`.
        public let group: String
        /// The Member State the cell is about, if it is about one (alpha-2; DSA Art. 39(2)(g)).
        public let memberState: String?
        /// `nil` where it must not be shown, lest few people are told apart.
        public let recipients: Count?

        /// - Throws: where a text is empty, too long or has control characters.
        public init(group: String, memberState: String? = nil, recipients: Count?) throws(InputError) {
            try LibraryText.check(group, "group", limit: LibraryText.nameLimit)
            try LibraryText.check(memberState, "memberState")
            self.group = group
            self.memberState = memberState
            self.recipients = recipients
        }
    }
}

extension LibraryAd.Techniques {
    /// `nil` when nobody said.
    var word: String? {
        switch self {
        case .used: "yes"
        case .notUsed: "no"
        case .unknown: nil
        }
    }

    var codes: [String] { if case .used(let list) = self { list.codes } else { [] } }
    var criteria: [LibraryAd.Criterion] { if case .used(let list) = self { list.criteria } else { [] } }
}
