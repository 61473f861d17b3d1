/// Numbers written in groups of three digits, made one number: "3 000", "3,000" and "3.000" are 3000 (credibility
/// reference, section 5.1).
enum DigitGroups {
    static func joined(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var output: [Unicode.Scalar] = []
        output.reserveCapacity(scalars.count)
        var position = 0
        while position < scalars.count {
            let run = digitCount(scalars, from: position)
            output += scalars[position..<position + max(run, 1)]
            position += max(run, 1)
            guard (1...3).contains(run) else { continue }
            while position < scalars.count, isSeparator(scalars[position]), digitCount(scalars, from: position + 1) == 3 {
                output += scalars[position + 1...position + 3]
                position += 4
            }
        }
        return output
    }

    private static func digitCount(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
        scalars[min(start, scalars.count)...].prefix(while: \.isDigit).count
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", ",", ".", "'", "\u{2019}": true
        default: false
        }
    }
}
