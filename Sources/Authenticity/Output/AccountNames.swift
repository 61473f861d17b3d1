/// The accounts of a run by rank: 0 is the first in byte order.
struct AccountNames {
    /// Keeps the names' bytes alive.
    private let table: NameTable
    private let names: [UnsafeRawBufferPointer]
    private let needEscapes: Bool

    init(table: NameTable, order: [UInt32]) {
        self.table = table
        names = order.map { table.name($0) }
        needEscapes = names.contains(where: TableWriter.needsEscapes)
    }

    var count: Int { names.count }

    @inline(__always)
    func bytes(_ rank: UInt32) -> UnsafeRawBufferPointer { names[Int(rank)] }

    func text(_ rank: UInt32) -> String { String(decoding: bytes(rank), as: UTF8.self) }

    @inline(__always)
    func write(_ rank: UInt32, to writer: inout TableWriter) {
        if needEscapes { writer.field(id: bytes(rank)) } else { writer.field(escaped: bytes(rank)) }
    }
}
