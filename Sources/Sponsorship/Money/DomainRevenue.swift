/// What a site earns from advertising in a period, estimated from its page views (sponsorship reference, section 11).
///
/// `gross = page views × ads a page × fill × price of a thousand / 1000`, `net = gross × the publisher's share`. Exact.
public struct DomainRevenue: Hashable, Sendable {
    public let gross: Decimal
    public let net: Decimal

    /// `nil` when the figures are too large to be multiplied exactly.
    ///
    /// - Parameters:
    ///   - pageViews: in the period.
    ///   - adsPerPage: places on a page.
    ///   - fill: the part of them that is sold.
    ///   - thousand: what a thousand ads shown cost, in money.
    ///   - share: the part of it that reaches the publisher.
    public init?(pageViews: Int64, adsPerPage: Int64, fill: Decimal, thousand: Decimal, share: Decimal) {
        let factors = [Int128(pageViews), Int128(adsPerPage), fill.digits, thousand.digits]
        var digits: Int128 = 1
        for factor in factors + [share.digits] {
            let (product, isTooLarge) = digits.multipliedReportingOverflow(by: factor)
            guard !isTooLarge else { return nil }
            digits = product
        }
        let scale = fill.scale + thousand.scale + 3
        gross = Decimal(digits: factors.reduce(1, &*), scale: scale)
        net = Decimal(digits: digits, scale: scale + share.scale)
    }
}
