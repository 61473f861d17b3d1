import Daylight

extension StatementStanding {
    /// Whether a statement is the last word, as the end of a sentence.
    var phrase: String {
        switch self {
        case .current: "still current"
        case .corrected(let later, let latest):
            latest.isEmpty || latest == later
                ? "corrected by \(Self.names(later))"
                : "corrected by \(Self.names(later)), and now by \(Self.names(latest))"
        }
    }

    private static func names(_ numbers: [UInt64]) -> String {
        (numbers.count == 1 ? "statement " : "statements ") + numbers.map(String.init).joined(separator: " and ")
    }
}
