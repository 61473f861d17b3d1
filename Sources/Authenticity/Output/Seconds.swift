/// Seconds as tables and JSON write them: whole where they are whole, else with up to three places.
enum Seconds {
    static func text(milliseconds: Int64) -> String {
        var bytes: [UInt8] = []
        append(milliseconds, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    static func append(_ milliseconds: Int64, to output: inout [UInt8]) {
        if milliseconds < 0 { output.append(UInt8(ascii: "-")) }
        let magnitude = milliseconds.magnitude
        Decimal.append(magnitude / 1000, to: &output)
        var fraction = magnitude % 1000
        guard fraction != 0 else { return }
        output.append(UInt8(ascii: "."))
        var divisor: UInt64 = 100
        while fraction != 0 {
            output.append(UInt8(ascii: "0") + UInt8(fraction / divisor))
            fraction %= divisor
            divisor /= 10
        }
    }
}

/// Numbers written straight into bytes; tables of fifty million lines have no time for strings.
enum Decimal {
    @inline(__always)
    static func append(_ value: UInt64, to output: inout [UInt8]) {
        if value < 10 { return output.append(UInt8(ascii: "0") + UInt8(value)) }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var rest = value
            var start = 20
            while rest > 0 {
                start -= 1
                digits[start] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            }
            output.append(contentsOf: digits[start...])
        }
    }

    /// The shortest decimal that reads back as the same double; whole numbers without a point.
    static func append(_ value: Double, to output: inout [UInt8]) {
        if value >= 0, value < 1e15, value == value.rounded(.towardZero) {
            append(UInt64(value), to: &output)
        } else {
            output.append(contentsOf: value.description.utf8)
        }
    }
}
