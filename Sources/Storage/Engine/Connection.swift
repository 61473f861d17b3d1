/// One open transaction of either engine. Lives on one thread and never leaves the closure it is given to.
protocol Connection {
    var dialect: Dialect { get }

    /// Runs one statement with parameters `?1 ?2 …` and gives the rows it answers.
    func rows(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> [SQLRow]

    /// Runs one statement with parameters `?1 ?2 …` and gives the number of rows it changed.
    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Int

    /// Runs several statements without parameters; only for text that is part of the program.
    func script(_ sql: String) throws(StoreError)

    /// Adds many rows the fastest way the engine has, without conflict handling.
    func append(to table: String, columns: [String], rows: [[SQLValue]]) throws(StoreError)
}

extension Connection {
    func row(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> SQLRow? { try rows(sql, values).first }

    /// The first row of a statement that always has one.
    func onlyRow(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> SQLRow {
        guard let row = try row(sql, values) else { throw .failed("a statement that must answer a row answered none") }
        return row
    }

    /// Adds rows in statements of many rows each, followed by `tail`, for instance an `ON CONFLICT` clause.
    func insert(into table: String, columns: [String], rows: [[SQLValue]], tail: String = "") throws(StoreError) {
        var start = 0
        while start < rows.count {
            let end = min(rows.count, start + Self.rowsPerStatement)
            let tuples = Placeholders.tuples(rows: end - start, columns: columns.count)
            let sql = "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES \(tuples) \(tail)"
            try execute(sql, Array(rows[start..<end].joined()))
            start = end
        }
    }

    private static var rowsPerStatement: Int { 64 }
}

/// Lists of parameters of a length known only at run time. Only numbers are ever written into SQL.
enum Placeholders {
    static func tuples(rows: Int, columns: Int) -> String {
        (0..<rows).map { row in
            "(" + (1...columns).map { "?\(row * columns + $0)" }.joined(separator: ", ") + ")"
        }.joined(separator: ", ")
    }

    /// `?start, ?start+1 …` for a list that is filled up to a power of two, so that few different statements arise.
    static func list(_ values: [SQLValue], from start: Int = 1) -> (sql: String, values: [SQLValue]) {
        var size = 1
        while size < values.count { size *= 2 }
        let filled = values + Array(repeating: values.last ?? .null, count: size - values.count)
        return ((start..<start + size).map { "?\($0)" }.joined(separator: ", "), filled)
    }
}
