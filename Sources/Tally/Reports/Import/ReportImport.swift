public import Daylight

/// Station reports that come as a Dutch count (EML_NL 510) or as a table, each as the object that an envelope of Daylight's own holds
/// (tally reference, sections 1.2 and 9). What the figures mean is checked where the reports are taken in.
public struct ReportImport: Sendable {
    /// Most reports of a file.
    public static let reportLimit = 100_000

    public let reports: [JSONObject]

    /// What a file is.
    public enum Form: Sendable {
        /// CSV (RFC 4180).
        case table
        /// EML_NL 510.
        case eml
    }

    /// - Parameters:
    ///   - form: what the file is; `nil` for EML where its first character is `<`, and a table otherwise.
    ///   - limit: most reports of the file.
    /// - Throws: ``InputError`` for a file that is neither, with line or byte; for a count of another election or contest, or whose
    ///   total is not the sum of its reports; and for a table that lacks a column.
    public init(
        _ bytes: [UInt8], of definition: ElectionDefinition, form: Form? = nil, limit: Int = reportLimit
    ) throws(InputError) {
        let first = bytes.first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }
        reports =
            switch form ?? (first == UInt8(ascii: "<") ? .eml : .table) {
            case .eml: try Self.eml(bytes, definition, limit)
            case .table: try Self.table(bytes, definition, limit)
            }
        guard !reports.isEmpty else { throw InputError(expected: "at least one report", found: "none") }
    }

    private static func table(
        _ bytes: [UInt8], _ definition: ElectionDefinition, _ limit: Int
    ) throws(InputError) -> [JSONObject] {
        var table = ReportTable(definition, limit: limit)
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
