/// Status after the first fit (reference section 2.4): it says which raters agreed with the outcome.
enum PreliminaryStatus {
    static func of(_ parameters: BridgingParameters?, ratingCount: Int, isNotMisleading: Bool) -> NoteStatus {
        guard let parameters else { return .needsMoreRatings }
        var status = NoteStatus.needsMoreRatings
        if ratingCount >= Thresholds.ratings, parameters.intercept >= Thresholds.helpful, !isNotMisleading { status = .helpful }
        if ratingCount >= Thresholds.ratings, Thresholds.isNotHelpful(parameters) { status = .notHelpful }
        if isNotMisleading, parameters.intercept < Thresholds.notMisleading { status = .notHelpful }
        return status
    }
}

/// The figures of reference sections 2.4 to 2.9 and 3.3.
enum Thresholds {
    /// Fewest ratings of a note that gets a status.
    static let ratings = 5
    static let helpful = 0.40
    static let inertia = 0.39
    static let notMisleading = -0.15
    static let upperBound = -0.04
    static let lowIntercept = 0.30
    static let largeFactor = 0.5
    static let withoutSome = 0.37
    static let lowDiligence = 0.263
    static let sideRatings = 3
    static let sideMean = 0.4
    static let averageMean = 0.3
    static let minority = 4
    static let safeMinority = 10
    static let balance = 0.05
    static let tagTotal = 2.5
    static let incorrectCount = 2
    static let incorrectVoters = 3
    static let incorrectScore = 2.5
    /// Share of a note's ratings that a population, or a modelling group, must have given (section 3.3).
    static let populationShare = 0.5
    static let groupShare = 0.8
    static let topicIntercept = 0.24
    static let topicFactor = 0.51
    /// Fewest ratings of each side that make a topic's answer one.
    static let topicSideRatings = 5

    static func isNotHelpful(_ parameters: BridgingParameters) -> Bool {
        parameters.intercept <= -0.05 - 0.8 * abs(parameters.factor)
    }
}
