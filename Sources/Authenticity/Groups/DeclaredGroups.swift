public import Daylight

/// Accounts that openly belong together: one publisher's outlets, one party's local branches.
public struct DeclaredGroups: Hashable, Sendable {
    /// Group numbers of each account.
    private var groupsOfAccount: [[UInt8]: Set<Int>] = [:]
    public private(set) var count = 0

    public init() {}

    /// Whether two accounts stand together in one declared group.
    public func explain(_ first: some Collection<UInt8>, _ second: some Collection<UInt8>) -> Bool {
        guard let groups = groupsOfAccount[Array(first)], let others = groupsOfAccount[Array(second)] else { return false }
        return !groups.isDisjoint(with: others)
    }

    public mutating func add(_ memberships: [(group: String, account: String)]) {
        var numbers: [[UInt8]: Int] = [:]
        for (group, account) in memberships {
            let key = Array(group.utf8)
            let number = numbers[key] ?? count
            if numbers[key] == nil {
                numbers[key] = number
                count += 1
            }
            groupsOfAccount[Array(account.utf8), default: []].insert(number)
        }
    }

    /// Reads a CSV with the columns `group` and `account_id`, one membership a row.
    ///
    /// - Throws: ``InputError`` with the line for a missing column, an empty field or a row of another length.
    public init(csv bytes: [UInt8]) throws(InputError) {
        let rows = try SmallCSV.rows(bytes)
        let header = rows.first?.fields ?? []
        func place(_ name: String) throws(InputError) -> Int {
            let places = header.indices.filter { header[$0] == name }
            guard places.count == 1 else {
                throw InputError(
                    place: .line(1), field: name, expected: "one column of this name",
                    found: header.isEmpty ? "an empty file" : "the columns \(header.joined(separator: ", "))")
            }
            return places[0]
        }
        let group = try place("group")
        let account = try place("account_id")
        var memberships: [(group: String, account: String)] = []
        for row in rows.dropFirst() {
            guard row.fields.count == header.count else {
                throw InputError(
                    place: .line(row.line), expected: "\(header.count) fields", found: String(row.fields.count))
            }
            for (field, name) in [(group, "group"), (account, "account_id")] where row.fields[field].isEmpty {
                throw InputError(place: .line(row.line), field: name, expected: "a value", found: "empty")
            }
            memberships.append((row.fields[group], row.fields[account]))
        }
        add(memberships)
    }
}

/// A CSV that fits into memory, cut into texts: RFC 4180 with the same quote rules as share files.
enum SmallCSV {
    struct Row {
        var line: Int
        var fields: [String]
    }

    static func rows(_ bytes: [UInt8]) throws(InputError) -> [Row] {
        var rows: [Row] = []
        var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var line = 1
        while index < bytes.count {
            let start = line
            var fields: [String] = []
            var isRowOpen = true
            while isRowOpen {
                let field = try field(bytes, &index, &line, row: start)
                fields.append(field)
                isRowOpen = index < bytes.count && bytes[index] == UInt8(ascii: ",")
                if isRowOpen { index += 1 }
            }
            if index < bytes.count {
                index += 1
                line += 1
            }
            if fields != [""] { rows.append(Row(line: start, fields: fields)) }
        }
        return rows
    }

    /// Reads one field and stops at the comma, line feed or end behind it.
    private static func field(
        _ bytes: [UInt8], _ index: inout Int, _ line: inout Int, row: Int
    ) throws(InputError) -> String {
        var text: [UInt8] = []
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
            index += 1
            while true {
                guard index < bytes.count else {
                    throw InputError(
                        place: .line(row), expected: "a closing quote for every opening one", found: "the end of the file")
                }
                if bytes[index] == UInt8(ascii: "\"") {
                    guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") else { break }
                    index += 1
                }
                if bytes[index] == UInt8(ascii: "\n") { line += 1 }
                text.append(bytes[index])
                index += 1
            }
            index += 1
            let rest = bytes[index...].prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\n") }
            guard rest.isEmpty || rest.elementsEqual([UInt8(ascii: "\r")]) else {
                throw InputError(
                    place: .line(row), expected: "a comma or a line end after the closing quote", found: "more text")
            }
            index += rest.count
        } else {
            while index < bytes.count, bytes[index] != UInt8(ascii: ","), bytes[index] != UInt8(ascii: "\n") {
                text.append(bytes[index])
                index += 1
            }
            if index < bytes.count, bytes[index] == UInt8(ascii: "\n"), text.last == UInt8(ascii: "\r") { text.removeLast() }
        }
        guard let string = String(validating: text, as: UTF8.self) else {
            throw InputError(place: .line(row), expected: "UTF-8 text", found: "other bytes")
        }
        return string
    }
}
