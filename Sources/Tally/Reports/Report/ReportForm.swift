/// Which rules a report is held to (tally reference, section 11.3).
public enum ReportForm: String, CaseIterable, Sendable {
    /// The report of one polling station.
    case station
    /// The report of one polling station that was counted centrally.
    case centralStation
    /// The sum of stations, drawn up by a central committee.
    case committee
    /// Totals only: neither the candidate matrix nor the boxes of the paper form.
    case totals
}
