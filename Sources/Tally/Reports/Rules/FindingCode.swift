/// What can be found in result reports and on their way (tally reference, sections 1.3, 2 and 11.3). The F and W numbers follow
/// the public numbering of the Dutch Electoral Council; F5xx and W5xx are Daylight's own.
public enum FindingCode: String, CaseIterable, Sendable, Comparable {
    case altered = "ALTERED"
    case duplicate = "DUPLICATE"
    case equivocation = "EQUIVOCATION"
    case f101 = "F101"
    case f102 = "F102"
    case f111 = "F111"
    case f112 = "F112"
    case f201 = "F201"
    case f202 = "F202"
    case f203 = "F203"
    case f204 = "F204"
    case f301 = "F301"
    case f302 = "F302"
    case f303 = "F303"
    case f304 = "F304"
    case f305 = "F305"
    case f306 = "F306"
    case f307 = "F307"
    case f308 = "F308"
    case f309 = "F309"
    case f310 = "F310"
    case f312 = "F312"
    case f401 = "F401"
    case f402 = "F402"
    case f403 = "F403"
    case f501 = "F501"
    case f502 = "F502"
    case f503 = "F503"
    case f504 = "F504"
    case f505 = "F505"
    case missing = "MISSING"
    case omitted = "OMITTED"
    case splitView = "SPLIT_VIEW"
    case stale = "STALE"
    case tooEarly = "TOO_EARLY"
    case w001 = "W001"
    case w002 = "W002"
    case w201 = "W201"
    case w202 = "W202"
    case w203 = "W203"
    case w204 = "W204"
    case w205 = "W205"
    case w206 = "W206"
    case w501 = "W501"
    case w502 = "W502"
    case w503 = "W503"

    public enum Severity: String, Sendable {
        /// Blocks: it has to be mended or decided.
        case error
        /// Has to be accepted explicitly.
        case warning
    }

    public var severity: Severity {
        switch self {
        case .duplicate, .missing, .tooEarly: .warning
        case .w001, .w002, .w201, .w202, .w203, .w204, .w205, .w206, .w501, .w502, .w503: .warning
        default: .error
        }
    }

    /// In the order of their spellings, which is the order of answers.
    public static func < (left: FindingCode, right: FindingCode) -> Bool { left.rawValue < right.rawValue }
}
