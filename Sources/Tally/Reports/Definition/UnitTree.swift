public import Daylight

/// The units of an election under their parents. The depth is data; it is only bounded.
public struct UnitTree: Sendable {
    public static let unitLimit = 1_000_000
    /// Most units from a station up to the root.
    public static let depthLimit = 16

    /// In the order of the definition; of units with the same id only the first.
    public let units: [ReportingUnit]
    /// Ids that the definition lists more than once, each once, in order.
    public let repeatedIds: [String]
    private let indexById: [String: Int]
    /// Index of each unit's parent.
    private let parents: [Int?]
    /// Where each unit stands in a walk that visits a unit before what is below it, and where that which is below it ends.
    private let walk: [Range<Int>]
    /// The units in the order of that walk.
    private let order: [Int]

    /// - Throws: ``InputError`` with a JSON pointer into `/election/units` for a parent that is no unit, for units that are
    ///   their own ancestors, and beyond the limits.
    public init(_ all: [ReportingUnit]) throws(InputError) {
        guard all.count <= Self.unitLimit else {
            throw InputError(field: "/election/units", expected: "at most \(Self.unitLimit) units", found: "\(all.count)")
        }
        var units: [ReportingUnit] = []
        var places: [Int] = []
        var repeated: [String] = []
        var seenTwice: Set<String> = []
        var indexById: [String: Int] = [:]
        for (place, unit) in all.enumerated() {
            if indexById[unit.id] == nil {
                indexById[unit.id] = units.count
                units.append(unit)
                places.append(place)
            } else if let first = indexById[unit.id], !units[first].id.utf8.elementsEqual(unit.id.utf8) {
                throw InputError(
                    field: "/election/units/\(place)/id", expected: "an id that differs by more than how its letters are spelt",
                    found: "\"\(unit.id)\"")
            } else if seenTwice.insert(unit.id).inserted {
                repeated.append(unit.id)
            }
        }
        var parents: [Int?] = []
        for (index, unit) in units.enumerated() {
            let parent = unit.parent.flatMap { indexById[$0] }
            guard let id = unit.parent, parent == nil else {
                parents.append(parent)
                continue
            }
            throw InputError(
                field: "/election/units/\(places[index])/parent", expected: "the id of a unit or null", found: "\"\(id)\"")
        }
        self.units = units
        self.indexById = indexById
        self.parents = parents
        repeatedIds = repeated
        (walk, order) = try Self.walk(parents, places: places)
    }

    /// The index of a unit in ``units``.
    public func index(of id: String) -> Int? { indexById[id] }

    public func unit(_ id: String) -> ReportingUnit? { indexById[id].map { units[$0] } }

    /// The index of the unit right above one; `nil` for a root.
    public func parent(of index: Int) -> Int? { parents[index] }

    /// Indices of the units that have no parent, in the order of the definition.
    public var roots: [Int] { siblings(in: order.indices) }

    /// Indices of the units right below one, in the order of the definition. Takes time by their number only.
    public func children(of index: Int) -> [Int] { siblings(in: walk[index].dropFirst()) }

    /// Indices of the stations below a unit, the unit itself included where it is one; children stand side by side.
    public func stations(in index: Int) -> [Int] { order[walk[index]].filter { units[$0].level == .station } }

    private func siblings(in places: Range<Int>) -> [Int] {
        var siblings: [Int] = []
        var place = places.lowerBound
        while place < places.upperBound {
            siblings.append(order[place])
            place = walk[order[place]].upperBound
        }
        return siblings
    }

    /// Indices of the units above one, the nearest first; at most ``depthLimit`` of them.
    public func ancestors(of index: Int) -> [Int] {
        var ancestors: [Int] = []
        var next = parents[index]
        while let index = next {
            ancestors.append(index)
            next = parents[index]
        }
        return ancestors
    }

    /// The place of a unit and of all below it, in one order of all units in which those stand side by side.
    func places(of index: Int) -> Range<Int> { walk[index] }

    private static func walk(
        _ parents: [Int?], places: [Int]
    ) throws(InputError) -> (ranges: [Range<Int>], order: [Int]) {
        var children = [[Int]](repeating: [], count: parents.count)
        var open: [(unit: Int, depth: Int)] = []
        for (index, parent) in parents.enumerated().reversed() {
            if let parent { children[parent].append(index) } else { open.append((index, 1)) }
        }
        var order: [Int] = []
        while let (unit, depth) = open.popLast() {
            guard depth <= depthLimit else {
                throw InputError(
                    field: "/election/units/\(places[unit])/parent", expected: "at most \(depthLimit) levels", found: "more")
            }
            order.append(unit)
            for child in children[unit] { open.append((child, depth + 1)) }
        }
        var result = [Range<Int>](repeating: -1 ..< -1, count: parents.count)
        for (place, unit) in order.enumerated() { result[unit] = place..<place + 1 }
        // From the leaves up: what is below a unit ends where its last child's ends.
        for unit in order.reversed() {
            guard let parent = parents[unit] else { continue }
            result[parent] = result[parent].lowerBound..<max(result[parent].upperBound, result[unit].upperBound)
        }
        guard let stray = result.firstIndex(where: { $0.lowerBound < 0 }) else { return (result, order) }
        throw InputError(
            field: "/election/units/\(places[stray])/parent", expected: "a unit that is not below this one", found: "a circle")
    }
}
