/// The accounts of a run by rank: 0 is the first in byte order.
struct AccountNames {
    let table: NameTable
    let order: [UInt32]

    var count: Int { order.count }

    func bytes(_ rank: UInt32) -> UnsafeRawBufferPointer { table.name(order[Int(rank)]) }
    func text(_ rank: UInt32) -> String { table.text(order[Int(rank)]) }
}
