import Daylight

/// One row of a result, read by position.
struct SQLRow: Sendable {
    let values: [SQLValue]

    func isNull(_ column: Int) -> Bool { values[column] == .null }

    func integer(_ column: Int) throws(StoreError) -> Int64 {
        guard case .integer(let value) = values[column] else { throw unexpected(column, "a whole number") }
        return value
    }

    func int(_ column: Int) throws(StoreError) -> Int { Int(try integer(column)) }

    func text(_ column: Int) throws(StoreError) -> String {
        guard case .text(let value) = values[column] else { throw unexpected(column, "text") }
        return value
    }

    func bytes(_ column: Int) throws(StoreError) -> [UInt8] {
        guard case .bytes(let value) = values[column] else { throw unexpected(column, "bytes") }
        return value
    }

    func opaque(_ column: Int) throws(StoreError) -> String { String(decoding: try bytes(column), as: UTF8.self) }

    func time(_ column: Int) throws(StoreError) -> Timestamp { Timestamp(milliseconds: try integer(column)) }

    func optionalTime(_ column: Int) throws(StoreError) -> Timestamp? { isNull(column) ? nil : try time(column) }

    func digest(_ column: Int) throws(StoreError) -> Digest {
        guard let digest = Digest(bytes: try bytes(column)) else { throw unexpected(column, "32 bytes") }
        return digest
    }

    /// Reads a text that must be one of a closed set of spellings.
    func choice<Choice: RawRepresentable>(_ column: Int) throws(StoreError) -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: try text(column)) else { throw unexpected(column, "a known \(Choice.self)") }
        return choice
    }

    private func unexpected(_ column: Int, _ expected: String) -> StoreError {
        .damaged("column \(column) of a result should be \(expected)")
    }
}
