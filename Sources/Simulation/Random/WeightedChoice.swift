/// Chooses indices with given weights in logarithmic time.
struct WeightedChoice {
    private let cumulated: [Double]

    /// - Parameter weights: at least one, none negative, not all zero.
    init(_ weights: [Double]) {
        var sum = 0.0
        cumulated = weights.map { weight in
            sum += weight
            return sum
        }
    }

    func draw(using random: inout SeededGenerator) -> Int {
        let target = random.unit() * (cumulated.last ?? 0)
        var low = 0
        var high = cumulated.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulated[middle] > target { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
