/// The brightness of each pixel.
protocol Brightness {
    func value(_ pixel: Int) -> Float
}

struct GreyBrightness: Brightness {
    let bytes: UnsafeBufferPointer<UInt8>

    @inline(__always)
    func value(_ pixel: Int) -> Float { Float(bytes.baseAddress.unsafelyUnwrapped[pixel]) }
}

/// Brightness as television weighs it (ITU-R BT.601); the products stand in tables.
///
/// Summed in double precision and rounded once: the Python binding of the public implementation does so, and its hashes are
/// what others compare with. Only pictures whose frequencies tie, such as 16 pixels wide ones, show a difference at all.
struct ColourBrightness: Brightness {
    let bytes: UnsafeBufferPointer<UInt8>
    /// 256 products each of red, green and blue.
    let tables: UnsafePointer<Double>

    @inline(__always)
    func value(_ pixel: Int) -> Float {
        let colours = bytes.baseAddress.unsafelyUnwrapped + 3 * pixel
        return Float((tables[Int(colours[0])] + tables[256 + Int(colours[1])]) + tables[512 + Int(colours[2])])
    }

    static func withTables<Result>(_ body: (UnsafePointer<Double>) -> Result) -> Result {
        products.withUnsafeBufferPointer { body($0.baseAddress.unsafelyUnwrapped) }
    }

    private static let products: [Double] = [0.299, 0.587, 0.114].flatMap { weight in (0..<256).map { weight * Double($0) } }
}
