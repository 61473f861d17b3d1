import Daylight

/// What the p-values of a run follow from, as `--json` and evidence files carry it.
struct NullReport: Hashable, Sendable {
    let degree: DegreeNull
    /// The bipartite model's own numbers: objects that anybody shared, distinct pairs of account and object.
    var bipartite: Bipartite?
    /// Under Benjamini–Hochberg: significant pairs of accounts, and the largest p-value that is significant.
    var discoveries: Discoveries?

    struct Bipartite: Hashable, Sendable {
        let objects: Int
        let links: Int
    }

    struct Discoveries: Hashable, Sendable {
        let count: Int
        let cutoff: Double
    }

    var json: JSONValue {
        var object: JSONObject = [
            "rows": .integer(degree.rows), "accounts": .integer(degree.accounts), "pairs": .integer(degree.pairs),
            "sum_squares": .integer(degree.sumSquares), "limit": degree.limit.map { .real($0) } ?? .null,
        ]
        if let bipartite {
            object["objects"] = .integer(bipartite.objects)
            object["links"] = .integer(bipartite.links)
        }
        if let discoveries {
            object["significant"] = .integer(discoveries.count)
            object["cutoff"] = .real(discoveries.cutoff)
        }
        return .object(object)
    }
}
