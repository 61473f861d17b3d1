import CPNG
import Daylight

/// PNG through libpng's simplified interface; samples come out as they are, with 8 bits.
///
/// What the file says about gamma and colour space is passed over, as the readers do by whose pixels hashes are compared: two
/// copies that differ in nothing else must have one hash.
enum PNGReader {
    /// The chunks that would change samples.
    private static let colourChunks: Set<[UInt8]> = Set(["gAMA", "cHRM", "iCCP", "sRGB"].map { Array($0.utf8) })

    static func raster(_ file: [UInt8]) throws(InputError) -> Raster {
        let bytes = try withoutColourChunks(file)
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        // The reader keeps the address until the picture is finished.
        let outcome: Result<Raster, InputError> = bytes.withUnsafeBufferPointer { source in
            do throws(InputError) {
                return .success(try read(&image, source))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    private static func read(_ image: inout png_image, _ source: UnsafeBufferPointer<UInt8>) throws(InputError) -> Raster {
        guard png_image_begin_read_from_memory(&image, source.baseAddress, source.count) != 0 else {
            throw InputError(expected: "a readable PNG head", found: message(image))
        }
        // Without this, samples of 16 bits would be taken as linear light.
        image.flags |= UInt32(PNG_IMAGE_FLAG_16BIT_sRGB)
        let (width, height) = (Int(image.width), Int(image.height))
        let pixels = try Raster.pixelCount(width: width, height: height)
        let hasColour = image.format & UInt32(PNG_FORMAT_FLAG_COLOR) != 0
        let hasOpacity = image.format & UInt32(PNG_FORMAT_FLAG_ALPHA) != 0
        image.format = (hasColour ? UInt32(PNG_FORMAT_FLAG_COLOR) : 0) | (hasOpacity ? UInt32(PNG_FORMAT_FLAG_ALPHA) : 0)
        let colours = hasColour ? 3 : 1
        let channels = colours + (hasOpacity ? 1 : 0)
        var isRead = false
        let decoded = [UInt8](unsafeUninitializedCapacity: pixels * channels) { target, count in
            isRead = png_image_finish_read(&image, nil, target.baseAddress, png_int_32(width * channels), nil) != 0
            count = isRead ? pixels * channels : 0
        }
        guard isRead else { throw InputError(expected: "complete PNG pixels", found: message(image)) }
        return try Raster(
            width: width, height: height, channels: hasColour ? .rgb : .grey,
            bytes: hasOpacity ? Flattening.onWhite(decoded, colours: colours) : decoded)
    }

    /// The file without ``colourChunks``. Chunks must follow each other up to the one that ends the file: the library is content
    /// with the last pixel.
    private static func withoutColourChunks(_ bytes: [UInt8]) throws(InputError) -> [UInt8] {
        var kept: [UInt8]?
        var place = 8
        while bytes.count - place >= 12 {
            let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            guard length <= bytes.count - place - 12 else { break }
            let end = place + 12 + length
            let name = Array(bytes[place + 4..<place + 8])
            if colourChunks.contains(name) {
                if kept == nil { kept = Array(bytes[..<place]) }
            } else {
                kept?.append(contentsOf: bytes[place..<end])
            }
            if name.elementsEqual("IEND".utf8) { return kept ?? bytes }
            place = end
        }
        throw InputError(place: .byte(place), expected: "complete PNG chunks up to IEND", found: "the end of the file")
    }

    private static func message(_ image: png_image) -> String {
        withUnsafeBytes(of: image.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
