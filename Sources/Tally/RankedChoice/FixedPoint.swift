/// Exact decimal arithmetic with a fixed number of places, as laws on transfers of votes prescribe it.
///
/// An amount is a whole number of units of 10^-places. With at most 20 places and 2^40 ballots a sum stays below 2^108;
/// products are formed at full width before they are divided, so nothing can overflow or be rounded twice.
struct FixedPoint: Hashable, Sendable {
    /// Most places a contest may prescribe.
    static let placesLimit = 20

    let places: Int
    /// One whole vote.
    let one: Int128

    /// - Precondition: 0 to 20 places.
    init(places: Int) {
        self.places = places
        one = Self.power(places)
    }

    static func power(_ exponent: Int) -> Int128 { (0..<exponent).reduce(1) { power, _ in power * 10 } }

    /// a · b / c for amounts that are not negative, cut off after the last place.
    ///
    /// - Precondition: the quotient is at most what a sum of votes can be.
    static func product(_ a: Int128, _ b: Int128, over c: Int128) -> Int128 {
        let (product, overflow) = a.multipliedReportingOverflow(by: b)
        if !overflow { return product / c }
        let wide = a.magnitude.multipliedFullWidth(by: b.magnitude)
        return Int128(c.magnitude.dividingFullWidth(wide).quotient)
    }

    /// An amount as text, with all its places or none.
    func text(_ amount: Int128, places shown: Int) -> String {
        let unit = Self.power(places - shown)
        let (whole, part) = (amount / unit).quotientAndRemainder(dividingBy: Self.power(shown))
        guard shown > 0 else { return String(whole) }
        let digits = String(part)
        return "\(whole)." + String(repeating: "0", count: shown - digits.count) + digits
    }
}
