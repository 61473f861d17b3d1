/// How many objects each account shared and how many accounts shared each object, at any time: all that the bipartite
/// configuration model knows.
struct BipartiteDegrees {
    /// k: distinct objects of each account, by rank.
    private(set) var ofAccount: [Int]
    /// d → how many objects were shared by so many distinct accounts.
    private(set) var objectsOfDegree: [Int: Int] = [:]
    /// The last object each account was seen with: rows of one object come together.
    private var lastObject: [Int]
    private var objects = 0

    init(accountCount: Int) {
        ofAccount = [Int](repeating: 0, count: accountCount)
        lastObject = [Int](repeating: -1, count: accountCount)
    }

    mutating func add(_ table: ShareTable) {
        for object in 0..<table.objectCount {
            var degree = 0
            for row in table.starts[object]..<table.starts[object + 1] {
                let account = Int(table.rows[row].account)
                guard lastObject[account] != objects else { continue }
                lastObject[account] = objects
                ofAccount[account] += 1
                degree += 1
            }
            if degree > 0 { objectsOfDegree[degree, default: 0] += 1 }
            objects += 1
        }
    }

    /// Distinct pairs of account and object.
    var links: Int { ofAccount.reduce(0, +) }
    /// Objects somebody shared.
    var objectCount: Int { objectsOfDegree.values.reduce(0, +) }
}
