public import Daylight

/// The acknowledgement of an entry: it is durable and under a published checkpoint.
public struct Appended: Hashable, Sendable {
    /// The entry's index, counted from 0; for a repeated statement that of the first time.
    public let index: UInt64
    /// The leaf hash of the stored entry.
    public let leafHash: Digest
    /// The size of a published checkpoint that covers the entry.
    public let size: UInt64
    /// Whether the log had this statement already, so that nothing was added.
    public let isDuplicate: Bool

    /// The answer to whoever sent it, as `daylight log append --json` gives it.
    public var json: JSONValue {
        [
            "ok": true, "index": .integer(index), "leafHash": .string(leafHash.hex), "size": .integer(size),
            "duplicate": .bool(isDuplicate),
        ]
    }
}

/// A consistency proof with the roots it connects.
public struct ConsistencyProof: Hashable, Sendable {
    /// The smaller size.
    public let oldSize: UInt64
    /// The larger size.
    public let newSize: UInt64
    /// The root at the smaller size.
    public let oldRoot: Digest
    /// The root at the larger size.
    public let newRoot: Digest
    /// The hashes; empty if the sizes are equal or the smaller one is 0.
    public let proof: [Digest]

    /// Computes the proof from tiles.
    ///
    /// - Precondition: `oldSize <= newSize`, and the source covers `newSize`.
    init<Source: TileSource>(from oldSize: UInt64, to newSize: UInt64, source: Source) throws(Source.Failure) {
        var old = TileTree(source: source, size: oldSize)
        var new = TileTree(source: source, size: newSize)
        self.oldSize = oldSize
        self.newSize = newSize
        oldRoot = try old.root()
        newRoot = try new.root()
        proof = try new.consistencyProof(from: oldSize)
    }

    /// A `consistency` object as `daylight log check` takes it.
    public var json: JSONValue {
        [
            "kind": "consistency", "oldSize": .integer(oldSize), "newSize": .integer(newSize),
            "oldRoot": .string(oldRoot.hex), "newRoot": .string(newRoot.hex),
            "proof": .array(proof.map { .string($0.hex) }),
        ]
    }
}
