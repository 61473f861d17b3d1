/// A table as CSV (RFC 4180), safe to open in a spreadsheet.
struct CommaSeparated {
    private var text = ""
    private let columns: Int

    init(columns: [String]) {
        self.columns = columns.count
        append(columns)
    }

    /// - Precondition: as many cells as there are columns.
    mutating func append(_ cells: [String]) {
        precondition(cells.count == columns, "a row has as many cells as the header")
        text += cells.map(Self.cell).joined(separator: ",") + "\r\n"
    }

    var bytes: [UInt8] { Array(text.utf8) }

    /// A cell that a spreadsheet would run as a formula gets an apostrophe in front; the JSON form has the exact text.
    private static func cell(_ value: String) -> String {
        let dangerous: [UInt8] = Array("=+-@\t\r".utf8)
        let isNumber = Double(value) != nil
        let guarded = !isNumber && value.utf8.first.map(dangerous.contains) == true ? "'" + value : value
        guard guarded.utf8.contains(where: Array("\",\r\n".utf8).contains) else { return guarded }
        let doubled = guarded.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        return "\"\(doubled)\""
    }
}
