/// The letters-and-digits form of an international label (RFC 3492, with the parameters of its section 5).
enum Punycode {
    private static let base = 36
    private static let lowestThreshold = 1
    private static let highestThreshold = 26
    private static let skew = 38
    private static let damping = 700
    private static let initialBias = 72
    private static let initialScalar: UInt32 = 0x80
    /// A label that comes out of more scalars than this has more than the 63 characters the DNS allows.
    private static let longestLabel = 63

    /// The label without the prefix `xn--`; `nil` when it could not be a label of the DNS.
    static func encode(_ label: some Collection<Unicode.Scalar>) -> String? {
        guard label.count <= longestLabel else { return nil }
        var output = label.filter(\.isASCII).map { UInt8($0.value) }
        let basicCount = output.count
        if basicCount > 0 { output.append(UInt8(ascii: "-")) }
        var (scalar, delta, bias, handled) = (initialScalar, 0, initialBias, basicCount)
        while handled < label.count {
            let next = label.lazy.map(\.value).filter { $0 >= scalar }.min() ?? scalar
            // At most 64 times the number of scalars there are: far from an overflow.
            delta += Int(next - scalar) * (handled + 1)
            scalar = next
            for value in label.lazy.map(\.value) {
                if value < scalar { delta += 1 }
                guard value == scalar else { continue }
                append(delta, bias, to: &output)
                bias = adapted(delta, to: handled + 1, isFirst: handled == basicCount)
                delta = 0
                handled += 1
            }
            delta += 1
            scalar += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Writes a number with digits whose worth depends on the bias (section 3.3).
    private static func append(_ delta: Int, _ bias: Int, to output: inout [UInt8]) {
        var (rest, position) = (delta, base)
        while true {
            let threshold = min(max(position - bias, lowestThreshold), highestThreshold)
            if rest < threshold { break }
            output.append(digit(threshold + (rest - threshold) % (base - threshold)))
            rest = (rest - threshold) / (base - threshold)
            position += base
        }
        output.append(digit(rest))
    }

    private static func digit(_ value: Int) -> UInt8 {
        UInt8(value < 26 ? 0x61 + value : 0x30 + value - 26)
    }

    private static func adapted(_ delta: Int, to count: Int, isFirst: Bool) -> Int {
        var rest = delta / (isFirst ? damping : 2)
        rest += rest / count
        var position = 0
        while rest > (base - lowestThreshold) * highestThreshold / 2 {
            rest /= base - lowestThreshold
            position += base
        }
        return position + (base - lowestThreshold + 1) * rest / (rest + skew)
    }
}
