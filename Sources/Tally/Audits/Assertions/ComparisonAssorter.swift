/// An assorter for comparing ballots with their electronic records: its mean is above ½ exactly if the assorter's is (tally
/// reference, section 8.5).
public struct ComparisonAssorter: Sendable {
    public let assorter: Assorter
    /// Twice the reported mean, minus 1.
    public let margin: Double

    /// - Parameter reportedMean: of the assorter over all records, above ½.
    public init(_ assorter: Assorter, reportedMean: Double) {
        self.assorter = assorter
        margin = 2 * reportedMean - 1
    }

    /// The largest value.
    public var upperBound: Double { 2 / (2 - margin / assorter.upperBound) }

    /// The value where paper and record agree.
    public var cleanValue: Double { value(overstatement: 0) }

    /// The value where the record is worth so much more than the paper.
    public func value(overstatement: Double) -> Double {
        (1 - overstatement / assorter.upperBound) / (2 - margin / assorter.upperBound)
    }

    /// - Parameters:
    ///   - record: marks of the electronic record; `nil` when there is none, which counts as ½.
    ///   - paper: marks on the paper; `nil` when it was not found, which counts as 0.
    public func value(record: [Int]?, paper: [Int]?) -> Double {
        value(overstatement: (record.map(assorter.value) ?? 0.5) - (paper.map(assorter.value) ?? 0))
    }
}
