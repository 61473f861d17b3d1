/// Thresholds of measures of delivery. They are ours, not the law's (reference 7); the articles say what they serve.
extension Law {
    /// Bits of narrowness from which an ad is blocked (TTPA Art. 18, 19).
    public static let narrownessBlockBits: Int64 = 12
    /// Bits of narrowness from which a person has to look (TTPA Art. 18, 19).
    public static let narrownessReviewBits: Int64 = 8
    /// Eligible people from which an electorate counts as national.
    public static let nationalElectorate: Int64 = 50_000
    /// Fewest people a national ad addresses.
    public static let fewestAddressedNationally: Int64 = 1000
    /// Fewest of a local electorate that an ad addresses, in per cent.
    public static let fewestAddressedLocallyPercent: Int64 = 5
    /// Divergence in bits from which an ad declared untargeted is held (TTPA Art. 11(1)(d), 12(2)).
    public static let divergenceBlock = 0.20
    /// Mutual information from which an ad declared untargeted is held (TTPA Art. 11(1)(d), 12(2)).
    public static let mutualInformationBlock = 0.20
    /// Score of the identification test from which an ad declared not political is held (TTPA Art. 7, 8).
    public static let looksPoliticalScore = 0.7
}
