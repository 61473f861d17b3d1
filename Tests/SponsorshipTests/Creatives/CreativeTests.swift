import Daylight
import Sponsorship
import Testing

/// Whole small files and heads of larger ones.
enum CreativeFiles {
    /// 1 × 1, with all its chunks.
    static let png = bytes(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
            + "1f15c4890000000d49444154789c626001000000050001" + "0d0a2db40000000049454e44ae426082")
    /// 1200 × 628: JFIF segment, a comment that looks like a frame, frame, scan.
    static let jpeg = bytes(
        "ffd8ffe000104a46494600010100000100010000fffe000cffc0000b080001000101" + "ffffc00011080274" + "04b003012200021101031101"
            + "ffda000c03010002110311003f00")
    /// 1 × 1, lossy.
    static let webp = bytes("524946462200000057454250565038201600000030010" + "09d012a010001000ec0fe25a400037000000000")
    /// 1 × 1, lossless.
    static let losslessWebP = bytes("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700")
    /// 1200 × 628 in the extended form.
    static let extendedWebP = bytes("524946461600000057454250565038580a00000010000000af0400730200")

    static let text = Array("Mer bussar till skolan.\r\n\tRösta.".utf8)

    private static func bytes(_ hex: String) -> [UInt8] { Hex.decode(hex)! }
}

@Suite struct CreativeTests {
    private func size(_ width: Int, _ height: Int) throws -> PictureSize { try PictureSize(width: width, height: height) }

    @Test("a picture is told by its first bytes, its size by its head")
    func pictures() throws {
        for (bytes, type, width, height) in [
            (CreativeFiles.png, Creative.MediaType.png, 1, 1), (CreativeFiles.jpeg, .jpeg, 1200, 628),
            (CreativeFiles.webp, .webp, 1, 1), (CreativeFiles.losslessWebP, .webp, 1, 1),
            (CreativeFiles.extendedWebP, .webp, 1200, 628),
        ] {
            let creative = try Creative(bytes)
            #expect(creative.type == type)
            #expect(try creative.size == size(width, height))
            #expect(creative.sha256 == Digest(of: bytes) && creative.byteCount == bytes.count)
        }
        #expect(try Creative(CreativeFiles.text).type == .text)
        #expect(try Creative(CreativeFiles.text).size == nil)
    }

    @Test("a head that is cut short is refused wherever it is cut")
    func cut() throws {
        for (file, head) in [
            (CreativeFiles.png, 33), (CreativeFiles.jpeg, 54), (CreativeFiles.webp, 42), (CreativeFiles.losslessWebP, 34),
            (CreativeFiles.extendedWebP, 30),
        ] {
            // The first letters of a WebP alone are a text.
            for length in (file.starts(with: "RIFF".utf8) ? 6 : 0)..<head {
                #expect(throws: InputError.self) { try Creative(Array(file[..<length])) }
            }
        }
    }

    @Test(
        "a head with a wrong byte is refused",
        arguments: [
            (CreativeFiles.png, 11), (CreativeFiles.png, 19), (CreativeFiles.png, 24), (CreativeFiles.png, 30),
            (CreativeFiles.jpeg, 4), (CreativeFiles.jpeg, 36), (CreativeFiles.jpeg, 44), (CreativeFiles.webp, 12),
            (CreativeFiles.webp, 20), (CreativeFiles.webp, 24), (CreativeFiles.losslessWebP, 20),
        ])
    func damaged(_ file: [UInt8], _ place: Int) {
        var bytes = file
        bytes[place] ^= 0xF9
        #expect(throws: InputError.self) { try Creative(bytes) }
    }

    @Test("a picture without pixels or with too many is refused before anybody makes room for it")
    func bounds() throws {
        #expect(try size(12_000, 3_333).height == 3_333)
        for (width, height) in [(0, 1), (1, 0), (12_001, 1), (1, 12_001), (12_000, 3_334), (1 << 31, 1 << 31)] {
            #expect(throws: InputError.self) { try size(width, height) }
        }
        var tall = CreativeFiles.jpeg
        tall.replaceSubrange(40..<42, with: [0xFF, 0xFF])
        #expect(throws: InputError.self) { try Creative(tall) }
    }

    @Test("files are bounded in bytes, and what is neither picture nor text is refused")
    func files() throws {
        let fill = [UInt8](repeating: 0x61, count: Creative.pictureLimit)
        #expect(try Creative(Array((CreativeFiles.png + fill).prefix(Creative.pictureLimit))).byteCount == Creative.pictureLimit)
        #expect(throws: InputError.self) { try Creative(CreativeFiles.png + fill) }
        #expect(try Creative(Array(fill.prefix(Creative.textLimit))).type == .text)
        #expect(throws: InputError.self) { try Creative(Array(fill.prefix(Creative.textLimit + 1))) }
        for wrong in [[], [0xFF], [0xC3, 0x28], [0x61, 0], Array("GIF89a\u{1}".utf8), Array("%PDF-1.7\n\u{0}".utf8)] as [[UInt8]]
        {
            #expect(throws: InputError.self) { try Creative(wrong) }
        }
    }
}
