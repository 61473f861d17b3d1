import Crypto

/// A ticket of the consistent sampler: a number from 0 to 1 as decimal digits behind the point (Rivest 2018; tally reference,
/// section 8.1). Tickets compare digit by digit; the one that goes on is the larger.
struct TicketNumber: Comparable {
    /// Values 0 to 9.
    let digits: [UInt8]

    /// Fewest digits of a hash.
    private static let shortest = 64
    private static let digitsPerWord = 18
    private static let wordScale: UInt64 = 1_000_000_000_000_000_000

    /// The hash in decimal, written backwards: its last digit counts most.
    init(_ hash: HashNumber) { digits = Self.reversedDigits(hash) }

    private init(digits: [UInt8]) { self.digits = digits }

    private static func reversedDigits(_ hash: HashNumber) -> [UInt8] {
        var digits: [UInt8] = []
        digits.reserveCapacity(5 * digitsPerWord)
        var rest = hash
        for _ in 0..<5 {
            let (quotient, remainder) = rest.divided(by: wordScale)
            rest = quotient
            var word = remainder
            for _ in 0..<digitsPerWord {
                digits.append(UInt8(word % 10))
                word /= 10
            }
        }
        while digits.count > shortest, digits.last == 0 { digits.removeLast() }
        return digits
    }

    /// The first 18 digits as one number, which is enough to order almost all tickets.
    static func leadingDigits(_ hash: HashNumber) -> UInt64 {
        var word = hash.remainder(by: wordScale)
        var reversed: UInt64 = 0
        for _ in 0..<6 {
            reversed = reversed * 1000 + reversedTriples[Int(word % 1000)]
            word /= 1000
        }
        return reversed
    }

    private static let reversedTriples: [UInt64] = (0..<1000).map { (triple: UInt64) -> UInt64 in
        let (hundreds, tens, ones) = (triple / 100, triple / 10 % 10, triple % 10)
        return ones * 100 + tens * 10 + hundreds
    }

    /// The next ticket of the same ballot, for draws with replacement: larger, and as random.
    func next() -> TicketNumber {
        let nines = Array(digits.prefix { $0 == 9 })
        let floor = digits + [0]
        var round = 1
        while true {
            let candidate = nines + Self.reversedDigits(HashNumber(of: "\(text()):\(round)"))
            if floor.lexicographicallyPrecedes(candidate) { return TicketNumber(digits: candidate) }
            round += 1
        }
    }

    /// `0.` and the digits: all, or the leading nines and so many more.
    func text(after nines: Int? = nil) -> String {
        let shown = nines.map { digits.prefix { $0 == 9 }.count + $0 } ?? digits.count
        return "0." + String(decoding: digits.prefix(shown).map { $0 + 0x30 }, as: UTF8.self)
    }

    static func < (left: TicketNumber, right: TicketNumber) -> Bool { left.digits.lexicographicallyPrecedes(right.digits) }
}
