import CPostgreSQL

/// What PostgreSQL's SQLSTATE codes mean for a caller (PostgreSQL manual, appendix A).
enum PostgreSQLFault {
    static func storeError(code: String, message: String) -> StoreError {
        switch code {
        case "23505", "23P01": .conflict(message)
        case "57014": .cancelled
        case "40001", "40P01", "55P03", "55006": .busy(message)
        case "53100": .diskFull(message)
        case "25006", "42501": .readOnly(message)
        case "XX001", "XX002": .damaged(message)
        case "54000", "54001", "54011", "54023": .rejected(message)
        case _ where code.hasPrefix("22") || code.hasPrefix("23"): .rejected(message)
        case _
        where code.hasPrefix("08") || code.hasPrefix("53") || code.hasPrefix("57P") || code.hasPrefix("28")
            || code.hasPrefix("3D"):
            .unavailable(message)
        default: .failed("\(message) (\(code))")
        }
    }

    /// - Parameters:
    ///   - link: looked at for a lost connection, which has no code.
    static func storeError(of result: OpaquePointer?, link: OpaquePointer) -> StoreError {
        let code = field("C", of: result)
        guard let code, PQstatus(link) == CONNECTION_OK else {
            return .unavailable(field("M", of: result) ?? lastMessage(link))
        }
        return storeError(code: code, message: field("M", of: result) ?? lastMessage(link))
    }

    /// The first line of libpq's message; further lines may repeat values.
    static func lastMessage(_ link: OpaquePointer) -> String {
        let text = PQerrorMessage(link).map { String(cString: $0) } ?? ""
        let line = text.split(separator: "\n").first.map(String.init) ?? ""
        return line.isEmpty ? "no reason given" : line
    }

    private static func field(_ name: UnicodeScalar, of result: OpaquePointer?) -> String? {
        guard let result, let text = PQresultErrorField(result, Int32(name.value)) else { return nil }
        return String(cString: text)
    }
}
