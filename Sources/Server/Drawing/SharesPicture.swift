/// Shares of lists as bars, one below the other, with the figures beside them.
struct SharesPicture: Sendable {
    struct Row: Sendable {
        var label: String
        /// 0 to 1.
        var share: Double
        /// As it is written beside the bar.
        var text: String
    }

    static let width = 440.0
    static let rowHeight = 34.0
    static let labelWidth = 150.0
    /// Most bars; the table has the rest.
    static let rowLimit = 30

    private let rows: ArraySlice<Row>

    /// `nil` when there is nothing to draw.
    init?(_ rows: [Row]) {
        guard !rows.isEmpty else { return nil }
        self.rows = rows.prefix(Self.rowLimit)
    }

    /// A list's name beside its bar.
    static func label(_ text: String, top: Double) -> SVGElement {
        SVGElement(
            "text", class: "picture-lane-label", [("x", 4), ("y", SVGNumber(top + 18))],
            text: LabelText.shortened(text, limit: 20))
    }

    func drawing(title: String, description: String) -> Drawing {
        let most = max(rows.map(\.share).max() ?? 1, 0.01)
        let room = Self.width - Self.labelWidth - 64
        var elements: [SVGElement] = []
        for (index, row) in rows.enumerated() {
            let top = 8 + Self.rowHeight * Double(index)
            let length = max(1, row.share / most * room)
            elements += [
                Self.label(row.label, top: top),
                SVGElement(
                    "rect", class: "picture-bar",
                    [
                        ("x", SVGNumber(Self.labelWidth)), ("y", SVGNumber(top + 3)), ("width", SVGNumber(length)),
                        ("height", SVGNumber(Self.rowHeight - 12)),
                    ]),
                SVGElement(
                    "text", class: "picture-scale start",
                    [("x", SVGNumber(Self.labelWidth + length + 8)), ("y", SVGNumber(top + 18))], text: row.text),
            ]
        }
        return Drawing(
            title: title, description: description, width: Int(Self.width),
            height: Int(Self.rowHeight * Double(rows.count)) + 16, elements)
    }
}
