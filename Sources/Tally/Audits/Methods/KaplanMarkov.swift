#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The Kaplan–Markov test for numbers of 0 or more, drawn with replacement (Stark 2009; tally reference, section 8.5).
public enum KaplanMarkov {
    /// The risk after each draw, at most 1 each.
    ///
    /// - Parameters:
    ///   - mean: what is to be refuted.
    ///   - guard: added to every number, so that a 0 does not end the test.
    public static func history(_ draws: some Sequence<Double>, mean: Double, guard shift: Double) -> [Double] {
        var logarithm = CompensatedSum()
        return draws.map { x in
            logarithm.add(log((mean + shift) / (x + shift)))
            return min(1, exp(logarithm.value))
        }
    }
}
