public import Daylight

/// The part of a picture inside its uniform borders: PDQ does not recognise a picture with bars added, but with them cut off.
public struct BorderTrim: Hashable, Sendable {
    /// Colours this near to a side's first pixel belong to its border, per channel.
    public static let tolerance = 8
    /// No side is cut to fewer pixels.
    public static let smallestSide = 64

    public let x: Int
    public let y: Int
    /// What is left.
    public let picture: Raster

    /// Cuts rows from the top and bottom, then columns from left and right, while all their pixels are near to the side's first
    /// pixel. `nil` when there is nothing to cut.
    public init?(_ picture: Raster) {
        let channels = picture.channels.rawValue
        var (left, right, top, bottom) = (0, picture.width, 0, picture.height)
        picture.bytes.withUnsafeBufferPointer { bytes in
            func isUniform(_ line: StrideTo<Int>, like first: Int) -> Bool {
                line.allSatisfy { pixel in
                    (0..<channels).allSatisfy { abs(Int(bytes[pixel + $0]) - Int(bytes[first + $0])) <= Self.tolerance }
                }
            }
            func place(_ x: Int, _ y: Int) -> Int { (y * picture.width + x) * channels }
            func row(_ y: Int) -> StrideTo<Int> { stride(from: place(left, y), to: place(right, y), by: channels) }
            func column(_ x: Int) -> StrideTo<Int> {
                stride(from: place(x, top), to: place(x, bottom), by: picture.width * channels)
            }
            let (firstTop, firstBottom) = (place(left, top), place(left, bottom - 1))
            while bottom - top > Self.smallestSide, isUniform(row(top), like: firstTop) { top += 1 }
            while bottom - top > Self.smallestSide, isUniform(row(bottom - 1), like: firstBottom) { bottom -= 1 }
            let (firstLeft, firstRight) = (place(left, top), place(right - 1, top))
            while right - left > Self.smallestSide, isUniform(column(left), like: firstLeft) { left += 1 }
            while right - left > Self.smallestSide, isUniform(column(right - 1), like: firstRight) { right -= 1 }
        }
        let (width, height) = (right - left, bottom - top)
        guard width < picture.width || height < picture.height else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(width * height * channels)
        for y in top..<bottom {
            let start = (y * picture.width + left) * channels
            bytes.append(contentsOf: picture.bytes[start..<start + width * channels])
        }
        guard let part = try? Raster(width: width, height: height, channels: picture.channels, bytes: bytes) else { return nil }
        (x, y, self.picture) = (left, top, part)
    }
}
