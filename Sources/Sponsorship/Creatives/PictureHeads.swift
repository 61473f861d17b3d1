import Daylight

/// Bytes of a picture's head, read at places that may lie behind its end.
private struct HeadBytes {
    let bytes: [UInt8]
    let format: String

    func fault(_ place: Int, _ expected: String) -> InputError {
        let found = place < bytes.count ? "bytes \(Hex.encode(bytes[place..<min(place + 4, bytes.count)]))" : "the end"
        return InputError(place: .byte(place), field: format, expected: expected, found: found)
    }

    /// A number of so many bytes, the highest first.
    func big(_ place: Int, _ count: Int) throws(InputError) -> Int {
        guard place + count <= bytes.count else { throw fault(bytes.count, "a whole head") }
        return bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
    }

    /// A number of so many bytes, the lowest first.
    func little(_ place: Int, _ count: Int) throws(InputError) -> Int {
        guard place + count <= bytes.count else { throw fault(bytes.count, "a whole head") }
        return bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    func require(_ isRight: Bool, at place: Int, _ expected: String) throws(InputError) {
        guard isRight else { throw fault(place, expected) }
    }
}

/// The head of a PNG (W3C PNG, 3rd edition, 5.2 and 11.2.1).
enum PNGHead {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Bit depths by colour type.
    private static let depths: [Int: Set<Int>] = [
        0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
    ]

    static func size(_ bytes: [UInt8]) throws(InputError) -> PictureSize {
        let head = HeadBytes(bytes: bytes, format: "PNG")
        try head.require(try head.big(8, 4) == 13 && bytes[12...].starts(with: "IHDR".utf8), at: 8, "the chunk IHDR of 13 bytes")
        let crc = try head.big(29, 4)
        try head.require(crc == Int(self.crc(bytes[12..<29])), at: 29, "the check sum of IHDR")
        let isKnown = depths[Int(bytes[25])]?.contains(Int(bytes[24])) == true
        try head.require(isKnown && bytes[26] == 0 && bytes[27] == 0 && bytes[28] <= 1, at: 24, "a depth and colour type of PNG")
        return try PictureSize(width: try head.big(16, 4), height: try head.big(20, 4))
    }

    /// CRC-32 of ISO 3309, bit by bit: a head has 17 bytes of it.
    static func crc(_ bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(~0) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }
}

/// The head of a JPEG up to the frame (ITU-T T.81, annex B).
enum JPEGHead {
    static let signature: [UInt8] = [0xFF, 0xD8, 0xFF]

    /// Markers that begin a frame: C0 to CF without DHT, JPG and DAC.
    private static func isFrame(_ marker: UInt8) -> Bool {
        (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
    }

    /// Segments are passed over by their length, so that nothing inside one is taken for a frame.
    static func size(_ bytes: [UInt8]) throws(InputError) -> PictureSize {
        let head = HeadBytes(bytes: bytes, format: "JPEG")
        var place = 2
        while true {
            try head.require(try head.big(place, 1) == 0xFF, at: place, "a marker")
            // Any number of FF may stand before the marker (B.1.1.2).
            while try head.big(place, 1) == 0xFF { place += 1 }
            let marker = bytes[place]
            try head.require(
                marker >= 0xC0 && !(0xD0...0xDA).contains(marker), at: place, "a segment before the frame, or the frame")
            let length = try head.big(place + 1, 2)
            try head.require(length >= 2, at: place + 1, "a length of at least 2")
            if isFrame(marker) { return try frame(head, place, length) }
            place += 1 + length
        }
    }

    private static func frame(_ head: HeadBytes, _ place: Int, _ length: Int) throws(InputError) -> PictureSize {
        let components = try head.big(place + 8, 1)
        try head.require(
            (1...4).contains(components) && length == 8 + 3 * components, at: place + 1, "a frame of 1 to 4 components")
        _ = try head.big(place + length, 1)
        return try PictureSize(width: try head.big(place + 6, 2), height: try head.big(place + 4, 2))
    }
}

/// The head of a WebP (RFC 9649, 2.4 to 2.7; VP8: RFC 6386, 9.1).
enum WebPHead {
    static func size(_ bytes: [UInt8]) throws(InputError) -> PictureSize {
        let head = HeadBytes(bytes: bytes, format: "WebP")
        let length = try head.little(4, 4)
        try head.require(length >= 12 && length + 8 <= bytes.count, at: 4, "a length inside the file")
        let name = try head.big(12, 4)
        _ = try head.big(20, 10)
        switch name {
        case 0x5650_3820:  // "VP8 "
            try head.require(bytes[20] & 1 == 0 && bytes[23..<26].elementsEqual([0x9D, 0x01, 0x2A]), at: 20, "a key frame")
            return try PictureSize(width: try head.little(26, 2) & 0x3FFF, height: try head.little(28, 2) & 0x3FFF)
        case 0x5650_384C:  // "VP8L"
            let sides = try head.little(21, 4)
            try head.require(bytes[20] == 0x2F && sides >> 29 == 0, at: 20, "a lossless picture of version 0")
            return try PictureSize(width: (sides & 0x3FFF) + 1, height: (sides >> 14 & 0x3FFF) + 1)
        case 0x5650_3858:  // "VP8X"
            return try PictureSize(width: try head.little(24, 3) + 1, height: try head.little(27, 3) + 1)
        default:
            throw head.fault(12, "a chunk VP8, VP8L or VP8X")
        }
    }
}
