public import Daylight

/// How many ballots each batch holds, in the order of the storage.
public struct BallotManifest: Sendable {
    public struct Batch: Hashable, Sendable {
        public let name: String
        public let ballots: Int

        public init(name: String, ballots: Int) {
            self.name = name
            self.ballots = ballots
        }
    }

    /// Bounds: each ballot costs one hash.
    public static let ballotLimit = 200_000_000
    public static let batchLimit = 1_000_000

    public let batches: [Batch]
    public let ballots: Int

    /// - Throws: ``InputError`` unless there is at least one ballot and every name stands once.
    public init(_ batches: [Batch]) throws(InputError) {
        guard batches.count <= Self.batchLimit else {
            throw InputError(field: "/manifest", expected: "at most \(Self.batchLimit) batches", found: "\(batches.count)")
        }
        var names: Set<[UInt8]> = []
        var total = 0
        for (index, batch) in batches.enumerated() {
            guard names.insert(Array(batch.name.utf8)).inserted else {
                throw InputError(
                    field: "/manifest/\(index)/batch", expected: "each batch once", found: "\"\(batch.name)\" again")
            }
            guard (0...Self.ballotLimit - total).contains(batch.ballots) else {
                throw InputError(
                    field: "/manifest/\(index)/ballots", expected: "0 or more, and at most \(Self.ballotLimit) in all",
                    found: "\(batch.ballots)")
            }
            total += batch.ballots
        }
        guard total > 0 else { throw InputError(field: "/manifest", expected: "at least one ballot", found: "none") }
        self.batches = batches
        ballots = total
    }
}
