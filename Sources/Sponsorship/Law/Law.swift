/// The figures of the law, each with its place, so that a lawyer can correct one in one place.
///
/// TTPA is Regulation (EU) 2024/900, LAB Implementing Regulation (EU) 2025/1410, REP Implementing Regulation (EU) 2026/818,
/// DSA Regulation (EU) 2022/2065. "[R]" marks a figure that was recalled, not read again in the legal text.
public enum Law {
    /// Months before a vote in which only sponsors with a declared place in the Union are served (TTPA Art. 5(2)).
    public static let eligibilityWindowMonths = 3
    /// Months before a vote in which notifications and authorities' requests are answered in hours (TTPA Art. 15(7), 16(4)).
    public static let lastMonthMonths = 1
    /// Hours to hand an online ad to the European repository (TTPA Art. 13(2)).
    public static let repositoryHours = 72
    /// Hours to process a notification in the last month (TTPA Art. 15(7)).
    public static let notificationHours = 48
    /// Hours to answer an authority in the last month (TTPA Art. 16(4)).
    public static let authorityHours = 48
    /// Working days to acknowledge an authority's request (TTPA Art. 16(3)).
    public static let authorityAcknowledgeDays = 2
    /// Working days to answer an authority (TTPA Art. 16(3)).
    public static let authorityAnswerDays = 8
    /// The same for micro, small and medium undertakings (TTPA Art. 16(3)).
    public static let authorityAnswerDaysOfSmall = 12
    /// Months to answer an interested entity (TTPA Art. 17).
    public static let interestedEntityMonths = 1
    /// Years that records, notices and repository entries are kept (TTPA Art. 9(3), 12(4), 13(3)).
    public static let retentionYears = 7
    /// Years that very large platforms show an ad in their repository after it was last shown (DSA Art. 39(1)).
    public static let platformRepositoryYears: Int64 = 1
    /// Days after a notice's period in which an estimate has to give way to the final amount (TTPA Art. 12(3); the figure is ours).
    public static let estimateGraceDays = 30
    /// A person known to be more than so many years under the voting age is shown no targeted political ad (TTPA Art. 18(2)).
    public static let yearsUnderVotingAge = 1
    /// Voting age where an election does not say its own.
    public static let votingAge = 18
    /// Largest number of categories that choose recipients together (TTPA recital 78).
    public static let combinedCategories = 5

    /// Member States (alpha-2; Greece under both its codes): a controlling entity elsewhere is a third country's (TTPA Art. 5(2)).
    public static let memberStates: Set<String> = [
        "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "EL", "HU", "IE", "IT", "LV", "LT", "LU", "MT",
        "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
    ]
}
