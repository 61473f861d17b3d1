import Sponsorship

/// How many ads began in each month, as bars with the numbers on them.
struct TrendPicture: Sendable {
    private static let width = 720
    private static let height = 220
    /// Bars at most; the last months when there are more.
    static let barLimit = 36

    private let points: ArraySlice<LibraryTrend.Point>

    /// `nil` when there is nothing to draw.
    init?(_ trend: LibraryTrend?) {
        guard let points = trend?.lines.first?.points, !points.isEmpty else { return nil }
        self.points = points.suffix(Self.barLimit)
    }

    func drawing(_ words: Words) -> Drawing {
        let most = points.map(\.ads).max() ?? 1
        let step = Double(Self.width - 32) / Double(max(points.count, 6))
        var elements: [SVGElement] = []
        for (index, point) in points.enumerated() {
            let x = 16 + step * Double(index)
            let height = max(2, Double(point.ads) / Double(most) * Double(Self.height - 72))
            let top = Double(Self.height) - 32 - height
            let bar: [(StaticString, SVGNumber)] = [
                ("x", SVGNumber(x + step * 0.15)), ("y", SVGNumber(top)), ("width", SVGNumber(step * 0.7)),
                ("height", SVGNumber(height)),
            ]
            elements.append(SVGElement("rect", class: "picture-bar", bar))
            let middle = SVGNumber(x + step / 2)
            elements.append(
                SVGElement("text", class: "picture-scale", [("x", middle), ("y", SVGNumber(top - 6))], text: "\(point.ads)"))
            // Every month is in the table; labels stand where they have room.
            if points.count <= 12 || index % 3 == 0 {
                elements.append(
                    SVGElement(
                        "text", class: "picture-scale", [("x", middle), ("y", SVGNumber(Double(Self.height) - 12))],
                        text: point.start))
            }
        }
        let first = points.first?.start ?? ""
        let last = points.last?.start ?? ""
        return Drawing(
            title: words(.trendTitle), description: words(.trendDescription, ["first": first, "last": last, "most": "\(most)"]),
            width: Self.width, height: Self.height, elements)
    }
}
