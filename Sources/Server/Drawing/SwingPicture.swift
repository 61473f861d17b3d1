/// Gains and losses of lists as bars to the right and to the left of a middle line, in rows like those of ``SharesPicture``.
struct SwingPicture: Sendable {
    struct Row: Sendable {
        var label: String
        /// Share now less share before, -1 to 1.
        var change: Double
        /// As it is written beside the bar.
        var text: String
    }

    private static let textWidth = 56.0

    private let rows: ArraySlice<Row>

    /// `nil` when there is nothing to draw.
    init?(_ rows: [Row]) {
        guard !rows.isEmpty else { return nil }
        self.rows = rows.prefix(SharesPicture.rowLimit)
    }

    func drawing(title: String, description: String) -> Drawing {
        let most = max(rows.map(\.change.magnitude).max() ?? 1, 0.001)
        let half = (SharesPicture.width - SharesPicture.labelWidth) / 2 - Self.textWidth
        let middle = SharesPicture.labelWidth + Self.textWidth + half
        let height = SharesPicture.rowHeight * Double(rows.count) + 16
        var elements = [
            SVGElement(
                "line", class: "picture-rule",
                [("x1", SVGNumber(middle)), ("y1", 8), ("x2", SVGNumber(middle)), ("y2", SVGNumber(height - 8))])
        ]
        for (index, row) in rows.enumerated() {
            let top = 8 + SharesPicture.rowHeight * Double(index)
            let length = max(1, row.change.magnitude / most * half)
            let isGain = row.change >= 0
            elements += [
                SharesPicture.label(row.label, top: top),
                SVGElement(
                    "rect", class: "picture-bar",
                    [
                        ("x", SVGNumber(isGain ? middle : middle - length)), ("y", SVGNumber(top + 3)),
                        ("width", SVGNumber(length)), ("height", SVGNumber(SharesPicture.rowHeight - 12)),
                    ]),
                SVGElement(
                    "text", class: isGain ? "picture-scale start" : "picture-scale end",
                    [("x", SVGNumber(isGain ? middle + length + 8 : middle - length - 8)), ("y", SVGNumber(top + 18))],
                    text: row.text),
            ]
        }
        return Drawing(title: title, description: description, width: Int(SharesPicture.width), height: Int(height), elements)
    }
}
