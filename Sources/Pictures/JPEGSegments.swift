import Daylight

/// What stands around a JPEG's compressed pixels: how the camera was held, and how many times the pixels are gone over.
struct JPEGSegments {
    /// Most scans of a progressive picture; ten are usual, and each goes over all pixels.
    static let scanLimit = 100

    private(set) var orientation = Orientation.upright
    private(set) var scans = 0

    init(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { bytes in
            var place = 2
            while place + 4 <= bytes.count {
                // Between segments, and in compressed pixels, everything up to a marker is passed over.
                guard bytes[place] == 0xFF, bytes[place + 1] > 0x01, bytes[place + 1] < 0xFF,
                    !(0xD0...0xD8).contains(bytes[place + 1])
                else {
                    place += 1
                    continue
                }
                let marker = bytes[place + 1]
                if marker == 0xD9 { return }
                let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
                let end = min(bytes.count, place + 2 + max(2, length))
                if marker == 0xDA { scans += 1 }
                if marker == 0xE1, let found = Self.orientation(bytes[place + 4..<max(place + 4, end)]) { orientation = found }
                place = end
            }
        }
    }

    /// The orientation tag of the first directory of an EXIF segment.
    private static func orientation(_ segment: Slice<UnsafeBufferPointer<UInt8>>) -> Orientation? {
        guard segment.starts(with: "Exif\0\0".utf8) else { return nil }
        let data = UnsafeBufferPointer(rebasing: segment.dropFirst(6))
        guard data.count >= 8, data[0] == data[1], data[0] == UInt8(ascii: "I") || data[0] == UInt8(ascii: "M") else {
            return nil
        }
        let isLittle = data[0] == UInt8(ascii: "I")
        func number(_ place: Int, _ width: Int) -> Int? {
            guard place >= 0, place <= data.count - width else { return nil }
            let bytes = data[place..<place + width]
            return isLittle ? bytes.reversed().reduce(0) { $0 << 8 | Int($1) } : bytes.reduce(0) { $0 << 8 | Int($1) }
        }
        guard number(2, 2) == 42, let directory = number(4, 4), let count = number(directory, 2) else { return nil }
        for entry in 0..<count {
            let place = directory + 2 + 12 * entry
            guard let tag = number(place, 2) else { return nil }
            if tag == 0x0112 { return number(place + 8, 2).flatMap(Orientation.init) }
        }
        return nil
    }
}
