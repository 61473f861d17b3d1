/// ``Entropy`` for functions that take a random number generator.
struct EntropyGenerator: RandomNumberGenerator {
    let entropy: Entropy

    mutating func next() -> UInt64 {
        entropy.bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
