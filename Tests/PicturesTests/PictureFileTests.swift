import Daylight
import Testing

@testable import Pictures

@Suite("Picture files")
struct PictureFileTests {
    @Test("What is stored without loss comes out as it was")
    func exact() throws {
        for file in [Samples.png, Samples.exactWebP, Samples.pixmap] {
            let picture = try PictureFile.raster(decoding: file)
            #expect((picture.width, picture.height, picture.channels) == (16, 12, .rgb))
            #expect(picture.bytes == Samples.pixels)
        }
        let grey = try PictureFile.raster(decoding: Samples.greymap)
        #expect((grey.width, grey.height, grey.channels) == (16, 12, .grey))
        #expect(grey.bytes == Array(Samples.pixels.prefix(192)))
    }

    @Test("What is stored with loss comes out nearly as it was")
    func near() throws {
        for file in [Samples.jpeg, Samples.progressiveJPEG, Samples.webP, Samples.palettePNG, Samples.inkJPEG] {
            let picture = try PictureFile.raster(decoding: file)
            #expect((picture.width, picture.height, picture.channels) == (16, 12, .rgb))
            let differences = zip(picture.bytes, Samples.pixels).map { abs(Int($0) - Int($1)) }
            #expect(differences.reduce(0, +) / differences.count <= 20)
        }
    }

    @Test("Grey pictures stay grey")
    func grey() throws {
        for file in [Samples.greyJPEG, Samples.greyPNG] {
            let picture = try PictureFile.raster(decoding: file)
            #expect((picture.width, picture.height, picture.channels) == (16, 12, .grey))
        }
    }

    @Test("Transparency is laid on white", arguments: [Samples.clearPNG, Samples.clearWebP])
    func transparency(file: [UInt8]) throws {
        let picture = try PictureFile.raster(decoding: file)
        for y in 0..<12 {
            for x in 0..<16 {
                let place = (y * 16 + x) * 3
                for channel in 0..<3 {
                    let flat = (Int(Samples.pixels[place + channel]) * 17 * x + 255 * (255 - 17 * x) + 127) / 255
                    #expect(Int(picture.bytes[place + channel]) == flat)
                }
            }
        }
    }

    @Test("A JPEG is turned as its camera was held")
    func turned() throws {
        let picture = try PictureFile.raster(decoding: Samples.turnedJPEG)
        #expect((picture.width, picture.height) == (16, 32))
        // Stored: red, green above blue, white. Turned right: blue, red above white, green.
        func colour(_ x: Int, _ y: Int) -> [Bool] { picture.bytes[(y * 16 + x) * 3..<(y * 16 + x) * 3 + 3].map { $0 > 128 } }
        #expect(colour(3, 5) == [false, false, true])
        #expect(colour(12, 5) == [true, false, false])
        #expect(colour(3, 25) == [true, true, true])
        #expect(colour(12, 25) == [false, true, false])
    }

    @Test("Every orientation moves the stored corners where EXIF says")
    func orientations() throws {
        // 1 2 3
        // 4 5 6
        let stored = try Raster(width: 3, height: 2, channels: .grey, bytes: [1, 2, 3, 4, 5, 6])
        let expected: [[UInt8]] = [
            [1, 2, 3, 4, 5, 6], [3, 2, 1, 6, 5, 4], [6, 5, 4, 3, 2, 1], [4, 5, 6, 1, 2, 3], [1, 4, 2, 5, 3, 6],
            [4, 1, 5, 2, 6, 3], [6, 3, 5, 2, 4, 1], [3, 6, 2, 5, 1, 4],
        ]
        for (index, bytes) in expected.enumerated() {
            let seen = try #require(Orientation(rawValue: index + 1)).applied(to: stored)
            #expect(seen.bytes == bytes)
            #expect(seen.width == (index < 4 ? 3 : 2))
        }
    }

    @Test("Animated WebP is refused and says so")
    func animated() {
        #expect(throws: InputError(expected: "a still WebP picture", found: "an animated one")) {
            try PictureFile.raster(decoding: Samples.animatedWebP)
        }
    }

    @Test("A file cut short anywhere is an error", arguments: Samples.all)
    func truncated(file: [UInt8]) {
        for count in 0..<file.count where file.count - count > 2 {
            #expect(throws: InputError.self) { try PictureFile.raster(decoding: Array(file.prefix(count))) }
        }
    }

    @Test("A head that promises too many pixels is refused before anything is allocated")
    func tooLarge() throws {
        #expect(throws: InputError(field: "size", expected: "at most 40000000 pixels", found: "40001 × 1000")) {
            try PictureFile.raster(decoding: Array("P5 40001 1000 255 ".utf8))
        }
        #expect(throws: InputError.self) { try PictureFile.raster(decoding: Array("P6 999999999 999999999 255 ".utf8)) }
        var png = Samples.png
        png.replaceSubrange(16..<24, with: [0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF])
        #expect(throws: InputError.self) { try PictureFile.raster(decoding: png) }
        var jpeg = Samples.jpeg
        let frame = try #require((0..<jpeg.count - 1).first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xC0 })
        jpeg.replaceSubrange(frame + 5..<frame + 9, with: [0xFF, 0, 0xFF, 0])
        let error = #expect(throws: InputError.self) { try PictureFile.raster(decoding: jpeg) }
        #expect(error?.expected == "at most 40000000 pixels")
    }

    @Test("Other content is no picture", arguments: ["", "GIF89a", "P3 1 1 255 0 0 0", "P6 1 1 65535 ", "P6", "P5 0 5 255 "])
    func noPicture(text: String) {
        #expect(throws: InputError.self) { try PictureFile.raster(decoding: Array(text.utf8)) }
    }
}
