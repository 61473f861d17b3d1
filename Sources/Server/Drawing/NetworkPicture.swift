import Daylight

/// The accounts of a group and who acted together with whom, as a picture.
///
/// A node is a number, the account's row in the table of members; a line is as thick as the pair has distinct objects in
/// common.
struct NetworkPicture: Sendable {
    static let nodeLimit = 500
    static let markLimit = 2_000
    /// Above this many accounts only numbers are written beside nodes.
    static let labelLimit = 30

    private let labels: [String]
    private let graph: Graph
    private let title: String
    private let description: String

    /// - Parameter evidence: members beyond ``nodeLimit`` and the weakest edges beyond ``markLimit`` are left out, and the
    ///   description says so.
    init(_ evidence: CoordinationEvidence, _ words: Words) {
        let members = evidence.members.prefix(Self.nodeLimit)
        labels = members.map(\.account)
        let index = Dictionary(members.enumerated().map { (ByteKey($1.account), $0) }, uniquingKeysWith: { first, _ in first })
        let all: [Graph.Edge] = evidence.edges.compactMap { edge in
            guard let a = index[ByteKey(edge.a)], let b = index[ByteKey(edge.b)], a != b else { return nil }
            return Graph.Edge(a: min(a, b), b: max(a, b), weight: edge.distinctObjects)
        }
        let strongest = all.sorted { ($1.weight, $0.a, $0.b) < ($0.weight, $1.a, $1.b) }
        graph = Graph(nodeCount: labels.count, edges: Array(strongest.prefix(Self.markLimit - 2 * labels.count)))
        title = words(.networkTitle, ["cluster": evidence.cluster])
        let isCut = labels.count < evidence.members.count || graph.edges.count < evidence.edges.count
        description = words(
            isCut ? .networkDescriptionCut : .networkDescription,
            [
                "accounts": words.count(.accounts, evidence.members.count), "edges": words.number(evidence.edges.count),
                "shownAccounts": words.number(labels.count), "shownEdges": words.number(graph.edges.count),
                "strongest": words.count(.objects, Int(evidence.edges.map(\.distinctObjects).max() ?? 0)),
            ])
    }

    /// Lays the picture out and draws it.
    func drawing(program: String = "sfdp") async -> Drawing {
        let frame = Frame(await NetworkLayout.positions(of: graph, program: program), margin: hasNames ? 90 : 36)
        let strongest = graph.edges.map(\.weight).max() ?? 1
        // Weak lines first, so that strong ones lie on top.
        let lines = graph.edges.reversed().map { line($0, strongest: strongest, frame) }
        let nodes = frame.places.enumerated().map { node($0, at: $1) }
        return Drawing(title: title, description: description, width: frame.width, height: frame.height, lines + nodes)
    }

    private var hasNames: Bool { labels.count <= Self.labelLimit }

    private func line(_ edge: Graph.Edge, strongest: Int64, _ frame: Frame) -> SVGElement {
        let (from, to) = (frame.places[edge.a], frame.places[edge.b])
        let width = 1 + 6 * Double(edge.weight) / Double(max(strongest, 1))
        return SVGElement(
            "line", class: "picture-edge",
            [
                ("x1", SVGNumber(from.x)), ("y1", SVGNumber(from.y)), ("x2", SVGNumber(to.x)), ("y2", SVGNumber(to.y)),
                ("stroke-width", SVGNumber(width)),
            ],
            children: [SVGElement("title", text: "\(edge.a + 1) – \(edge.b + 1): \(edge.weight)")])
    }

    private func node(_ index: Int, at place: Point) -> SVGElement {
        let radius = labels.count > 100 ? 8.0 : 14.0
        var children = [
            SVGElement("title", text: "\(index + 1): \(labels[index])"),
            SVGElement("circle", [("cx", SVGNumber(place.x)), ("cy", SVGNumber(place.y)), ("r", SVGNumber(radius))]),
            SVGElement(
                "text", class: labels.count > 100 ? "picture-number small" : "picture-number",
                [("x", SVGNumber(place.x)), ("y", SVGNumber(place.y + (labels.count > 100 ? 2.5 : 4.5)))], text: "\(index + 1)"),
        ]
        if hasNames {
            children.append(
                SVGElement(
                    "text", class: "picture-label", [("x", SVGNumber(place.x)), ("y", SVGNumber(place.y + radius + 15))],
                    text: LabelText.shortened(labels[index], limit: 16)))
        }
        return SVGElement("g", class: "picture-node", children: children)
    }
}

/// A name compared by its bytes; Swift would call two Unicode spellings of one letter equal.
struct ByteKey: Hashable, Sendable {
    private let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }
}

/// Places scaled into a picture 720 wide.
private struct Frame {
    let width = 720
    let height: Int
    let places: [Point]

    init(_ points: [Point], margin: Double) {
        let xs = points.map(\.x)
        let ys = points.map(\.y)
        let (left, top) = (xs.min() ?? 0, ys.min() ?? 0)
        let (spanX, spanY) = (max((xs.max() ?? 0) - left, 1e-6), max((ys.max() ?? 0) - top, 1e-6))
        let scale = min((720 - 2 * margin) / spanX, 420 / spanY)
        height = max(160, Int((spanY * scale).rounded()) + 100)
        let (offsetX, offsetY) = ((720 - spanX * scale) / 2, (Double(height) - 16 - spanY * scale) / 2)
        places = points.map { Point(x: ($0.x - left) * scale + offsetX, y: ($0.y - top) * scale + offsetY) }
    }
}
