/// How a report compares with a copy typed or scanned from the paper one, an independent source (tally reference, section 2).
public enum PaperMatch: Hashable, Sendable {
    /// All counted fields agree.
    case confirmed
    /// The fields that differ, as JSON pointers.
    case disputed([String])

    /// What a report says about itself rather than about the count.
    private static let uncounted: Set = ["/version", "/phase", "/countingMethod"]

    public init(_ report: StationReport, paper: StationReport) {
        let paths = report.differences(from: paper).filter { !Self.uncounted.contains($0) }
        self = paths.isEmpty ? .confirmed : .disputed(paths)
    }
}
