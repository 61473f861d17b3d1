import Daylight

/// Writes HTML: what comes from outside is always escaped.
struct MarkupText {
    private(set) var bytes: [UInt8] = []

    /// Markup of ours.
    mutating func raw(_ markup: String) { bytes.append(contentsOf: markup.utf8) }

    /// Text from outside, also fit for an attribute in double quotes.
    mutating func text(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): raw("&amp;")
            case UInt8(ascii: "<"): raw("&lt;")
            case UInt8(ascii: ">"): raw("&gt;")
            case UInt8(ascii: "\""): raw("&quot;")
            case UInt8(ascii: "'"): raw("&#39;")
            default: bytes.append(byte)
            }
        }
    }

    /// A name in a language of its own direction.
    mutating func name(_ name: String) {
        raw("<bdi>")
        text(name)
        raw("</bdi>")
    }

    /// A count with where it comes from: `<data data-src="sha256#/pointer" value="1234">1 234</data>`.
    mutating func count(_ count: Int64, _ source: String, _ pointer: String) {
        raw("<data data-src=\"\(source)#\(pointer)\" value=\"\(count)\">\(Self.grouped(count))</data>")
    }

    /// Digits in groups of three with narrow spaces that do not break.
    static func grouped(_ count: Int64) -> String {
        let digits = Array(String(count))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append("\u{202F}") }
            text.append(digit)
        }
        return text
    }
}
