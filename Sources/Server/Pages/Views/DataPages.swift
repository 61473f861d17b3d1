import Daylight

/// A file of shares that was imported.
struct DataSetRow: Hashable, Sendable {
    /// Identifier in the address.
    var id: String
    var name: String
    var imported: Timestamp
    var rows: Int
    var badRows: Int
    var duplicateRows: Int
    var sha256: Digest
    var findings: Int
}

/// The list of data sets.
struct DataSetsPage: Page {
    /// Newest first.
    var rows: [DataSetRow]
    var paging: Paging
    var downloads: ListDownloads
}

/// One data set: how complete it is and what was found in it.
struct DataSetPage: Page {
    /// A row that could not be read.
    struct BadRow: Hashable, Sendable {
        var line: Int
        /// Empty when the number of fields was wrong.
        var column: String
        var expected: String
        /// `nil` for whoever may not see it.
        var found: String?
    }

    var dataSet: DataSetRow
    var accounts: Int
    var objects: Int
    var windowSeconds: JSONNumber
    /// At most the first 20.
    var badRowSamples: [BadRow]
    /// The number of the statement that the data were read; `nil` before it is logged.
    var statement: Int?
    var findings: [FindingRow]
    var recomputeCommand: String
}
