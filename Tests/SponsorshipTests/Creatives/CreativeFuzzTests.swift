import Daylight
import Glibc
import Sponsorship
import Testing

/// Hostile files: nothing may trap, and whatever is taken is within the bounds.
///
/// `DAYLIGHT_FUZZ=1000000` in the environment runs that many; a test run does fewer.
@Suite struct CreativeFuzzTests {
    private static let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 20_000

    private static let files = [
        CreativeFiles.png, CreativeFiles.jpeg, CreativeFiles.webp, CreativeFiles.losslessWebP, CreativeFiles.extendedWebP,
        CreativeFiles.text,
    ]

    @Test func filesMayBeAnything() {
        var random = SeededGenerator(seed: 34)
        var (taken, refused) = (0, 0)
        for execution in 0..<Self.executions {
            let bytes = Self.changed(Self.files[execution % Self.files.count], &random)
            do throws(InputError) {
                let creative = try Creative(bytes)
                taken += 1
                #expect((creative.size == nil) == (creative.type == .text))
                if let size = creative.size {
                    #expect((1...PictureSize.sideLimit).contains(size.width) && (1...PictureSize.sideLimit).contains(size.height))
                    #expect(size.width * size.height <= PictureSize.pixelLimit)
                }
            } catch {
                refused += 1
            }
        }
        #expect(taken > Self.executions / 10 && refused > Self.executions / 10)
    }

    /// Bytes changed, cut off, doubled or joined to another file.
    private static func changed(_ file: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = file
        for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0...4, using: &random) {
            case 0: bytes[place] = [0, 0xFF, 0x7F, 0x80].randomElement(using: &random)!
            case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 2: bytes.removeSubrange(place...)
            case 3: bytes.insert(contentsOf: bytes[place...], at: place)
            default: bytes += files.randomElement(using: &random)!
            }
        }
        return bytes
    }
}
