import Daylight
import Glibc
import Testing

@testable import Pictures

/// Valid files of every format, damaged: whatever comes out, it comes soon, and it is a picture or an ``InputError``.
///
/// `DAYLIGHT_FUZZ=1000000` in the environment runs that many; a test run does fewer.
@Suite("Damaged picture files")
struct PictureFuzzTests {
    private static let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 3_000

    @Test("No damage stops the reader")
    func damaged() {
        var random = PictureRandom(state: 7)
        for _ in 0..<Self.executions {
            var file = Samples.all[Int(random.next() % UInt64(Samples.all.count))]
            for _ in 0...random.next() % 6 {
                guard !file.isEmpty else { break }
                let place = Int(random.next() % UInt64(file.count))
                switch random.next() % 6 {
                case 0: file[place] ^= 1 << UInt8(random.next() % 8)
                case 1: file[place] = [0, 0xFF, 0x7F, 0x80, 0xD8, 0xDA][Int(random.next() % 6)]
                case 2: file.removeSubrange(place..<min(file.count, place + Int(random.next() % 20)))
                case 3: file.insert(contentsOf: file.suffix(Int(random.next() % 40)), at: place)
                case 4: file = Array(file.prefix(place))
                default: file[place] = UInt8(truncatingIfNeeded: random.next())
                }
            }
            if let picture = try? PictureFile.raster(decoding: file) {
                #expect(picture.width * picture.height <= Raster.pixelLimit)
                #expect(picture.bytes.count == picture.width * picture.height * picture.channels.rawValue)
            }
        }
    }
}

/// The same numbers for the same seed (SplitMix64).
private struct PictureRandom {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
