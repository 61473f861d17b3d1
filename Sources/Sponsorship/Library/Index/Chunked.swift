/// A list that grows at its end. A copy shares everything but the chunk that is written to.
struct Chunked<Element: Sendable>: Sendable {
    private static var bits: Int { 9 }
    private static var mask: Int { (1 << bits) - 1 }
    private var chunks: [[Element]] = []

    var count: Int { chunks.isEmpty ? 0 : (chunks.count - 1) << Self.bits + chunks[chunks.count - 1].count }

    subscript(index: Int) -> Element {
        get { chunks[index >> Self.bits][index & Self.mask] }
        set { chunks[index >> Self.bits][index & Self.mask] = newValue }
    }

    mutating func append(_ element: Element) {
        if count & Self.mask == 0 { chunks.append([]) }
        chunks[chunks.count - 1].append(element)
    }
}

/// A dictionary of which a copy shares everything but the parts that are written to.
struct Sharded<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private var shards = [[Key: Value]](repeating: [:], count: 256)

    subscript(key: Key) -> Value? {
        get { shards[Self.shard(of: key)][key] }
        set { shards[Self.shard(of: key)][key] = newValue }
    }

    private static func shard(of key: Key) -> Int { key.hashValue & 255 }
}
