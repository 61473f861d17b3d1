/// Reed-Solomon codes over the field of 256 elements that QR codes use (x⁸ + x⁴ + x³ + x² + 1; ISO/IEC 18004, 7.5).
enum ReedSolomon {
    /// The codewords of error correction for some data.
    static func correction(of data: some Sequence<UInt8>, count: Int) -> [UInt8] {
        let generator = generator(count)
        var remainder = [UInt8](repeating: 0, count: count)
        for byte in data {
            let factor = byte ^ remainder.removeFirst()
            remainder.append(0)
            for index in 0..<count { remainder[index] ^= multiplied(generator[index], factor) }
        }
        return remainder
    }

    /// (x − 1)(x − 2)(x − 4)… without its leading coefficient, which is 1.
    private static func generator(_ count: Int) -> [UInt8] {
        var coefficients = [UInt8](repeating: 0, count: count - 1) + [1]
        var root: UInt8 = 1
        for _ in 0..<count {
            for index in 0..<count {
                coefficients[index] = multiplied(coefficients[index], root)
                if index + 1 < count { coefficients[index] ^= coefficients[index + 1] }
            }
            root = multiplied(root, 2)
        }
        return coefficients
    }

    private static func multiplied(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var (product, left, right) = (0 as UInt8, left, right)
        while right != 0 {
            if right & 1 == 1 { product ^= left }
            left = left << 1 ^ (left & 0x80 == 0 ? 0 : 0x1D)
            right >>= 1
        }
        return product
    }
}
