/// Turns the parameters `?1 ?2 …` of our SQL into PostgreSQL's `$1 $2 …`.
enum ParameterRewriting {
    /// Question marks within quotes are text and stay.
    static func rewritten(_ sql: String) -> String {
        var output: [UInt8] = []
        var isQuoted = false
        let input = Array(sql.utf8)
        for (index, byte) in input.enumerated() {
            if byte == UInt8(ascii: "'") { isQuoted.toggle() }
            let isParameter =
                byte == UInt8(ascii: "?") && !isQuoted && index + 1 < input.count
                && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(input[index + 1])
            output.append(isParameter ? UInt8(ascii: "$") : byte)
        }
        return String(decoding: output, as: UTF8.self)
    }
}
