/// Where unguessable bytes come from, passed in so that tests can repeat a run.
public struct Entropy: Sendable {
    private let source: @Sendable (Int) -> [UInt8]

    /// - Parameter source: gives exactly as many bytes as it is asked for.
    public init(_ source: @escaping @Sendable (Int) -> [UInt8]) { self.source = source }

    /// The operating system's generator.
    public static let system = Entropy { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// The next `count` bytes.
    public func bytes(_ count: Int) -> [UInt8] { source(count) }
}
