/// The candidates of a contest: the declared ones in the order of its configuration, then undeclared write-ins if they are
/// counted.
public struct CandidateList: Hashable, Sendable {
    /// What reports call undeclared write-ins together.
    public static let undeclaredName = "Undeclared Write-ins"

    public struct Candidate: Hashable, Sendable {
        public let name: String
        /// Other names that records use.
        public let aliases: [String]
        /// Whether votes for the candidate go to the next rank from the beginning.
        public let isExcluded: Bool

        public init(name: String, aliases: [String] = [], isExcluded: Bool = false) {
            self.name = name
            self.aliases = aliases
            self.isExcluded = isExcluded
        }
    }

    public let declared: [Candidate]
    public let countsUndeclared: Bool

    public init(_ declared: [Candidate], countsUndeclared: Bool = false) {
        self.declared = declared
        self.countsUndeclared = countsUndeclared
    }

    /// All names; a candidate's number is the index.
    var names: [String] { declared.map(\.name) + (countsUndeclared ? [Self.undeclaredName] : []) }

    /// The number of undeclared write-ins.
    var undeclared: Int? { countsUndeclared ? declared.count : nil }

    var count: Int { declared.count + (countsUndeclared ? 1 : 0) }
}
