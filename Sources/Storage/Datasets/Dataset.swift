public import Daylight

/// A file of shares that was read: what it was, how much of it was usable, and with which settings it was examined.
public struct Dataset: Hashable, Sendable {
    /// Stable and public: the first 16 hexadecimal digits of the input's digest.
    public struct ID: Hashable, Sendable, CustomStringConvertible {
        public let text: String

        /// The identifier of the input with this digest.
        public init(input: Digest) { text = String(input.hex.prefix(16)) }

        /// `nil` unless the text is 16 lower-case hexadecimal digits.
        public init?(_ text: some StringProtocol) {
            guard text.utf8.count == 16, Hex.decode(text) != nil else { return nil }
            self.text = String(text)
        }

        public var description: String { text }
    }

    public var id: ID { ID(input: sha256) }
    /// What people call it, for instance the file name.
    public var name: String
    /// Digest of the input's bytes.
    public var sha256: Digest
    /// Rows used, rows refused, and rows that repeated another.
    public var rows: Int
    public var badRows: Int
    public var duplicateRows: Int
    /// Accounts that shared anything.
    public var accounts: Int
    /// Times of the first and last share; `nil` when there is none.
    public var firstShare: Timestamp?
    public var lastShare: Timestamp?
    /// When the import was made.
    public var imported: Timestamp
    /// The time window of the examination.
    public var windowMilliseconds: Int64
    /// Name and version of the program that examined the data.
    public var engine: String
    /// The statement that the data was imported; set by the store.
    public var statement: StatementRecord.ID?

    public init(
        name: String, sha256: Digest, rows: Int, badRows: Int, duplicateRows: Int, accounts: Int, firstShare: Timestamp?,
        lastShare: Timestamp?, imported: Timestamp, windowMilliseconds: Int64, engine: String,
        statement: StatementRecord.ID? = nil
    ) {
        self.name = name
        self.sha256 = sha256
        self.rows = rows
        self.badRows = badRows
        self.duplicateRows = duplicateRows
        self.accounts = accounts
        self.firstShare = firstShare
        self.lastShare = lastShare
        self.imported = imported
        self.windowMilliseconds = windowMilliseconds
        self.engine = engine
        self.statement = statement
    }
}

/// What came of an import.
public enum ImportOutcome: Hashable, Sendable {
    /// The data set as it is stored now, with its statement.
    case imported(Dataset)
    /// The same input had been imported before; nothing was changed.
    case alreadyThere(Dataset)
}
