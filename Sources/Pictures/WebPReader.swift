import CWebP
import Daylight

/// Still WebP pictures through libwebp.
enum WebPReader {
    static func raster(_ bytes: [UInt8]) throws(InputError) -> Raster {
        var features = WebPBitstreamFeatures()
        let status = bytes.withUnsafeBufferPointer { WebPGetFeatures($0.baseAddress, $0.count, &features) }
        guard status == VP8_STATUS_OK else {
            throw InputError(
                expected: "a readable WebP head", found: status == VP8_STATUS_NOT_ENOUGH_DATA ? "too few bytes" : "damage")
        }
        guard features.has_animation == 0 else {
            throw InputError(expected: "a still WebP picture", found: "an animated one")
        }
        let (width, height) = (Int(features.width), Int(features.height))
        let pixels = try Raster.pixelCount(width: width, height: height)
        let hasOpacity = features.has_alpha != 0
        let channels = hasOpacity ? 4 : 3
        var isRead = false
        let decoded = [UInt8](unsafeUninitializedCapacity: pixels * channels) { target, count in
            let decode = hasOpacity ? WebPDecodeRGBAInto : WebPDecodeRGBInto
            isRead = bytes.withUnsafeBufferPointer { source in
                decode(source.baseAddress, source.count, target.baseAddress, pixels * channels, Int32(width * channels)) != nil
            }
            count = isRead ? pixels * channels : 0
        }
        guard isRead else { throw InputError(expected: "complete WebP pixels", found: "damage or an early end") }
        return try Raster(
            width: width, height: height, channels: .rgb, bytes: hasOpacity ? Flattening.onWhite(decoded, colours: 3) : decoded)
    }
}
