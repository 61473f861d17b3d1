/// An exact decimal number: an integer and the number of its digits behind the point. Money is never a floating-point number.
public struct Decimal: Sendable {
    /// The digits without the point.
    public let digits: Int128
    /// How many of them stand behind the point.
    public let scale: Int

    public init(digits: Int128, scale: Int) {
        self.digits = digits
        self.scale = scale
    }

    /// Reads `[0-9]{1,15}(\.[0-9]{1,4})?` and nothing else: no sign, no space, no thousands mark.
    public init?(_ text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...15).contains(parts[0].count),
            parts.count == 1 || (1...4).contains(parts[1].count),
            parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        digits = parts.joined().reduce(0) { $0 * 10 + Int128($1 - 0x30) }
        scale = parts.count == 1 ? 0 : parts[1].count
    }

    /// Reads any decimal without sign, space or mark of at most 38 digits: a rate, whose digits have no bound of their own.
    public init?(rate text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }),
            parts.reduce(0, { $0 + $1.count }) <= 38
        else { return nil }
        digits = parts.joined().reduce(0) { $0 * 10 + Int128($1 - 0x30) }
        scale = parts.count == 1 ? 0 : parts[1].count
    }

    public static let zero = Decimal(digits: 0, scale: 0)

    /// The same number with so many digits behind the point, at least as many as now.
    private func digits(at scale: Int) -> Int128 {
        (self.scale..<max(scale, self.scale)).reduce(digits) { value, _ in value * 10 }
    }

    /// Without zeros at the end, but with at least so many digits behind the point: `12500.00`.
    public func text(minimumScale: Int = 2) -> String {
        var (value, scale) = (digits(at: minimumScale), max(self.scale, minimumScale))
        while scale > minimumScale, value % 10 == 0 { (value, scale) = (value / 10, scale - 1) }
        let all = String(value.magnitude)
        let padded = String(repeating: "0", count: max(0, scale + 1 - all.count)) + all
        let sign = value < 0 ? "-" : ""
        return scale == 0 ? sign + padded : "\(sign)\(padded.dropLast(scale)).\(padded.suffix(scale))"
    }
}

extension Decimal: Comparable, Hashable, CustomStringConvertible {
    public var description: String { text() }

    public static func == (left: Decimal, right: Decimal) -> Bool {
        left.digits(at: right.scale) == right.digits(at: left.scale)
    }

    public static func < (left: Decimal, right: Decimal) -> Bool {
        left.digits(at: right.scale) < right.digits(at: left.scale)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(text(minimumScale: 0)) }

    public static func + (left: Decimal, right: Decimal) -> Decimal {
        Decimal(digits: left.digits(at: right.scale) + right.digits(at: left.scale), scale: max(left.scale, right.scale))
    }

    public static func - (left: Decimal, right: Decimal) -> Decimal {
        left + Decimal(digits: -right.digits, scale: right.scale)
    }

    public static func * (left: Decimal, right: Decimal) -> Decimal {
        Decimal(digits: left.digits * right.digits, scale: left.scale + right.scale)
    }
}
