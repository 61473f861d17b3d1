public import Daylight

/// Station reports that come as a Dutch count (EML_NL 510) or as a table, each as the object that an envelope of Daylight's own holds
/// (tally reference, sections 1.2 and 9). What the figures mean is checked where the reports are taken in.
public struct ReportImport: Sendable {
    /// Most reports of a file.
    public static let reportLimit = 100_000

    public let reports: [JSONObject]

    /// Reads a table (CSV, RFC 4180), or EML where the first character is `<`.
    ///
    /// - Throws: ``InputError`` for a file that is neither, with line or byte; for a count of another election, or whose total is
    ///   not the sum of its reports; and for a table that lacks a column.
    public init(_ bytes: [UInt8], of definition: ElectionDefinition) throws(InputError) {
        let first = bytes.first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }
        reports = try first == UInt8(ascii: "<") ? Self.eml(bytes, definition) : Self.table(bytes, definition)
        guard !reports.isEmpty else { throw InputError(expected: "at least one report", found: "none") }
    }

    private static func table(_ bytes: [UInt8], _ definition: ElectionDefinition) throws(InputError) -> [JSONObject] {
        var table = ReportTable(definition)
        var rows = TableRows()
        var fault: InputError?
        bytes.withUnsafeBytes { piece in
            do throws(InputError) {
                try rows.read(piece, &table) { table, row throws(InputError) in try table.read(row) }
                try rows.finish(&table) { table, row throws(InputError) in try table.read(row) }
            } catch { fault = error }
        }
        if let fault { throw fault }
        return table.reports
    }
}
