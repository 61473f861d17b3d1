import Daylight

/// Transparency laid on white.
enum Flattening {
    /// - Parameter bytes: pixels of so many colours and one opacity, 0 for nothing to see.
    static func onWhite(_ bytes: [UInt8], colours: Int) -> [UInt8] {
        let pixels = bytes.count / (colours + 1)
        return [UInt8](unsafeUninitializedCapacity: pixels * colours) { target, count in
            bytes.withUnsafeBufferPointer { source in
                for pixel in 0..<pixels {
                    let opacity = Int(source[pixel * (colours + 1) + colours])
                    for colour in 0..<colours {
                        let value = Int(source[pixel * (colours + 1) + colour])
                        target[pixel * colours + colour] = UInt8((value * opacity + 255 * (255 - opacity) + 127) / 255)
                    }
                }
            }
            count = pixels * colours
        }
    }
}
