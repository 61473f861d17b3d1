#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The 16 × 16 lowest frequencies of a reduced picture, without the mean.
struct Frequencies: Hashable, Sendable {
    static let side = 16

    /// Row after row.
    let values: [Float]

    /// - Parameter reduced: 64 × 64 values.
    init(of reduced: [Float]) {
        let (side, length) = (Self.side, Downscaling.side)
        let basis = Self.basis
        // Both products are summed from the first term to the last, as every other implementation does: another order gives
        // other last bits. Only independent sums are run side by side.
        var half = [Float](repeating: 0, count: side * length)
        for row in 0..<side {
            for term in 0..<length {
                let factor = basis[row * length + term]
                for column in 0..<length { half[row * length + column] += factor * reduced[term * length + column] }
            }
        }
        var values = [Float](repeating: 0, count: side * side)
        for row in 0..<side {
            for term in 0..<length {
                let factor = half[row * length + term]
                for column in 0..<side { values[row * side + column] += factor * Self.turnedBasis[term * side + column] }
            }
        }
        self.values = values
    }

    private init(values: [Float]) { self.values = values }

    /// A bit for every value above the lower median.
    var hash: PictureHash {
        let median = values.sorted()[values.count / 2 - 1]
        var words = SIMD4<UInt64>.zero
        for (bit, value) in values.enumerated() where value > median { words[bit / 64] |= 1 << UInt64(bit % 64) }
        return PictureHash(words: words)
    }

    /// The frequencies of the picture turned or mirrored.
    func seen(_ view: DihedralView) -> Frequencies {
        let side = Self.side
        var seen = values
        for row in 0..<side {
            for column in 0..<side {
                let value = values[row * side + column]
                let place = view.isTransposed ? column * side + row : row * side + column
                seen[place] = view.isNegated(row: row, column: column) ? -value : value
            }
        }
        return Frequencies(values: seen)
    }

    /// The cosines of frequencies 1…16 at 64 places: the scale is rounded to single precision first, then their product.
    private static let basis: [Float] = {
        let scale = Double(Float((2.0 / Double(Downscaling.side)).squareRoot()))
        var basis: [Float] = []
        for frequency in 1...side {
            for place in 0..<Downscaling.side {
                let angle = Double.pi / 2 / Double(Downscaling.side) * Double(frequency) * Double(2 * place + 1)
                basis.append(Float(scale * cos(angle)))
            }
        }
        return basis
    }()

    private static let turnedBasis: [Float] = (0..<Downscaling.side * side).map { index in
        basis[index % side * Downscaling.side + index / side]
    }
}
