import Daylight

/// When the members of a group shared each object, counted from its first share: one lane an object.
struct TimelinePicture: Sendable {
    static let laneLimit = 40
    /// Shares drawn in one lane.
    static let dotLimit = 50

    private static let width = 720
    private static let left = 16.0
    private static let right = 704.0
    private static let radius = 9.0

    private let evidence: CoordinationEvidence
    private let words: Words
    private let numbers: [ByteKey: Int]

    init(_ evidence: CoordinationEvidence, _ words: Words) {
        self.evidence = evidence
        self.words = words
        numbers = Dictionary(
            evidence.members.enumerated().map { (ByteKey($1.account), $0 + 1) }, uniquingKeysWith: { first, _ in first })
    }

    func drawing() -> Drawing {
        let objects = evidence.timeline.prefix(Self.laneLimit)
        let window = evidence.windowSeconds.double
        let shown = objects.flatMap { $0.shares.prefix(Self.dotLimit) }.map(\.secondsAfterFirst)
        let longest = max(shown.max() ?? 0, window.isFinite ? window : 0, 1)
        var y = 34.0
        var lanes: [SVGElement] = []
        for object in objects {
            let lane = lane(object, top: y, longest: longest)
            lanes.append(lane.element)
            y += lane.height
        }
        if evidence.timeline.count > objects.count {
            lanes.append(note(words(.timelineMore, ["n": words.number(evidence.timeline.count - objects.count)]), y: y + 14))
            y += 26
        }
        let height = Int(y.rounded(.up)) + 8
        return Drawing(
            title: words(.timelineTitle, ["cluster": evidence.cluster]), description: description, width: Self.width,
            height: height, frame(window: window, longest: longest, height: Double(height)) + lanes)
    }

    private var description: String {
        let last = evidence.timeline.flatMap(\.shares).map(\.secondsAfterFirst).max() ?? 0
        return words(
            .timelineDescription,
            [
                "objects": words.count(.objects, evidence.timeline.count),
                "window": NumberText.short(evidence.windowSeconds), "last": NumberText.plain(last, decimals: 1),
            ])
    }

    /// The window as a band, the scale on top.
    private func frame(window: Double, longest: Double, height: Double) -> [SVGElement] {
        var elements: [SVGElement] = []
        if window.isFinite, window > 0 {
            let end = x(min(window, longest), longest)
            elements.append(
                SVGElement(
                    "rect", class: "picture-window",
                    [
                        ("x", SVGNumber(Self.left)), ("y", 24), ("width", SVGNumber(end - Self.left)),
                        ("height", SVGNumber(height - 24)),
                    ]))
        }
        for tick in Self.ticks(upTo: longest) {
            let place = x(tick, longest)
            elements.append(
                SVGElement(
                    "line", class: "picture-tick",
                    [("x1", SVGNumber(place)), ("x2", SVGNumber(place)), ("y1", 24), ("y2", SVGNumber(height))]))
            let anchor: StaticString =
                tick == 0 ? "picture-scale start" : place > Self.right - 24 ? "picture-scale end" : "picture-scale"
            elements.append(
                SVGElement(
                    "text", class: anchor, [("x", SVGNumber(place)), ("y", 15)],
                    text: tick == 0 ? words(.timelineAxis) : "\(NumberText.plain(tick, decimals: 2)) s"))
        }
        return elements
    }

    private func lane(_ object: CoordinationEvidence.Object, top: Double, longest: Double) -> (
        element: SVGElement, height: Double
    ) {
        let shares = object.shares.prefix(Self.dotLimit).sorted { $0.secondsAfterFirst < $1.secondsAfterFirst }
        // A dot that would hide the one before it goes one level down.
        var ends: [Double] = []
        var dots: [SVGElement] = []
        for share in shares {
            let place = min(max(x(share.secondsAfterFirst, longest), Self.left + Self.radius), Self.right - Self.radius)
            let level = ends.firstIndex { $0 <= place - 2 * Self.radius } ?? min(ends.count, 5)
            if level < ends.count { ends[level] = place } else { ends.append(place) }
            dots.append(dot(share, x: place, y: top + 30 + Double(level) * (2 * Self.radius + 2)))
        }
        let height = 30 + Double(max(ends.count, 1)) * (2 * Self.radius + 2) + 6
        let label = SVGElement(
            "text", class: "picture-lane-label", [("x", SVGNumber(Self.left + 6)), ("y", SVGNumber(top + 16))],
            text: LabelText.shortened(object.name, limit: 72))
        let rule = SVGElement(
            "line", class: "picture-rule",
            [("x1", SVGNumber(Self.left)), ("x2", SVGNumber(Self.right)), ("y1", SVGNumber(top)), ("y2", SVGNumber(top))])
        return (SVGElement("g", children: [rule, label] + dots), height)
    }

    private func dot(_ share: CoordinationEvidence.Share, x: Double, y: Double) -> SVGElement {
        let number = numbers[ByteKey(share.account)].map(String.init) ?? "·"
        return SVGElement(
            "g", class: "picture-node",
            children: [
                SVGElement(
                    "title", text: "\(share.account), +\(NumberText.plain(share.secondsAfterFirst, decimals: 3)) s, \(share.time)"
                ),
                SVGElement("circle", [("cx", SVGNumber(x)), ("cy", SVGNumber(y)), ("r", SVGNumber(Self.radius))]),
                SVGElement(
                    "text", class: "picture-number small", [("x", SVGNumber(x)), ("y", SVGNumber(y + 3.5))], text: number),
            ])
    }

    private func note(_ text: String, y: Double) -> SVGElement {
        SVGElement("text", class: "picture-lane-label", [("x", SVGNumber(Self.left)), ("y", SVGNumber(y))], text: text)
    }

    private func x(_ seconds: Double, _ longest: Double) -> Double {
        Self.left + Self.radius + (Self.right - Self.left - 2 * Self.radius) * min(max(seconds / longest, 0), 1)
    }

    /// Round values, at most six of them, 0 included.
    static func ticks(upTo longest: Double) -> [Double] {
        guard longest.isFinite, longest > 0 else { return [0] }
        var step = 1e-3
        let factors = [2.0, 2.5, 2.0]
        var turn = 0
        while longest / step > 5 {
            step *= factors[turn % 3]
            turn += 1
        }
        return stride(from: 0, through: longest, by: step).map { $0 }
    }
}
