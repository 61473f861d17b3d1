import Daylight

extension SeatAllocation {
    /// Most outcomes of a lot that are tried.
    private static let outcomeLimit = 200

    /// The seats of every list if all outcomes of the open lot lead to the same: a council may have to draw a lot although a
    /// list with too few candidates makes it pointless (tally reference, section 6.2). `nil` if they differ, if another lot
    /// would follow, or if there are too many outcomes to try.
    public var seatsWhateverIsDrawn: [Int]? {
        guard let tie, question.method == .nlCouncil, question.lists.contains(where: { $0.candidates != nil }),
            let outcomes = Self.choices(of: tie.seatsLeft, from: tie.tied)
        else { return nil }
        var same: [Int]?
        for outcome in outcomes {
            let names = outcome.map { question.lists[$0].id }
            guard let drawn = try? SeatAllocation(question.drawing(names)), drawn.tie == nil else { return nil }
            if let same, same != drawn.seats { return nil }
            same = drawn.seats
        }
        return same
    }

    /// Every way to choose so many; `nil` if there are too many ways.
    private static func choices(of count: Int, from lists: [Int]) -> [[Int]]? {
        var partial: [[Int]] = [[]]
        for (index, list) in lists.enumerated() {
            let rest = lists.count - index
            partial = partial.flatMap { chosen in
                var next: [[Int]] = []
                if chosen.count < count { next.append(chosen + [list]) }
                if count - chosen.count < rest { next.append(chosen) }
                return next
            }
            guard partial.count <= outcomeLimit else { return nil }
        }
        return partial
    }
}

extension SeatQuestion {
    /// The same question after one more lot.
    fileprivate func drawing(_ chosen: [String]) throws(InputError) -> SeatQuestion {
        try SeatQuestion(
            method: method, seats: seats, lists: lists, threshold: threshold, thresholdBase: thresholdBase,
            drawn: drawn + [chosen], system: system)
    }
}
