/// From where on a measure of delivery is worth a person's look, with the section of the reference that says so.
///
/// None of them is the law's: the articles forbid a practice, the figures say when it may be one.
public enum MeasureThreshold {
    /// Jensen-Shannon divergence in bits from which a person looks (reference 7.2).
    public static let divergenceReview = 0.05
    /// The same, from which an ad declared untargeted is stopped and its sponsor asked (reference 7.2; TTPA Art. 11(1)(d)).
    public static let divergenceBlock = 0.20
    /// Normalised mutual information of variant and cell from which a person looks (reference 7.3).
    public static let dependenceReview = 0.05
    /// The same, from which an ad declared untargeted is stopped and its sponsor asked (reference 7.3).
    public static let dependenceBlock = 0.20
    /// Effective variants of a campaign in a week above which a person looks, if they also depend on the person (reference 7.4).
    public static let effectiveVariants = 20.0
    /// Overlap (Jaccard) under which two variants count as shown to different people (reference 7.5).
    public static let disjointAudiences = 0.05
    /// Lift from which a criterion stands for a special trait, if its interval agrees (reference 6.3).
    public static let proxyLift = 2
    /// Lower bound of the odds ratio's interval that has to be exceeded for that (reference 6.3).
    public static let proxyLowerBound = 1.5
    /// Lift, as a fraction, from which a person looks (reference 6.3).
    public static let reviewLift = (numerator: 5, denominator: 4)
    /// Normal quantile of a 95 % interval.
    public static let normalQuantile95 = 1.96
    /// Fewest people in a cell that enters a test (reference 7).
    public static let smallestTestedCell: Int64 = 20
    /// Fewest people in a cell that is published (reference 7).
    public static let smallestPublishedCell: Int64 = 50
    /// Fewest cells that are published together (reference 7).
    public static let fewestPublishedCells = 3
    /// A published reach keeps three figures: so many units of the last one are a figure more (reference 7).
    public static let publishedFigureLimit: Int64 = 1000
    /// Largest count taken: above, a count has no exact double.
    public static let largestCount: Int64 = 1 << 53
}
