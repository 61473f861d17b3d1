/// Louvain community detection (Blondel et al. 2008): move accounts to the neighbouring community that raises
/// modularity most, then merge communities and repeat. Visits accounts in order, so the result is always the same.
enum Louvain {
    /// Community numbers from 0 for every account.
    static func communities(_ accounts: [UInt32], _ edges: [(UInt32, UInt32, Double)]) -> [UInt32: Int] {
        let index = Dictionary(uniqueKeysWithValues: accounts.enumerated().map { ($0.element, $0.offset) })
        var graph = Graph(
            count: accounts.count,
            edges: edges.compactMap { edge in
                guard let from = index[edge.0], let to = index[edge.1] else { return nil }
                return (from, to, edge.2)
            })
        var member = Array(accounts.indices)
        while let parts = graph.moveNodes() {
            member = member.map { parts[$0] }
            graph = graph.merged(by: parts)
        }
        return Dictionary(uniqueKeysWithValues: zip(accounts, member))
    }

    private struct Graph {
        var neighbours: [[(node: Int, weight: Double)]]
        /// Weight of a node's edges to itself, both ends counted.
        var loops: [Double]
        var total: Double

        init(count: Int, edges: [(Int, Int, Double)], loops: [Double]? = nil) {
            neighbours = Array(repeating: [], count: count)
            self.loops = loops ?? Array(repeating: 0, count: count)
            for (from, to, weight) in edges {
                neighbours[from].append((to, weight))
                neighbours[to].append((from, weight))
            }
            total = self.loops.reduce(0, +) + 2 * edges.reduce(0) { $0 + $1.2 }
        }

        /// One pass of moves until nothing improves; new community of every node, or `nil` if none moved.
        func moveNodes() -> [Int]? {
            let degree = neighbours.indices.map { node in loops[node] + neighbours[node].reduce(0) { $0 + $1.weight } }
            var community = Array(neighbours.indices)
            var communityDegree = degree
            var hasMoved = false
            var isMoving = true
            while isMoving {
                isMoving = false
                for node in neighbours.indices {
                    let own = community[node]
                    communityDegree[own] -= degree[node]
                    var links: [Int: Double] = [own: 0]
                    for (neighbour, weight) in neighbours[node] where neighbour != node {
                        links[community[neighbour], default: 0] += weight
                    }
                    func gain(_ target: Int) -> Double {
                        links[target, default: 0] - communityDegree[target] * degree[node] / total
                    }
                    var best = own
                    for target in links.keys.sorted() where gain(target) > gain(best) + 1e-12 { best = target }
                    communityDegree[best] += degree[node]
                    if best != own {
                        community[node] = best
                        isMoving = true
                        hasMoved = true
                    }
                }
            }
            guard hasMoved else { return nil }
            var number: [Int: Int] = [:]
            return community.map { old in
                let new = number[old] ?? number.count
                number[old] = new
                return new
            }
        }

        func merged(by parts: [Int]) -> Graph {
            let count = (parts.max() ?? -1) + 1
            var loops = Array(repeating: 0.0, count: count)
            var weights: [[Int: Double]] = Array(repeating: [:], count: count)
            for node in neighbours.indices {
                loops[parts[node]] += self.loops[node]
                for (neighbour, weight) in neighbours[node] {
                    if parts[neighbour] == parts[node] {
                        loops[parts[node]] += weight
                    } else if parts[node] < parts[neighbour] {
                        weights[parts[node]][parts[neighbour], default: 0] += weight
                    }
                }
            }
            let edges = weights.enumerated().flatMap { from, row in
                row.sorted { $0.key < $1.key }.map { (from, $0.key, $0.value) }
            }
            return Graph(count: count, edges: edges, loops: loops)
        }
    }
}
