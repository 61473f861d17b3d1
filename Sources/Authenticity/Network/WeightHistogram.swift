/// How many edges have which weight. Enough for any quantile, without holding the edges.
final class WeightHistogram {
    private static let smallLimit = 1024

    private let small = UnsafeMutableBufferPointer<Int>.allocate(capacity: smallLimit)
    private var large: [Int: Int] = [:]
    private(set) var count = 0

    init() { small.initialize(repeating: 0) }

    deinit { small.deallocate() }

    func add(_ weight: Int) {
        count += 1
        if weight < Self.smallLimit { small[weight] += 1 } else { large[weight, default: 0] += 1 }
    }

    private var sorted: [(weight: Int, count: Int)] {
        small.enumerated().filter { $0.element > 0 }.map { ($0.offset, $0.element) }
            + large.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Quantile of type 7 (Hyndman and Fan 1996): h = (n − 1)p + 1, interpolated between the two neighbours of h.
    func quantile(_ probability: Double) -> Double? {
        guard count > 0 else { return nil }
        let position = Double(count - 1) * probability
        let floor = Int(position.rounded(.down))
        let low = weight(at: floor)
        let high = weight(at: min(floor + 1, count - 1))
        return Double(low) + (position - Double(floor)) * Double(high - low)
    }

    private func weight(at index: Int) -> Int {
        var seen = 0
        for (weight, count) in sorted {
            seen += count
            if index < seen { return weight }
        }
        return 0
    }

    /// Edges heavier than the threshold.
    func count(above threshold: Double) -> Int {
        sorted.reduce(0) { $0 + (Double($1.weight) > threshold ? $1.count : 0) }
    }
}
