import CTurboJPEG
import Daylight

/// JPEG through libjpeg-turbo.
enum JPEGReader {
    static func raster(_ bytes: [UInt8]) throws(InputError) -> Raster {
        let segments = JPEGSegments(bytes)
        guard segments.scans <= JPEGSegments.scanLimit else {
            throw InputError(expected: "at most \(JPEGSegments.scanLimit) scans", found: "\(segments.scans)")
        }
        guard let decoder = tjInitDecompress() else {
            throw InputError(expected: "memory for a JPEG decoder", found: "none")
        }
        defer { tjDestroy(decoder) }
        var (width, height, sampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        let head = bytes.withUnsafeBufferPointer { source in
            tjDecompressHeader3(decoder, source.baseAddress, UInt(source.count), &width, &height, &sampling, &space)
        }
        guard head == 0 else { throw InputError(expected: "a readable JPEG head", found: message(decoder)) }
        let pixels = try Raster.pixelCount(width: Int(width), height: Int(height))
        let layout = Layout(space: space)
        var problem: String?
        let decoded = [UInt8](unsafeUninitializedCapacity: pixels * layout.bytesPerPixel) { target, count in
            let status = bytes.withUnsafeBufferPointer { source in
                tjDecompress2(
                    decoder, source.baseAddress, UInt(source.count), target.baseAddress, width, 0, height, layout.format,
                    TJFLAG_LIMITSCANS)
            }
            if status != 0, !isHarmless(decoder) { problem = message(decoder) }
            count = problem == nil ? pixels * layout.bytesPerPixel : 0
        }
        if let problem { throw InputError(expected: "complete JPEG pixels", found: problem) }
        let stored = try Raster(
            width: Int(width), height: Int(height), channels: layout == .grey ? .grey : .rgb,
            bytes: layout == .inks ? rgb(inks: decoded) : decoded)
        return try segments.orientation.applied(to: stored)
    }

    private enum Layout {
        case grey
        case rgb
        /// Four inks, stored inverted as Adobe's programs do.
        case inks

        init(space: Int32) {
            self =
                switch UInt32(bitPattern: space) {
                case TJCS_GRAY.rawValue: .grey
                case TJCS_CMYK.rawValue, TJCS_YCCK.rawValue: .inks
                default: .rgb
                }
        }

        var bytesPerPixel: Int {
            switch self {
            case .grey: 1
            case .rgb: 3
            case .inks: 4
            }
        }

        var format: Int32 {
            switch self {
            case .grey: Int32(TJPF_GRAY.rawValue)
            case .rgb: Int32(TJPF_RGB.rawValue)
            case .inks: Int32(TJPF_CMYK.rawValue)
            }
        }
    }

    /// Bytes between two segments hurt nobody; whatever else the decoder warns of has cost pixels.
    private static func isHarmless(_ decoder: tjhandle) -> Bool {
        tjGetErrorCode(decoder) == Int32(TJERR_WARNING.rawValue) && message(decoder).contains("extraneous bytes before marker")
    }

    private static func message(_ decoder: tjhandle) -> String {
        tjGetErrorStr2(decoder).map { String(cString: $0) } ?? "damage"
    }

    private static func rgb(inks: [UInt8]) -> [UInt8] {
        let pixels = inks.count / 4
        return [UInt8](unsafeUninitializedCapacity: pixels * 3) { target, count in
            inks.withUnsafeBufferPointer { source in
                for pixel in 0..<pixels {
                    let black = Int(source[4 * pixel + 3])
                    for colour in 0..<3 { target[3 * pixel + colour] = UInt8(Int(source[4 * pixel + colour]) * black / 255) }
                }
            }
            count = pixels * 3
        }
    }
}
