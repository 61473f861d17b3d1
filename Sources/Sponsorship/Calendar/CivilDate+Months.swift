public import Daylight

extension CivilDate {
    /// Days that can be printed as a date.
    static let printable = CivilDate(year: 1, month: 1, day: 1)!...CivilDate(year: 9999, month: 12, day: 31)!

    /// The day with the same number so many months later, or earlier when negative; the month's last day where it has no
    /// such day (Regulation (EEC, Euratom) 1182/71 Art. 3(2)(c)).
    ///
    /// `nil` outside the years 1 to 9999.
    public func adding(months: Int64) -> CivilDate? {
        let (count, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflow, count >= 12 else { return nil }
        return (0...3).lazy.compactMap { CivilDate(year: count / 12, month: count % 12 + 1, day: day - $0) }.first
    }
}
