import Daylight
import Testing

@testable import Credibility

@Suite("Perceptual picture hash")
struct PDQTests {
    /// A picture anybody can compute: squares over a coarse ramp, without symmetry.
    private static func drawn(_ width: Int, _ height: Int) throws -> Raster {
        var bytes: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                for channel in 0..<3 {
                    bytes.append(UInt8((x * x * 3 + y * 7 + channel * 40 * ((x / 9 + y / 13) % 2)) % 256))
                }
            }
        }
        return try Raster(width: width, height: height, channels: .rgb, bytes: bytes)
    }

    @Test(
        "The hash is that of pdqhash 0.2.8, bit for bit",
        arguments: [
            (64, 64, "9b3cfebdcf452c352de6f39db298249a32dbf3550c6497dbfd2449004013d920"),
            (100, 80, "17211edae815dab274a42d4ede77fe998d9aad34fccfe918215052e52101d627"),
            (5, 300, "ce732b4ace7321c89b6261d86b5a3b4e3b0e2b4ac4b593a494a53b0ece739b26"),
            (257, 131, "f18fe8d829336978287386f63f0406fe79702854d79f685056c77707a18f3427"),
            (640, 400, "bb41a967b94154da46bf5ec2eabf5cda17d8a9279718ac3b06b9180616b81f22"),
        ])
    func published(width: Int, height: Int, hash: String) throws {
        let picture = PDQ(try Self.drawn(width, height))
        #expect(picture.hash.description == hash)
        #expect(picture.quality == 100)
    }

    @Test("So are the hashes of all views")
    func views() throws {
        let picture = PDQ(try Self.drawn(257, 131))
        let expected = [
            "c422af43fac7fd527ad0f8d2072c5d59c52af2af2d01860fd12278b0ad0f57f0",
            "f4da42327c66c2b27d262c4c6a51ac542c4582fe82c9e2fa03d2fdadf4da9e8d",
            "917705e9af0257f82f8552785279e7f3907f400568542ca58477d21af85afd5a",
            "a18f176729339687283379193f04f9015910d7abd79897af568788f8a18fcbd8",
            "f4dabdcd7c663d4d7d26d3b36a5153ab2c457d0182cd1d0503d22252f4da6172",
            "c422d0bcfad782ad7ad0072d072cb2a6c52a5dd83d817df0d122876fad2fa82f",
            "9177fa16af96a8072f85ad875279080c907fa7fa7854d35a84772dc5f85a02a5",
        ]
        #expect(DihedralView.allCases.map { picture.hash($0).description } == expected)
    }

    @Test("A side under five pixels has hash 0 and quality 0", arguments: [(4, 100), (100, 4), (1, 1)])
    func tooSmall(width: Int, height: Int) throws {
        let picture = PDQ(try Self.drawn(width, height))
        #expect(picture.hash.description == String(repeating: "0", count: 64))
        #expect(picture.hash(.rotate90) == .zero)
        #expect(picture.quality == 0)
    }

    @Test("A flat picture has quality 0")
    func flat() throws {
        let grey = try Raster(width: 90, height: 70, channels: .grey, bytes: [UInt8](repeating: 99, count: 6300))
        #expect(PDQ(grey).quality == 0)
    }

    @Test("The text of a hash reads back")
    func text() throws {
        let text = "c422af43fac7fd527ad0f8d2072c5d59c52af2af2d01860fd12278b0ad0f57f0"
        let hash = try PictureHash(parsing: text)
        #expect(hash.description == text)
        #expect(hash.words.x == 0xd122_78b0_ad0f_57f0)
        for wrong in ["", "c4", String(repeating: "g", count: 64), String(repeating: "0", count: 65)] {
            #expect(throws: InputError.self) { try PictureHash(parsing: wrong) }
        }
    }

    @Test("The published photograph and its edits are as far apart as published")
    func distances() throws {
        let original = try PictureHash(parsing: "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22")
        let blurred = try PictureHash(parsing: "f8f8f0cee0f4a84f0637022a038f67f0b36e26d596621e1d33e6b39c4e9c9b22")
        let shrunk = try PictureHash(parsing: "d0f8f1ccc0f4a84d0a370a3a228f67f0b36e2ed5b6623e1d33e6339c4e9c9b22")
        let turned = try PictureHash(parsing: "30a10efd71cc3d429013d48d0ffffc52e34e0e17ada952a9d29685211ea9e5af")
        #expect(original.distance(to: original) == 0)
        #expect(original.distance(to: blurred) == 4)
        #expect(original.distance(to: shrunk) == 16)
        #expect(original.distance(to: turned) == 120)
    }

    @Test("Known pictures are found as they are, turned and mirrored, and poor ones never")
    func index() throws {
        let (picture, other) = (PDQ(try Self.drawn(257, 131)), PDQ(try Self.drawn(100, 80)))
        let index = PictureIndex([
            (other.hash, 100), (picture.hash(.flipY), 50), (picture.hash, 49), (picture.hash, 100),
        ])
        let matches = index.matches(picture)
        #expect(matches.map(\.position) == [1, 3])
        #expect(matches.map(\.distance) == [0, 0])
        #expect(matches.map(\.view) == [.flipY, nil])
    }

    @Test("A table of known pictures is read strictly")
    func table() throws {
        let hash = "c422af43fac7fd527ad0f8d2072c5d59c52af2af2d01860fd12278b0ad0f57f0"
        let known = try KnownPictures(parsing: Array("quality\tid\thash\n100\ta\t\(hash)\n".utf8))
        #expect(known.ids == ["a"])
        for rows in ["", "id\thash\n", "id\thash\tquality\na\t\(hash)\n", "id\thash\tquality\na\tx\t1\n"] {
            #expect(throws: InputError.self) { try KnownPictures(parsing: Array(rows.utf8)) }
        }
        let twice = "id\thash\tquality\na\t\(hash)\t101\n"
        #expect(throws: InputError(place: .line(2), field: "quality", expected: "0…100", found: "101")) {
            try KnownPictures(parsing: Array(twice.utf8))
        }
    }
}
