/// Where work can be spread over threads: the room starts none itself.
///
/// Work is cut into blocks whose size does not depend on the number of threads, and what blocks find is put together in their
/// order: the result is the same to the last bit.
public struct Workers: Sendable {
    /// Runs `body` once for each number below `count`, perhaps at the same time, and returns when all have ended.
    public typealias Run = @Sendable (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void

    /// How many members a block has.
    var blockSize = 512
    /// Fewer ratings are worked on by one thread: handing them over would take longer.
    var fewestRatings = 50_000

    private let run: Run?

    /// One thread.
    public static let one = Workers(run: nil)

    private init(run: Run?) { self.run = run }

    /// - Parameter run: spreads work over threads.
    public init(_ run: @escaping Run) { self.init(run: run) }

    /// Cuts members into blocks and sums what the blocks find, in their order.
    func sum(members: Int, ratings: Int, _ body: @Sendable (Range<Int>) -> SIMD2<Double>) -> SIMD2<Double> {
        let count = (members + blockSize - 1) / blockSize
        let parts = [SIMD2<Double>](unsafeUninitializedCapacity: count) { parts, size in
            nonisolated(unsafe) let places = parts
            @Sendable func block(_ number: Int) {
                let start = number * blockSize
                let part = body(start..<min(start + blockSize, members))
                places.initializeElement(at: number, to: part)
            }
            if let run, ratings >= fewestRatings {
                run(count, block)
            } else {
                for number in 0..<count { block(number) }
            }
            size = count
        }
        return parts.reduce(SIMD2(), +)
    }
}
