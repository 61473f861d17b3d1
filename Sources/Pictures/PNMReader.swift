import Daylight

/// Portable pixmaps and greymaps (netpbm), raw form.
enum PNMReader {
    /// The pixels stay where they are in memory, only the head before them is cut off.
    static func raster(_ bytes: consuming [UInt8]) throws(InputError) -> Raster {
        let channels: Raster.Channels = bytes[1] == UInt8(ascii: "6") ? .rgb : .grey
        let (width, height, start) = try head(bytes)
        let count = try Raster.pixelCount(width: width, height: height) * channels.rawValue
        guard bytes.count - start >= count else {
            throw InputError(
                place: .byte(bytes.count), field: "pixels", expected: "\(count) bytes", found: "only \(bytes.count - start)")
        }
        bytes.removeSubrange((start + count)...)
        bytes.removeFirst(start)
        return try Raster(width: width, height: height, channels: channels, bytes: bytes)
    }

    private static func head(_ bytes: [UInt8]) throws(InputError) -> (width: Int, height: Int, start: Int) {
        var reader = PNMHead(bytes: bytes, place: 2)
        let width = try reader.number("width")
        let height = try reader.number("height")
        let largest = try reader.number("largest value")
        guard largest == 255 else { throw InputError(field: "largest value", expected: "255", found: "\(largest)") }
        return (width, height, try reader.end())
    }
}

/// The numbers before the pixels: decimal, white space and comments between them.
private struct PNMHead {
    let bytes: [UInt8]
    var place: Int

    mutating func number(_ field: String) throws(InputError) -> Int {
        let start = place
        skipSpace()
        guard place > start else {
            throw InputError(place: .byte(place), field: field, expected: "white space before it", found: found())
        }
        var (value, digits) = (0, 0)
        while place < bytes.count, (0x30...0x39).contains(bytes[place]), digits < 9 {
            value = value * 10 + Int(bytes[place] - 0x30)
            digits += 1
            place += 1
        }
        guard digits > 0 else {
            throw InputError(place: .byte(place), field: field, expected: "a number of at most 9 digits", found: found())
        }
        return value
    }

    /// The place of the first pixel: after exactly one white space.
    func end() throws(InputError) -> Int {
        guard place < bytes.count, Self.isSpace(bytes[place]) else {
            throw InputError(place: .byte(place), field: "pixels", expected: "one white space before them", found: found())
        }
        return place + 1
    }

    private mutating func skipSpace() {
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "#") {
                while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
            } else if Self.isSpace(bytes[place]) {
                place += 1
            } else {
                return
            }
        }
    }

    private func found() -> String { place < bytes.count ? "byte \(Hex.encode([bytes[place]]))" : "the end of the file" }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
