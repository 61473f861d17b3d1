public import Daylight

/// What a person may do. Each role may do everything the one before may.
public enum Role: String, CaseIterable, Hashable, Sendable, Comparable {
    /// Reads what is not public, writes and rates notes.
    case reader
    /// Types the reports of polling stations.
    case clerk
    /// Makes transparency notices and answers what is notified about ads.
    case publisher
    /// Decides on findings, coordinates the typing of reports and publishes results.
    case reviewer
    /// Gives the senior approval that a release needs in the last days before a vote.
    case administrator

    public static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .reader: 0
        case .clerk: 1
        case .publisher: 2
        case .reviewer: 3
        case .administrator: 4
        }
    }
}

/// A person who can sign in.
public struct User: Hashable, Sendable {
    /// The store's own number of a user, never used again.
    public struct ID: RawRepresentable, Hashable, Sendable {
        public let rawValue: Int64
        public init(rawValue: Int64) { self.rawValue = rawValue }
    }

    /// Longest name in bytes.
    public static let nameLimit = 128

    public let id: ID
    public let name: String
    /// The password as the server's password hashing wrote it; opaque here.
    public let passwordHash: String
    public let role: Role
    public let created: Timestamp
    /// A disabled user's sessions and tokens are not found.
    public let isDisabled: Bool

    /// The form in which names must differ.
    ///
    /// - Throws: ``StoreError/rejected(_:)`` for a name that is empty, too long or could be taken for another: with
    ///   spaces at its ends, control characters or combining marks, which give one name several spellings.
    static func folded(_ name: String) throws(StoreError) -> String {
        guard !name.isEmpty, name.utf8.count <= nameLimit else { throw .rejected("a name has 1 to \(nameLimit) bytes") }
        guard name.first != " ", name.last != " " else { throw .rejected("a name neither starts nor ends with a space") }
        for scalar in name.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
                .dashPunctuation, .connectorPunctuation, .otherPunctuation:
                continue
            default:
                guard scalar == " " || scalar == "+" else {
                    throw .rejected("a name with a sign that is no letter, digit or punctuation")
                }
            }
        }
        return name.lowercased()
    }
}
