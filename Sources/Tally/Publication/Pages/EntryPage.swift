import Daylight

/// The one page whose content changes in its place. It bears no figures and leads to the pages of the newest publication, which
/// never change.
enum EntryPage {
    static let path = "pages/index.html"

    static func bytes(seq: Int64) -> [UInt8] {
        var page = MarkupText()
        page.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        page.raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        page.raw("<meta http-equiv=\"refresh\" content=\"0;url=\(seq)/index.html\"><title>Results</title>")
        page.raw("<style>:root{color-scheme:light dark}body{font:1rem/1.5 sans-serif;margin:1rem}</style></head>")
        page.raw("<body><main><h1>Results</h1><p><a href=\"\(seq)/index.html\">Go to the newest publication</a></p></main>")
        page.raw("</body></html>\n")
        return page.bytes
    }

    /// The publication that such a page leads to; `nil` for any other page.
    static func seq(of page: [UInt8]) -> Int64? {
        let text = String(decoding: page.prefix(1_000), as: UTF8.self)
        guard let start = text.firstRange(of: "0;url=")?.upperBound, let seq = Int64(text[start...].prefix { $0.isNumber }),
            bytes(seq: seq) == page
        else { return nil }
        return seq
    }
}
