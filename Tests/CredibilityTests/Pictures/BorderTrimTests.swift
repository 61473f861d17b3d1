import Daylight
import Testing

@testable import Credibility

@Suite("Uniform borders")
struct BorderTrimTests {
    /// A noisy picture in a frame.
    private static func framed(
        _ width: Int, _ height: Int, left: Int, top: Int, inside: (width: Int, height: Int), frame: UInt8 = 20
    ) throws -> Raster {
        var bytes = [UInt8](repeating: frame, count: width * height)
        for y in top..<top + inside.height {
            for x in left..<left + inside.width {
                bytes[y * width + x] = UInt8(truncatingIfNeeded: 60 + (x * 37 + y * 91) % 150)
            }
        }
        return try Raster(width: width, height: height, channels: .grey, bytes: bytes)
    }

    @Test("What is inside the frame is what is left")
    func frame() throws {
        let picture = try Self.framed(200, 150, left: 30, top: 10, inside: (100, 120))
        let trim = try #require(BorderTrim(picture))
        #expect((trim.x, trim.y, trim.picture.width, trim.picture.height) == (30, 10, 100, 120))
        #expect(BorderTrim(trim.picture) == nil)
    }

    @Test("At least 64 pixels are left of each side")
    func smallest() throws {
        let flat = try Raster(width: 100, height: 90, channels: .grey, bytes: [UInt8](repeating: 7, count: 9000))
        let trim = try #require(BorderTrim(flat))
        #expect((trim.picture.width, trim.picture.height) == (64, 64))
        let small = try Raster(width: 60, height: 20, channels: .grey, bytes: [UInt8](repeating: 7, count: 1200))
        #expect(BorderTrim(small) == nil)
    }

    @Test("Eight steps of colour are still the border, nine are not")
    func tolerance() throws {
        func bar(_ value: UInt8) throws -> Raster {
            var bytes = try Self.framed(80, 80, left: 0, top: 2, inside: (80, 78)).bytes
            bytes[7] = value
            return try Raster(width: 80, height: 80, channels: .grey, bytes: bytes)
        }
        #expect(try BorderTrim(bar(28))?.y == 2)
        #expect(try BorderTrim(bar(29)) == nil)
    }

    @Test("A picture with bars is found by what is inside them")
    func match() throws {
        let picture = try Self.framed(200, 150, left: 30, top: 10, inside: (100, 120))
        let inside = try #require(BorderTrim(picture)).picture
        #expect(PDQ(inside).hash.distance(to: PDQ(picture).hash) > PDQ.matchDistance)
        let known = PictureIndex([(PDQ(inside).hash, PDQ(inside).quality)])
        #expect(known.matches(PDQ(inside)).count == 1)
    }
}
