import Daylight

/// Measured numbers for reading: few digits, powers of ten as a person writes them.
enum NumberText {
    /// About three significant digits: `0.0206`, `12.4`, `1,240`, `3.1 × 10⁻²⁷`. Also for numbers no double can hold.
    static func short(_ number: JSONNumber, digits: Int = 3) -> String {
        let (text, power) = split(number, digits: digits)
        return power.map { "\(text) × 10\(superscript($0))" } ?? text
    }

    /// The same for templates, which set the power of ten as a superscript.
    static func fields(_ number: JSONNumber) -> Fields {
        let (text, power) = split(number, digits: 3)
        return ["text": .text(text), "power": .optional(power.map { $0 < 0 ? "−\($0.magnitude)" : "\($0)" })]
    }

    private static func split(_ number: JSONNumber, digits: Int) -> (text: String, power: Int?) {
        let (mantissa, exponent) = parts(number.text)
        guard let leading = Double(mantissa), leading.isFinite else { return (String(number.text.prefix(20)), nil) }
        guard leading != 0 else { return ("0", nil) }
        var scaled = leading
        var power = exponent
        while scaled.magnitude >= 10 { (scaled, power) = (scaled / 10, power + 1) }
        while scaled.magnitude < 1 { (scaled, power) = (scaled * 10, power - 1) }
        if (-4...6).contains(power) { return (plain(number.double, decimals: max(0, digits - 1 - power)), nil) }
        if scaled.magnitude >= 9.95 { (scaled, power) = (scaled / 10, power + 1) }
        return (plain(scaled, decimals: 1), power)
    }

    /// A share of one as per cent, whole.
    static func percent(_ share: Double) -> String { "\(plain(share * 100, decimals: 0)) %" }

    /// Decimal form with trailing zeros cut, thousands apart.
    static func plain(_ value: Double, decimals: Int) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return String(value) }
        var scale: Int64 = 1
        for _ in 0..<min(decimals, 9) { scale *= 10 }
        guard value.magnitude * Double(scale) < 9e18 else { return String(value) }
        let scaled = Int64((value.magnitude * Double(scale)).rounded())
        var fraction = String(scaled % scale + scale).dropFirst()
        while fraction.last == "0" { fraction.removeLast() }
        let whole = grouped(scaled / scale)
        let sign = value < 0 && scaled != 0 ? "−" : ""
        return sign + whole + (fraction.isEmpty || scale == 1 ? "" : ".\(fraction)")
    }

    private static func grouped(_ value: Int64) -> String {
        let digits = String(value)
        var output = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { output += "," }
            output.append(digit)
        }
        return output
    }

    private static func parts(_ text: String) -> (mantissa: String, exponent: Int) {
        let pieces = text.split(whereSeparator: { $0 == "e" || $0 == "E" })
        guard pieces.count == 2, let exponent = Int(pieces[1]), exponent.magnitude < 1_000_000 else { return (text, 0) }
        return (String(pieces[0]), exponent)
    }

    private static func superscript(_ power: Int) -> String {
        let digits: [Character: Character] = [
            "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
        ]
        return String(String(power).map { digits[$0] ?? $0 })
    }
}
