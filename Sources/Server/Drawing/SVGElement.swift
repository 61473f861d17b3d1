/// One element of a picture. Names come from the source of this program only, texts and values are escaped.
struct SVGElement: Sendable {
    let text: String

    init(
        _ name: StaticString, class style: StaticString? = nil, _ attributes: [(StaticString, SVGNumber)] = [],
        text content: String = ""
    ) {
        text = Self.opening(name, style, attributes) + Self.escape(content) + "</\(name)>"
    }

    init(
        _ name: StaticString, class style: StaticString? = nil, _ attributes: [(StaticString, SVGNumber)] = [],
        children: [SVGElement]
    ) {
        text = Self.opening(name, style, attributes) + children.map(\.text).joined() + "</\(name)>"
    }

    /// A closed outline.
    init(outline steps: [SVGStep], class style: StaticString) {
        let path = steps.map(\.text).joined(separator: " ")
        text = "<path class=\"\(style)\" d=\"\(path) Z\"></path>"
    }

    private static func opening(
        _ name: StaticString, _ style: StaticString?, _ attributes: [(StaticString, SVGNumber)]
    ) -> String {
        var output = "<\(name)"
        if let style { output += " class=\"\(style)\"" }
        for (name, value) in attributes { output += " \(name)=\"\(value.text)\"" }
        return output + ">"
    }

    /// Escapes for element content and drops what XML 1.0 §2.2 does not allow.
    static func escape(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: kept.append(scalar)
            default: kept.append("\u{FFFD}")
            }
        }
        return HTMLText.escape(String(kept))
    }
}

/// A length or coordinate, written with at most one decimal so that the same picture is always the same bytes.
struct SVGNumber: Sendable, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    let text: String

    init(_ value: Double) {
        let tenths = value.isFinite ? Int((min(max(value, -1e6), 1e6) * 10).rounded()) : 0
        let fraction = tenths.magnitude % 10
        text = (tenths < 0 ? "-" : "") + "\(tenths.magnitude / 10)" + (fraction == 0 ? "" : ".\(fraction)")
    }

    init(integerLiteral value: Int) { self.init(Double(value)) }
    init(floatLiteral value: Double) { self.init(value) }
}

/// A step of an outline: numbers only.
enum SVGStep: Sendable {
    case move(SVGNumber, SVGNumber)
    case line(SVGNumber, SVGNumber)
    /// A bend that leaves and arrives level, half way in between.
    case bend(from: Double, _ start: Double, to: Double, _ end: Double)

    fileprivate var text: String {
        switch self {
        case .move(let x, let y): return "M\(x.text) \(y.text)"
        case .line(let x, let y): return "L\(x.text) \(y.text)"
        case .bend(let from, let start, let to, let end):
            let (middle, last) = (SVGNumber((from + to) / 2).text, SVGNumber(end).text)
            return "C\(middle) \(SVGNumber(start).text) \(middle) \(last) \(SVGNumber(to).text) \(last)"
        }
    }
}

/// Shortening names for labels.
enum LabelText {
    /// At most `limit` characters, the middle cut out.
    static func shortened(_ text: String, limit: Int) -> String {
        guard text.count > limit, limit >= 3 else { return text }
        let tail = (limit - 1) / 3
        return "\(text.prefix(limit - 1 - tail))…\(text.suffix(tail))"
    }
}
