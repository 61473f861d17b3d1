import BigInt
import Daylight

extension Quotient {
    /// Most digits of a number in an input: far above any count, far below what costs time.
    public static let digitLimit = 60

    /// Reads a decimal without sign or exponent (`5`, `0.05`) or a fraction of whole numbers (`6/5`); nothing else.
    public init?(parsing text: String) {
        let slashed = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        if slashed.count == 2 {
            guard let top = Self.whole(slashed[0]), let bottom = Self.whole(slashed[1]), !bottom.isZero else { return nil }
            self.init(top, bottom)
            return
        }
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard slashed.count == 1, (1...2).contains(parts.count), let whole = Self.whole(parts[0]) else { return nil }
        guard parts.count == 2 else {
            self.init(whole)
            return
        }
        guard let digits = Self.whole(parts[1]) else { return nil }
        let scale = BigUInt(10).power(parts[1].count)
        self.init(whole * scale + digits, scale)
    }

    /// The double nearest to such a decimal, or the quotient of the doubles nearest to a fraction's two numbers.
    static func figure(_ text: String) -> Double? {
        guard let exact = Quotient(parsing: text) else { return nil }
        return text.utf8.contains(UInt8(ascii: "/")) ? exact.double : Double(text)
    }

    private static func whole(_ digits: Substring.UTF8View) -> BigUInt? {
        guard (1...digitLimit).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return BigUInt(String(Substring(digits)))
    }

    /// The nearest double, to show and to compute probabilities with; never to compare.
    public var double: Double { isInfinite ? .infinity : Double(numerator) / Double(denominator) }
}

extension BigUInt {
    /// The exact number a JSON number of 0 or more spells without fraction or exponent; `nil` above ``Quotient/digitLimit``.
    init?(count value: JSONValue) {
        guard let text = value.numberValue?.text, (1...Quotient.digitLimit).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        self.init(text)
    }
}

extension MemberReader {
    /// A decimal or fraction spelt as a string.
    func rate(_ name: String, _ expected: String, where isAllowed: (Quotient) -> Bool) throws(InputError) -> Quotient {
        guard let rate = optional(name)?.stringValue.flatMap(Quotient.init(parsing:)), isAllowed(rate) else {
            throw fault(name, expected, object[name])
        }
        return rate
    }

    /// A whole number of 0 or more, of any size up to the limit of digits.
    func wholeNumber(_ name: String) throws(InputError) -> BigUInt {
        guard let count = optional(name).flatMap(BigUInt.init(count:)) else {
            throw fault(name, "a whole number of 0 or more, of at most \(Quotient.digitLimit) digits", object[name])
        }
        return count
    }
}

/// A member's name as one step of a JSON pointer (RFC 6901).
func pointerStep(_ name: String) -> String {
    var step = ""
    for character in name {
        switch character {
        case "~": step += "~0"
        case "/": step += "~1"
        default: step.append(character)
        }
    }
    return step
}
