public import Daylight

/// PDQ, a perceptual picture hash (credibility reference, section 6): what the same pixels give here, they give bit for bit in
/// every other implementation, because all sums are made in the same order in single precision.
///
/// It sees re-encoding, scaling, blur and changes of colour. It does not see crops, added borders or small rotations.
public struct PDQ: Hashable, Sendable {
    /// Pictures with a shorter side have no hash.
    public static let smallestSide = 5
    /// Two pictures match when their hashes differ in at most so many bits …
    public static let matchDistance = 31
    /// … and neither is of lower quality.
    public static let matchQuality = 50

    public let hash: PictureHash
    /// How much there is to see, 0…100; below ``matchQuality`` the hash says little.
    public let quality: Int
    /// The low frequencies the hash is made of; `nil` when the picture is too small.
    private let frequencies: Frequencies?

    /// Hashes a picture. Time grows with its pixels, memory with its width.
    public init(_ picture: Raster) {
        guard picture.width >= Self.smallestSide, picture.height >= Self.smallestSide else {
            (hash, quality, frequencies) = (.zero, 0, nil)
            return
        }
        let reduced = Downscaling.reduced(picture)
        let frequencies = Frequencies(of: reduced)
        self.frequencies = frequencies
        hash = frequencies.hash
        quality = Self.quality(of: reduced)
    }

    /// The hash the picture would have turned or mirrored, made without looking at the pixels again.
    public func hash(_ view: DihedralView) -> PictureHash {
        frequencies?.seen(view).hash ?? .zero
    }

    /// The sum of steps between neighbours, each in hundredths of the full range.
    private static func quality(of reduced: [Float]) -> Int {
        let side = Downscaling.side
        var sum = 0
        func step(_ first: Float, _ second: Float) -> Int { abs(Int((first - second) * 100 / 255)) }
        for row in 0..<side {
            for column in 0..<side {
                let value = reduced[row * side + column]
                if row + 1 < side { sum += step(value, reduced[(row + 1) * side + column]) }
                if column + 1 < side { sum += step(value, reduced[row * side + column + 1]) }
            }
        }
        return min(100, sum / 90)
    }
}
