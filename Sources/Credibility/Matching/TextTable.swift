public import Daylight

/// A table of texts: tab separated, header `id`, `lang`, `text` in any order, no quoting (credibility reference, section 11.2).
public struct TextTable: Sendable {
    /// Largest table in bytes.
    public static let byteLimit = TabbedTable.byteLimit
    /// Longest text in bytes; a longer one is a bad row.
    public static let textLimit = 1 << 20

    let table: TabbedTable
    let rows: [TabbedTable.Row]
    /// Bad rows, which take no part: the first thousand with their lines.
    public let faults: [InputError]
    /// Of all bad rows.
    public let faultCount: Int

    /// - Throws: ``InputError`` naming the line when a column is missing or an id stands there twice.
    public init(parsing bytes: [UInt8]) throws(InputError) {
        table = try TabbedTable(bytes, columns: ["id", "lang", "text"])
        var (rows, faults, faultCount): ([TabbedTable.Row], [InputError], Int) = ([], table.faults, table.faultCount)
        rows.reserveCapacity(table.rows.count)
        var seen = Set<ArraySlice<UInt8>>(minimumCapacity: table.rows.count)
        for row in table.rows {
            guard seen.insert(table.field(row, 0)).inserted else {
                throw InputError(place: .line(row.line), field: "id", expected: "every id once", found: table.text(row, 0))
            }
            guard table.field(row, 2).count <= Self.textLimit else {
                faultCount += 1
                let fault = InputError(
                    place: .line(row.line), field: "text", expected: "at most \(Self.textLimit) bytes",
                    found: "\(table.field(row, 2).count)")
                if faults.count < TabbedTable.faultLimit { faults.append(fault) }
                continue
            }
            rows.append(row)
        }
        (self.rows, self.faults, self.faultCount) = (rows, faults, faultCount)
    }

    /// How many good rows there are.
    public var count: Int { rows.count }

    public func id(_ row: Int) -> String { table.text(rows[row], 0) }
    public func language(_ row: Int) -> String { table.text(rows[row], 1) }
    public func text(_ row: Int) -> String { table.text(rows[row], 2) }

    func idBytes(_ row: Int) -> ArraySlice<UInt8> { table.field(rows[row], 0) }

    func withText<Result>(_ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        table.field(rows[row], 2).withUnsafeBufferPointer(body)
    }

    func hasID(_ row: Int, of other: Int, in table: TextTable) -> Bool {
        self.table.field(rows[row], 0) == table.table.field(table.rows[other], 0)
    }
}
