import Daylight

/// Writes the shares of one data set as they come, giving each account and object a number once.
struct ShareWriter {
    private struct Account {
        let number: Int64
        var rows: Int64
        var first: Timestamp
        var last: Timestamp
    }

    private struct Object {
        let number: Int64
        var rows: Int64
    }

    private let connection: any Connection
    private let dataset: Int64
    private var accounts: [ByteName: Account] = [:]
    private var objects: [ByteName: Object] = [:]
    private var count: Int64 = 0

    init(_ connection: any Connection, dataset: Int64) {
        self.connection = connection
        self.dataset = dataset
    }

    mutating func append(_ shares: [Share]) throws(StoreError) {
        var rows: [[SQLValue]] = []
        rows.reserveCapacity(shares.count)
        for share in shares {
            let account = number(ofAccount: share)
            let object = number(ofObject: share)
            rows.append([
                .integer(dataset), .integer(account), .time(share.time), .integer(count), .integer(object),
                .opaque(share.content),
            ])
            count += 1
        }
        try connection.append(
            to: "shares", columns: ["dataset", "account", "shared", "number", "object", "content"], rows: rows)
    }

    private mutating func number(ofAccount share: Share) -> Int64 {
        let fresh = Account(number: Int64(accounts.count), rows: 0, first: share.time, last: share.time)
        return update(&accounts[ByteName(share.account), default: fresh], with: share.time)
    }

    private func update(_ account: inout Account, with time: Timestamp) -> Int64 {
        account.rows += 1
        account.first = min(account.first, time)
        account.last = max(account.last, time)
        return account.number
    }

    private mutating func number(ofObject share: Share) -> Int64 {
        let fresh = Object(number: Int64(objects.count), rows: 0)
        return update(&objects[ByteName(share.object), default: fresh])
    }

    private func update(_ object: inout Object) -> Int64 {
        object.rows += 1
        return object.number
    }

    /// Writes the names, which are complete only now, and makes them searchable.
    func finish() throws(StoreError) {
        try writeAccounts()
        try writeObjects()
    }

    private func writeAccounts() throws(StoreError) {
        let inOrder = accounts.sorted { $0.value.number < $1.value.number }
        try connection.append(
            to: "accounts", columns: ["dataset", "number", "lookup", "identifier", "rows", "first_share", "last_share"],
            rows: inOrder.map { name, account in
                [
                    .integer(dataset), .integer(account.number), .integer(AccountLookup.number(name.text)), .opaque(name.text),
                    .integer(account.rows), .time(account.first), .time(account.last),
                ]
            })
        try connection.add(inOrder.map { Document(.account, named: $0.key.text, shares: $0.value.rows) })
    }

    private func writeObjects() throws(StoreError) {
        let inOrder = objects.sorted { $0.value.number < $1.value.number }
        try connection.append(
            to: "objects", columns: ["dataset", "number", "identifier"],
            rows: inOrder.map { [.integer(dataset), .integer($0.value.number), .opaque($0.key.text)] })
        try connection.add(inOrder.map { Document(.object, named: $0.key.text, shares: $0.value.rows) })
    }
}
