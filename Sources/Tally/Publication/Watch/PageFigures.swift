import Daylight

/// What a results page says: its figures with the sources they cite, and what it should not hold (tally reference, section 5).
struct PageFigures {
    /// Largest page in bytes.
    static let byteLimit = 8 << 20

    struct Figure {
        let source: String
        /// The attribute `value`, and what readers see without the spaces between groups of digits.
        let value: String
        let shown: String
    }

    private(set) var figures: [Figure] = []
    /// What is wrong with the page by itself, in words.
    private(set) var faults: [String] = []
    /// What the page says it shows.
    private(set) var unit: String?
    private(set) var source: String?

    /// Elements that no page of a feed has, since each can show or do something that no file of the feed says.
    private static let forbidden: Set<String> = [
        "script", "iframe", "frame", "object", "embed", "applet", "form", "input", "button", "textarea", "select", "svg",
        "math", "base", "link", "img", "picture", "video", "audio", "canvas", "template", "slot", "portal", "noscript",
        "plaintext",
        "xmp",
        "frameset", "dialog", "marquee",
    ]

    private var data: (source: String, value: String, shown: String)?
    private var cell = false
    private var styles = 0

    init(_ page: [UInt8]) {
        guard page.count <= Self.byteLimit else {
            faults = ["the page is larger than \(Self.byteLimit) bytes"]
            return
        }
        guard String(validating: page, as: UTF8.self) != nil else {
            faults = ["the page is not UTF-8"]
            return
        }
        var scanner = HTMLScanner(page)
        while let token = scanner.next() { take(token) }
        if data != nil { find("a figure is not closed") }
    }

    private mutating func find(_ fault: String) {
        // A page full of faults is reported by its first ones.
        if faults.count < 20 { faults.append(fault) }
    }

    private mutating func take(_ token: HTMLScanner.Token) {
        switch token {
        case .start(let name, let attributes): start(name, attributes)
        case .end("data"):
            guard let figure = data else { return find("a figure is closed that was not opened") }
            figures.append(Figure(source: figure.source, value: figure.value, shown: figure.shown))
            data = nil
        case .end("td"):
            if data != nil { find("a figure goes on beyond its cell") }
            cell = false
        case .end("tr"), .end("tbody"), .end("table"): cell = false
        case .end, .other: break
        case .text(let text): read(text)
        }
    }

    private mutating func start(_ name: String, _ attributes: [(name: String, value: String)]) {
        if Self.forbidden.contains(name) { find("the page has the element \(name)") }
        if name == "style" {
            styles += 1
            if styles > 1 { find("the page has more than one style sheet") }
        }
        for attribute in attributes
        where attribute.name.hasPrefix("on") || attribute.name == "style" || attribute.name == "hidden" {
            find("the element \(name) has the attribute \(attribute.name)")
        }
        let first = { (wanted: String) in attributes.first { $0.name == wanted }?.value }
        if first("data-src") != nil, name != "data" { find("the element \(name) cites a source") }
        switch name {
        case "body":
            if unit == nil { unit = first("data-unit") }
            if source == nil { source = first("data-source") }
        case "td": cell = true
        case "th", "tr", "table", "caption", "p": if name != "p" { cell = false }
        case "data":
            if data != nil { find("a figure stands in another") }
            guard let source = first("data-src"), let value = first("value") else { return find("a figure without a source") }
            data = (source, value, "")
        default: if data != nil { find("the element \(name) stands in a figure") }
        }
    }

    private mutating func read(_ text: String) {
        if data != nil {
            data?.shown += text.filter { $0 != "\u{202F}" }
        } else if cell, text.unicodeScalars.contains(where: Self.isNumeric) {
            find("a cell shows \"\(text.prefix(20))\" without a source")
        }
    }

    private static func isNumeric(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.numericType != nil || Character(scalar) == HTMLScanner.unknown
    }
}
