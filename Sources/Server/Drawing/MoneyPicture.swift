import Sponsorship

/// Where advertisers' money went, as bands from each of them to the four ways in which money ends: as wide as in the
/// highest of the scenarios, and solid as far as in the lowest.
struct MoneyPicture: Sendable {
    private static let width = 900.0
    private static let left = 240.0
    private static let right = 520.0
    private static let bandsHeight = 420.0
    private static let gap = 14.0
    /// Advertisers drawn by name; the others are drawn together.
    static let rowLimit = 12

    private struct Row {
        let name: String
        let flows: [MoneyInterval]

        var high: Double { flows.reduce(0) { $0 + $1.high.double } }
    }

    private let rows: [Row]
    private let currency: String

    /// `nil` when no money was followed.
    init?(_ answer: MoneyAnswer, _ words: Words) {
        let all = answer.followed.map { Row(name: $0.advertiser, flows: MoneyEnd.allCases.map($0.interval)) }
        let named = all.prefix(Self.rowLimit)
        let others = all.dropFirst(Self.rowLimit)
        var rows = Array(named)
        if !others.isEmpty {
            let sums = MoneyEnd.allCases.indices.map { end in others.map { $0.flows[end] }.reduce(.zero, +) }
            rows.append(Row(name: words(.moneyOthers, ["n": words.number(others.count)]), flows: sums))
        }
        guard rows.contains(where: { $0.high > 0 }) else { return nil }
        self.rows = rows
        currency = answer.currency
    }

    func drawing(_ words: Words) -> Drawing {
        let ends = MoneyEnd.allCases
        let sums = ends.indices.map { end in rows.map { $0.flows[end] }.reduce(.zero, +) }
        let scale = Self.bandsHeight / max(rows.reduce(0) { $0 + $1.high }, 0.01)
        var bands: [SVGElement] = []
        var labels: [SVGElement] = []
        var endTops: [Double] = []
        var top = 20.0
        for (end, sum) in zip(ends, sums) {
            endTops.append(top)
            let height = sum.high.double * scale
            if sum.high > .zero {
                labels.append(
                    Self.label(
                        Self.right + 10, top + height / 2, class: "picture-scale start",
                        "\(words(end)): \(sum.text) \(currency)"))
            }
            top += height + Self.gap
        }
        var rowTop = 20.0
        for row in rows {
            let height = row.high * scale
            labels.append(
                Self.label(
                    Self.left - 10, rowTop + height / 2, class: "picture-scale end", LabelText.shortened(row.name, limit: 34)))
            var start = rowTop
            for (index, flow) in row.flows.enumerated() where flow.high > .zero {
                let isListed = ends[index] == .listed
                let (most, least) = (flow.high.double * scale, flow.low.double * scale)
                bands.append(
                    Self.band(start, endTops[index], most, class: isListed ? "picture-flow-listed" : "picture-flow"))
                bands.append(
                    Self.band(
                        start, endTops[index], least, class: isListed ? "picture-flow-listed-sure" : "picture-flow-sure"))
                start += most
                endTops[index] += most
            }
            rowTop += height + Self.gap
        }
        return Drawing(
            title: words(.moneyPicture),
            description: words(
                .moneyPictureDescription,
                ["listed": "\(sums[0].text) \(currency)", "unknown": "\(sums[1].text) \(currency)"]),
            width: Int(Self.width), height: Int(max(top, rowTop)) + 10, bands + labels)
    }

    private static func band(_ start: Double, _ end: Double, _ height: Double, class style: StaticString) -> SVGElement {
        SVGElement(
            outline: [
                .move(SVGNumber(left), SVGNumber(start)), .bend(from: left, start, to: right, end),
                .line(SVGNumber(right), SVGNumber(end + height)), .bend(from: right, end + height, to: left, start + height),
            ], class: style)
    }

    private static func label(_ x: Double, _ y: Double, class style: StaticString, _ text: String) -> SVGElement {
        SVGElement("text", class: style, [("x", SVGNumber(x)), ("y", SVGNumber(y + 4))], text: text)
    }
}

/// The ways in which money ends.
enum MoneyEnd: String, CaseIterable, Sendable {
    /// On a site of a supplied list.
    case listed
    case unknown, other, fees
}

/// Money in the lowest and in the highest of the scenarios. Sums add low to low and high to high; there is no middle.
struct MoneyInterval: Hashable, Sendable {
    let low: Decimal
    let high: Decimal

    static let zero = MoneyInterval(low: .zero, high: .zero)

    init(low: Decimal, high: Decimal) {
        self.low = low
        self.high = high
    }

    init(_ amounts: [Decimal]) {
        low = amounts.min() ?? .zero
        high = amounts.max() ?? .zero
    }

    static func + (left: MoneyInterval, right: MoneyInterval) -> MoneyInterval {
        MoneyInterval(low: left.low + right.low, high: left.high + right.high)
    }

    var text: String { low == high ? "\(low)" : "\(low)–\(high)" }
}

extension Decimal {
    /// For drawing only.
    fileprivate var double: Double { Double(text(minimumScale: 0)) ?? 0 }
}

extension MoneyTrail.Report {
    func interval(_ end: MoneyEnd) -> MoneyInterval {
        switch end {
        case .listed: MoneyInterval(ends.map(\.rated))
        case .unknown: MoneyInterval(ends.map(\.unknown))
        case .other: MoneyInterval(ends.map(\.clean))
        case .fees: MoneyInterval(ends.map(\.fees))
        }
    }

    var paid: MoneyInterval { MoneyInterval(ends.map(\.sum)) }
}

extension MoneyAnswer {
    /// Advertisers whose money reached listed sites first, the most before the less, then the others by what they paid.
    var followed: [MoneyTrail.Report] {
        reports.sorted { left, right in
            let (first, second) = (left.interval(.listed).high, right.interval(.listed).high)
            if first != second { return first > second }
            if left.paid.high != right.paid.high { return left.paid.high > right.paid.high }
            return left.advertiser < right.advertiser
        }
    }
}
