import CPostgreSQL

/// Reads the rows of a result in binary form.
struct ResultReader {
    let result: OpaquePointer

    func rows() throws(StoreError) -> [SQLRow] {
        let columns = PQnfields(result)
        let types = (0..<columns).map { PQftype(result, $0) }
        var rows: [SQLRow] = []
        rows.reserveCapacity(Int(PQntuples(result)))
        for row in 0..<PQntuples(result) {
            var values: [SQLValue] = []
            for column in 0..<columns { values.append(try value(row, column, type: types[Int(column)])) }
            rows.append(SQLRow(values: values))
        }
        return rows
    }

    /// Type numbers as in the server's catalogue `pg_type`.
    private func value(_ row: Int32, _ column: Int32, type: Oid) throws(StoreError) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0 else { return .null }
        let bytes = UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
        switch type {
        case 20, 21, 23: return .integer(Self.number(bytes))
        case 16: return .integer(bytes.first == 1 ? 1 : 0)
        case 17: return .bytes(Array(bytes))
        case 25, 1043, 19: return .text(String(decoding: bytes, as: UTF8.self))
        case 2278: return .null
        default: throw .failed("a result has a column of an unexpected type (\(type))")
        }
    }

    /// A two's complement number in network order, 2, 4 or 8 bytes wide.
    private static func number(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        let isNegative = (bytes.first ?? 0) & 0x80 != 0
        return bytes.reduce(isNegative ? -1 : 0) { $0 << 8 | Int64($1) }
    }
}
