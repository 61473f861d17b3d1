import Daylight

/// The pages of one publication: plain HTML that needs no script and names the source of every figure.
struct ResultsPages {
    /// Most units in one table; the rest is in the table of stations.
    static let rowLimit = 2_000

    let content: FeedContent
    let definition: ElectionDefinition
    /// Units that have a page.
    let paged: Set<Int>

    init(_ content: FeedContent) {
        self.content = content
        definition = content.input.definition
        let tree = definition.units
        var order: [Int] = []
        var level = tree.roots
        // Level by level, so that where there are too many units the highest have pages.
        while !level.isEmpty, order.count < content.input.pageLimit {
            order += level.filter { tree.units[$0].level != .station }
            level = level.flatMap { tree.children(of: $0) }
        }
        order += tree.units.indices.lazy.filter { tree.units[$0].level == .station }
            .prefix(max(0, content.input.pageLimit - order.count))
        paged = Set(order.prefix(content.input.pageLimit))
    }

    /// Where a publication's pages stand.
    static func folder(_ seq: Int64) -> String { "pages/\(seq)/" }

    static func name(of unit: Int) -> String { "unit-\(unit + 1).html" }

    func all() -> [(path: String, bytes: [UInt8])] {
        let folder = Self.folder(content.seq)
        return [(folder + "index.html", overview())] + paged.sorted().map { (folder + Self.name(of: $0), page(of: $0)) }
    }

    /// What the figures of a unit come from: its report for a station, its sum for another.
    func source(of unit: Int) -> (digest: Digest, path: String)? {
        if definition.units.units[unit].level == .station {
            return content.reports[unit].map { ($0.digest, "reports/\($0.digest.hex).json") }
        }
        return content.aggregates[unit].map { ($0.digest, "aggregates/\($0.digest.hex).json") }
    }

    func head(_ page: inout MarkupText, title: String, unit: Int?) {
        let input = content.input
        page.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        page.raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        page.raw("<meta http-equiv=\"Content-Security-Policy\" ")
        page.raw("content=\"default-src 'none';style-src 'unsafe-inline'\"><title>")
        page.text("\(title) – \(definition.title)")
        page.raw("</title><style>\(Self.style)</style></head>\n<body data-election=\"")
        page.text(definition.id)
        page.raw("\" data-seq=\"\(content.seq)\"")
        if let unit {
            page.raw(" data-unit=\"")
            page.text(definition.units.units[unit].id)
            page.raw("\"")
            if let source = source(of: unit) { page.raw(" data-source=\"\(source.digest.hex)\"") }
        }
        page.raw(">\n<header><p class=\"status\"><strong>\(input.status.rawValue)</strong> \(input.status.meaning)</p>")
        page.raw("<p>")
        page.name(definition.title)
        if let date = definition.facts.date { page.raw(", <time datetime=\"\(date)\">\(date)</time>") }
        page.raw("</p></header>\n<main><h1>")
        page.name(title)
        page.raw("</h1>\n")
    }

    func foot(_ page: inout MarkupText) {
        let moment = content.input.generatedAt
        page.raw("</main>\n<footer><p>Publication \(content.seq) of <time datetime=\"\(moment)\">\(moment)</time>. ")
        page.raw("<a href=\"../index.html\">Newest publication</a> · <a href=\"../../\(ResultsManifest.path(content.seq))\">")
        page.raw(
            "Signed list of all files</a> · <a href=\"../../csv/\(content.table.hex).csv\">All stations as a table (CSV)</a>")
        page.raw("</p><p>Every figure names the file and the place in it that it was taken from, in data-src. Ask an observer ")
        page.raw("to check them: they do not have to trust this site.</p></footer></body></html>\n")
    }

    private static let style = """
        :root{color-scheme:light dark}body{font:1rem/1.5 sans-serif;margin:0 auto;max-width:60rem;padding:0 1rem}\
        .status{border:.15rem solid;padding:.5rem}table{border-collapse:collapse;width:100%;margin:1rem 0}\
        caption{text-align:start;font-weight:bold}th,td{border-bottom:1px solid;padding:.25rem .5rem;text-align:start}\
        td{text-align:end;font-variant-numeric:tabular-nums}code{overflow-wrap:anywhere}.wide{overflow-x:auto}\
        a{display:inline-block;min-height:1.5rem}@media print{a{color:inherit;text-decoration:none}nav{display:none}}
        """
}
