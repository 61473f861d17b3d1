public import Daylight

/// Whether targeting or ad-delivery techniques on the basis of personal data were used (TTPA Art. 11(1)(d), 12(1)(l)).
public enum TechniquesUse: Hashable, Sendable {
    case notUsed
    case used(Techniques)

    public var isUsed: Bool { self != .notUsed }
}

/// What has to be told about targeting and ad-delivery techniques (TTPA Art. 19(1); reference 3.5).
public struct Techniques: Hashable, Sendable {
    /// A group of people that the ad was aimed at, or kept from.
    public struct Group: Hashable, Sendable {
        /// Aimed at or kept from.
        public enum Mode: String, Hashable, Sendable { case include, exclude }

        public let mode: Mode
        public let parameter: String
        /// How the values are compared, such as `in` or `between`.
        public let comparison: String
        /// Texts or numbers.
        public let values: [JSONValue]
        /// A code of reference 6.2 or another one, which a person has to judge.
        public let dataCategory: String
        /// A code of reference 6.2 or another one, which a person has to judge.
        public let dataSource: String

        public init(
            mode: Mode, parameter: String, comparison: String, values: [JSONValue], dataCategory: String, dataSource: String
        ) {
            self.mode = mode
            self.parameter = parameter
            self.comparison = comparison
            self.values = values
            self.dataCategory = dataCategory
            self.dataSource = dataSource
        }
    }

    /// Whether an AI system took part (TTPA Art. 19(1)(c)(iv)).
    public struct AISystem: Hashable, Sendable {
        public let used: Bool
        public let description: String?
        /// Such as `targeting`, `delivery` or `creative`.
        public let purpose: String?

        public init(used: Bool, description: String? = nil, purpose: String? = nil) {
            self.used = used
            self.description = description
            self.purpose = purpose
        }
    }

    public let groups: [Group]
    public let dataCategories: [String]
    /// Goals, mechanisms and logic, with the parameters that include and exclude and why they were chosen.
    public let goalsMechanismsLogic: String
    public let aiSystem: AISystem
    public let disseminationPeriod: Period
    public let individualsReached: Int64
    /// Where the controller's policy, the means to exercise rights and the risk assessment are read.
    public let policyLink: String
    public let rightsLink: String
    public let riskAssessmentLink: String

    public init(
        groups: [Group], dataCategories: [String], goalsMechanismsLogic: String, aiSystem: AISystem,
        disseminationPeriod: Period, individualsReached: Int64, policyLink: String, rightsLink: String,
        riskAssessmentLink: String
    ) {
        self.groups = groups
        self.dataCategories = dataCategories
        self.goalsMechanismsLogic = goalsMechanismsLogic
        self.aiSystem = aiSystem
        self.disseminationPeriod = disseminationPeriod
        self.individualsReached = individualsReached
        self.policyLink = policyLink
        self.rightsLink = rightsLink
        self.riskAssessmentLink = riskAssessmentLink
    }
}
