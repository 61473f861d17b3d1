/// Draws built from `+ - * /` and square roots only. IEEE 754 rounds these the same everywhere, which `log` and `exp` do
/// not promise, so a seed gives the same bytes on every platform.
extension SeededGenerator {
    /// A number strictly between 0 and 1.
    mutating func unit() -> Double { (Double(next() >> 12) + 0.5) * 0x1p-52 }

    mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * unit()
    }

    /// A whole number in `0..<bound`; `bound` must be positive.
    mutating func index(below bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

    mutating func integer(in range: ClosedRange<Int>) -> Int { range.lowerBound + index(below: range.count) }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[index(below: elements.count)] }

    /// A waiting time with the given median and a long right tail: the log-logistic distribution of shape 4/3.
    mutating func waiting(median: Double) -> Double {
        let draw = unit()
        return median * threeQuarterPower(draw / (1 - draw))
    }

    /// A size at least 1 whose chance of exceeding x falls as x^(-4/3): the Pareto law of popularity and activity.
    mutating func powerLaw(atMost limit: Double) -> Double {
        min(limit, threeQuarterPower(1 / unit()))
    }

    /// A number around 0 with standard deviation 1 and no value beyond 3.5: the sum of four uniform numbers.
    mutating func bell() -> Double { (unit() + unit() + unit() + unit() - 2) * 1.732_050_807_568_877_2 }

    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var result = elements
        for last in stride(from: result.count - 1, to: 0, by: -1) { result.swapAt(last, index(below: last + 1)) }
        return result
    }

    /// A generator for one part of the simulation, so that a change in one part leaves the others as they were.
    mutating func branch() -> SeededGenerator { SeededGenerator(seed: next()) }
}

private func threeQuarterPower(_ value: Double) -> Double {
    let root = value.squareRoot()
    return root * root.squareRoot()
}
