/// What an entry form says about a finding besides its figures.
public struct FindingAdvice: Hashable, Sendable {
    /// One line that names the fault.
    public let title: String
    /// Where on the report, or in which record, to look.
    public let look: String
    /// What to do when it is there, or is not.
    public let action: String

    init(_ title: String, look: String, do action: String) {
        self.title = title
        self.look = look
        self.action = action
    }
}

extension FindingCode {
    /// The advice that goes with this code.
    public var advice: FindingAdvice {
        switch self {
        case .f101, .f102, .f111, .f112, .f201, .f202, .f203, .f204, .f401, .f402, .f403: countingAdvice
        case .f301, .f302, .f303, .f304, .f305, .f306, .f307, .f308, .f309, .f310, .f312: differenceAdvice
        case .w001, .w002, .w201, .w202, .w203, .w204, .w205, .w206, .w501, .w503, .f501: plausibilityAdvice
        case .altered, .duplicate, .equivocation, .f502, .f503, .f504, .f505, .missing, .omitted, .splitView, .stale,
            .tooEarly, .w502:
            custodyAdvice
        }
    }
}
