import FoundationEssentials
import GRDB

/// A transaction of SQLite.
struct SQLiteConnection: Connection {
    let dialect = Dialect.sqlite
    private let database: Database

    init(_ database: Database) { self.database = database }

    func rows(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> [SQLRow] {
        do {
            let statement = try database.cachedStatement(sql: sql)
            let cursor = try Row.fetchCursor(statement, arguments: try Self.arguments(values), adapter: nil)
            let columns = statement.columnCount
            var rows: [SQLRow] = []
            while let row = try cursor.next() {
                rows.append(SQLRow(values: try (0..<columns).map { try Self.value(row[$0]) }))
            }
            return rows
        } catch {
            throw StoreError(error)
        }
    }

    func execute(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Int {
        do {
            try database.cachedStatement(sql: sql).execute(arguments: try Self.arguments(values))
            return database.changesCount
        } catch {
            throw StoreError(error)
        }
    }

    func script(_ sql: String) throws(StoreError) {
        do { try database.execute(sql: sql) } catch { throw StoreError(error) }
    }

    func append(to table: String, columns: [String], rows: [[SQLValue]]) throws(StoreError) {
        let tuple = Placeholders.tuples(rows: 1, columns: columns.count)
        do {
            let statement = try database.cachedStatement(
                sql: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES \(tuple)")
            for row in rows {
                statement.setUncheckedArguments(try Self.arguments(row))
                try statement.execute()
            }
        } catch {
            throw StoreError(error)
        }
    }

    private static func arguments(_ values: [SQLValue]) throws(StoreError) -> StatementArguments {
        // Of existentials, because for a sequence of one type GRDB looks up a key path for each value.
        var converted: [(any DatabaseValueConvertible)?] = []
        converted.reserveCapacity(values.count)
        for value in values { converted.append(try databaseValue(value)) }
        return StatementArguments(converted)
    }

    private static func databaseValue(_ value: SQLValue) throws(StoreError) -> DatabaseValue {
        switch value {
        case .null: return .null
        case .integer(let number): return number.databaseValue
        case .text(let text):
            guard !text.utf8.contains(0) else { throw .rejected("text with a NUL byte") }
            return text.databaseValue
        case .bytes(let bytes): return Data(bytes).databaseValue
        }
    }

    private static func value(_ value: DatabaseValue) throws(StoreError) -> SQLValue {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .string(let text): .text(text)
        case .blob(let data): .bytes(Array(data))
        case .double: throw .damaged("a result holds a fraction where a whole number was stored")
        }
    }
}
