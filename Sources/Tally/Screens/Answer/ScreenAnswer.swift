public import Daylight

/// The result of one screen: a lead to look into, never a verdict.
public struct ScreenResult: Hashable, Sendable {
    /// S1 to S8.
    public let screen: String
    public let parameters: JSONObject
    /// How many counts, stations or changes it looked at.
    public let n: Int
    public let statistic: Double?
    public let p: Double?
    /// When the screen misleads.
    public let caveat: String
    /// Further figures.
    public var details: JSONObject = [:]

    init(
        _ screen: String, _ parameters: JSONObject, n: Int, statistic: Double? = nil, p: Double? = nil, caveat: String,
        details: JSONObject = [:]
    ) {
        self.screen = screen
        self.parameters = parameters
        self.n = n
        self.statistic = statistic
        self.p = p
        self.caveat = caveat
        self.details = details
    }
}

/// A station that stands out among its neighbours.
public struct ScreenFlag: Hashable, Sendable {
    public let screen: String
    public let unit: String
    /// `turnout` or `share:` and the list's number.
    public let measure: String
    public let z: Double
    public let p: Double
}

/// A mistake that would explain why a station stands out.
public struct ScreenSuggestion: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// The votes of two lists were exchanged.
        case swap(Int, Int)
        /// Two digits of a list's votes were exchanged; `votes` would fit.
        case transposition(list: Int, votes: Int64)
        /// The report of another station was taken for this one's.
        case stations(with: String)
    }

    public let unit: String
    public let kind: Kind
    /// Sum of squared distances from the neighbours as reported, and with the mistake undone.
    public let before: Double
    public let after: Double
}

/// All screens of an election (tally reference, section 4).
public struct ScreenAnswer: Sendable {
    /// What stands over every page that shows screens.
    public static let heading = "Leads, not verdicts: an unusual figure is a reason to look, and nothing more."

    /// How many single tests were made: among so many some stand out by chance.
    public let tests: Int
    public let screens: [ScreenResult]
    public let flags: [ScreenFlag]
    public let suggestions: [ScreenSuggestion]
}
