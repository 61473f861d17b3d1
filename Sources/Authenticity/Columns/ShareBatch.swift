/// A name and its hash, computed once.
struct HashedName {
    let bytes: UnsafeRawBufferPointer
    let hash: UInt64

    @inline(__always)
    init(_ bytes: UnsafeRawBufferPointer, seed: UInt64) {
        self.bytes = bytes
        hash = NameTable.hash(bytes, seed: seed)
    }
}

/// Some rows held back, so that the tables can be asked for all their names together.
final class ShareBatch {
    struct Row {
        let object: HashedName
        let account: HashedName
        let content: HashedName
        let milliseconds: Int64
    }

    private struct Lengths {
        var object: Int
        var account: Int
        var content: Int
        var milliseconds: Int64
    }

    private static let rowLimit = 64
    private static let byteLimit = 1 << 16

    private let text = ByteBuffer(capacity: byteLimit)
    private var lengths: [Lengths] = []
    private var rows: [Row] = []

    var isFull: Bool { lengths.count >= Self.rowLimit || text.count >= Self.byteLimit }

    @inline(__always)
    func add(
        object: UnsafeRawBufferPointer, account: UnsafeRawBufferPointer, content: UnsafeRawBufferPointer, milliseconds: Int64
    ) {
        text.write(upTo: object.count + account.count + content.count) { cursor in
            cursor.put(object)
            cursor.put(account)
            cursor.put(content)
        }
        lengths.append(
            Lengths(object: object.count, account: account.count, content: content.count, milliseconds: milliseconds))
    }

    /// Hashes all names. The rows are valid until the next change.
    func prepare(seed: UInt64) {
        let bytes = text.bytes
        var start = 0
        func name(_ length: Int) -> HashedName {
            defer { start += length }
            return HashedName(UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]), seed: seed)
        }
        for row in lengths {
            rows.append(
                Row(
                    object: name(row.object), account: name(row.account), content: name(row.content),
                    milliseconds: row.milliseconds))
        }
    }

    @inline(__always)
    func forEach(_ body: (Row) throws -> Void) rethrows {
        for row in rows { try body(row) }
    }

    func removeAll() {
        rows.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        text.removeAll()
    }
}
