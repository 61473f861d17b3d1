import CPostgreSQL

/// One connection to PostgreSQL. Lives on one thread.
final class PostgreSQLConnection: Connection {
    /// Statements kept prepared; when there are more, all are forgotten and begin anew.
    private static let preparedLimit = 256
    private static let copyChunk = 1 << 18

    let dialect = Dialect.postgreSQL
    private let link: OpaquePointer
    private let interrupter: Interrupter
    private var prepared: [String: String] = [:]

    init(url: String, interrupter: Interrupter, patience: Duration) throws(StoreError) {
        guard let link = Self.connect(url, patience: patience) else { throw .unavailable("no memory for a connection") }
        guard PQstatus(link) == CONNECTION_OK else {
            defer { PQfinish(link) }
            throw .unavailable(PostgreSQLFault.lastMessage(link))
        }
        self.link = link
        self.interrupter = interrupter
        // Notices are chatter for a person at a terminal; libpq would print them to standard error.
        PQsetNoticeProcessor(link, { _, _ in }, nil)
        interrupter.attach(link)
        let wait = Int(patience / .milliseconds(1))
        try script("SET lock_timeout = \(wait); SET client_encoding = 'UTF8'; SET standard_conforming_strings = on")
    }

    deinit {
        interrupter.attach(nil)
        PQfinish(link)
    }

    var isLost: Bool { PQstatus(link) != CONNECTION_OK }
    var isIdle: Bool { PQtransactionStatus(link) == PQTRANS_IDLE }

    private static func connect(_ url: String, patience: Duration) -> OpaquePointer? {
        let words = ["dbname", "fallback_application_name", "connect_timeout"]
        let values = [url, "daylight", String(max(2, patience.components.seconds))]
        return withCStrings(words) { words in
            withCStrings(values) { values in PQconnectdbParams(words, values, 1) }
        }
    }

    private static func withCStrings<Result>(
        _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
    ) -> Result {
        let storage = texts.map { Array($0.utf8CString) }
        func step(_ index: Int, _ pointers: [UnsafePointer<CChar>?]) -> Result {
            guard index < storage.count else { return (pointers + [nil]).withUnsafeBufferPointer { body($0.baseAddress) } }
            return storage[index].withUnsafeBufferPointer { step(index + 1, pointers + [$0.baseAddress]) }
        }
        return step(0, [])
    }

    func rows(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> [SQLRow] {
        let result = try run(sql, values)
        defer { PQclear(result) }
        return try ResultReader(result: result).rows()
    }

    func execute(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Int {
        let result = try run(sql, values)
        defer { PQclear(result) }
        return PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
    }

    func script(_ sql: String) throws(StoreError) {
        try checkInterruption()
        PQclear(try checked(PQexec(link, sql)))
    }

    func append(to table: String, columns: [String], rows: [[SQLValue]]) throws(StoreError) {
        try checkInterruption()
        let sql = "COPY \(table) (\(columns.joined(separator: ", "))) FROM STDIN (FORMAT binary)"
        PQclear(try checked(PQexec(link, sql), expecting: PGRES_COPY_IN))
        var stream = CopyStream()
        do {
            for row in rows {
                try stream.append(row)
                if stream.bytes.count >= Self.copyChunk { try send(&stream) }
            }
            stream.finish()
            try send(&stream)
        } catch {
            // The server has to be told, or it would wait for rows for ever.
            _ = PQputCopyEnd(link, "given up")
            drain()
            throw error
        }
        guard PQputCopyEnd(link, nil) == 1 else { throw .unavailable(PostgreSQLFault.lastMessage(link)) }
        try finishCopy()
    }

    private func send(_ stream: inout CopyStream) throws(StoreError) {
        let status = stream.bytes.withUnsafeBytes { bytes in
            PQputCopyData(link, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
        }
        guard status == 1 else { throw .unavailable(PostgreSQLFault.lastMessage(link)) }
        stream.removeAll()
    }

    private func finishCopy() throws(StoreError) {
        let result = PQgetResult(link)
        defer { drain() }
        PQclear(try checked(result))
    }

    private func drain() {
        while let result = PQgetResult(link) { PQclear(result) }
    }

    private func run(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> OpaquePointer {
        try checkInterruption()
        let name = try statement(for: sql)
        let list = try ParameterList(values)
        let result = list.withPointers { count, values, lengths, formats in
            PQexecPrepared(link, name, count, values, lengths, formats, 1)
        }
        return try checked(result)
    }

    /// The name of the prepared statement for this text, which is rewritten and prepared on first use.
    private func statement(for sql: String) throws(StoreError) -> String {
        if let name = prepared[sql] { return name }
        if prepared.count >= Self.preparedLimit {
            PQclear(try checked(PQexec(link, "DEALLOCATE ALL")))
            prepared.removeAll()
        }
        let name = "s\(prepared.count)"
        PQclear(try checked(PQprepare(link, name, ParameterRewriting.rewritten(sql), 0, nil)))
        prepared[sql] = name
        return name
    }

    /// An interruption that comes between two statements must stop the work too.
    private func checkInterruption() throws(StoreError) {
        if interrupter.isRequested { throw .cancelled }
    }

    private func checked(_ result: OpaquePointer?, expecting expected: ExecStatusType? = nil) throws(StoreError) -> OpaquePointer
    {
        let status = PQresultStatus(result)
        let isGood = expected.map { $0 == status } ?? (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        guard isGood, let result else {
            defer { PQclear(result) }
            throw PostgreSQLFault.storeError(of: result, link: link)
        }
        return result
    }
}
