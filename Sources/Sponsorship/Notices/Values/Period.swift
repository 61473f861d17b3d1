public import Daylight

/// Days from a first to a last one, both included.
public struct Period: Hashable, Sendable {
    public let start: CivilDate
    public let end: CivilDate

    /// `nil` when the end lies before the start.
    public init?(start: CivilDate, end: CivilDate) {
        guard start <= end else { return nil }
        self.start = start
        self.end = end
    }

    public func contains(_ day: CivilDate) -> Bool { start <= day && day <= end }
}
