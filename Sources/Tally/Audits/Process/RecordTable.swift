/// What the machines read on each ballot: equal ballots share their marks, so that a million of them fit in a few megabytes.
struct RecordTable: Sendable {
    /// Marks by contest; the index of each kind of ballot.
    private(set) var kinds: [[[Int]]] = []
    private var places: [[[Int]]: Int32] = [:]
    /// By batch and position: the kind of the ballot, −1 where there is no record.
    private var table: [[Int32]]

    init(_ manifest: BallotManifest) { table = manifest.batches.map { Array(repeating: -1, count: $0.ballots) } }

    /// - Returns: whether the ballot had no record before.
    mutating func add(batch: Int, position: Int, _ marks: [[Int]]) -> Bool {
        guard table[batch][position - 1] < 0 else { return false }
        let kind: Int32
        if let known = places[marks] {
            kind = known
        } else {
            kind = Int32(kinds.count)
            places[marks] = kind
            kinds.append(marks)
        }
        table[batch][position - 1] = kind
        return true
    }

    /// Marks by contest; `nil` when the ballot has no record.
    func marks(batch: Int, position: Int) -> [[Int]]? {
        let kind = table[batch][position - 1]
        return kind < 0 ? nil : kinds[Int(kind)]
    }

    /// How many ballots there are of each kind.
    var counts: [Int] {
        var counts = Array(repeating: 0, count: kinds.count)
        for batch in table { for kind in batch where kind >= 0 { counts[Int(kind)] += 1 } }
        return counts
    }
}
