/// The label as each medium carries it.
extension Label {
    /// Longest address that is printed, in characters: longer ones are not typed in. Our own default.
    public static let longestPrintedAddress = 40
    /// Shortest time that a label stands on a screen unless it stays for the whole ad, in seconds. Our own default.
    public static let shortestSecondsOnScreen = 4

    /// All but the notice's address.
    private var visible: String {
        let texts = statements.filter { $0.item != .notice }.map(\.text) + [words[.transparencyNotice]]
        return texts.map(Self.withoutFullStop).joined(separator: " · ")
    }

    /// A piece of HTML to put next to the ad: a link that reads as the whole label, reached by keyboard, that works without
    /// script and keeps a contrast of more than 4.5 to 1 wherever it is put.
    public var html: String {
        let spoken = "\(visible). \(words[.whereToFind]): \(noticeAddress.text)"
        return """
            <p class="political-ad-label" lang="\(Self.escaped(words.language.text))" style="color:#111;background:#fff">\
            <a href="\(Self.escaped(noticeAddress.text))" style="color:#111" aria-label="\(Self.escaped(spoken))">\
            \(Self.escaped(visible))</a></p>
            """
    }

    /// Lines for print and outdoor; the address, or a QR code of it beside it, leads to the notice.
    public var printed: String { statements.map(\.text).joined(separator: "\n") }

    /// Whether the address is short enough to be typed in from paper.
    public var isPrintable: Bool { noticeAddress.text.count <= Self.longestPrintedAddress }

    /// A sentence for radio and podcasts, with the address as it is said and its code letter by letter.
    public var spoken: String {
        let texts = statements.filter { $0.item != .notice }.map { Self.withoutFullStop($0.text) }
        let notice = "\(words[.transparencyNotice]). \(words[.whereToFind]): \(spokenAddress)"
        return (texts + [notice]).joined(separator: ". ") + "."
    }

    /// Lines for the screen of a film, the most important first.
    public var caption: [String] { [visible, addressWithoutScheme] }

    private var addressWithoutScheme: String { String(noticeAddress.text.dropFirst("https://".count)) }

    /// The last part of a short address is a code, which a voice has to spell.
    private var spokenAddress: String {
        guard let slash = addressWithoutScheme.lastIndex(of: "/"),
            let code = ShortCode(addressWithoutScheme[addressWithoutScheme.index(after: slash)...])
        else { return addressWithoutScheme }
        return "\(addressWithoutScheme[...slash]) \(code.text.map(String.init).joined(separator: " "))"
    }

    private static func withoutFullStop(_ text: String) -> String { text.hasSuffix(".") ? String(text.dropLast()) : text }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { output, character in
            switch character {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            default: output.append(character)
            }
        }
    }
}
