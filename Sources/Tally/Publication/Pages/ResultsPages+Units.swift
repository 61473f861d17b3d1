import Daylight

extension ResultsPages {
    /// The page that people come to first: the units without a parent, and what was corrected.
    func overview() -> [UInt8] {
        var page = MarkupText()
        head(&page, title: "Results", unit: nil)
        let roots = definition.units.roots
        // A single unit on top is what nearly every election has: its lists stand on the first page.
        if roots.count == 1, let root = roots.first { figures(&page, of: root) }
        // With what is right below it, so that its sum can be redone from this page.
        let below = roots.count == 1 ? definition.units.children(of: roots[0]) : []
        children(&page, roots + below, caption: "Where the count stands")
        corrections(&page)
        foot(&page)
        return page.bytes
    }

    func page(of unit: Int) -> [UInt8] {
        let tree = definition.units
        var page = MarkupText()
        head(&page, title: tree.units[unit].title, unit: unit)
        page.raw("<nav aria-label=\"Units above\"><ol><li><a href=\"index.html\">All results</a></li>")
        for above in tree.ancestors(of: unit).reversed() {
            page.raw("<li>")
            link(&page, to: above)
            page.raw("</li>")
        }
        page.raw("</ol></nav>\n")
        figures(&page, of: unit)
        origin(&page, of: unit)
        if tree.units[unit].level != .station {
            children(&page, tree.children(of: unit), caption: "What it is the sum of")
        }
        foot(&page)
        return page.bytes
    }

    private func figures(_ page: inout MarkupText, of unit: Int) {
        guard let source = source(of: unit) else {
            page.raw("<p><strong>No report yet.</strong></p>\n")
            return
        }
        let hex = source.digest.hex
        let isStation = definition.units.units[unit].level == .station
        let fields = isStation ? "" : "/fields"
        page.raw("<table class=\"results\"><caption>Lists</caption><thead><tr><th scope=\"col\">List</th>")
        page.raw("<th scope=\"col\">Votes</th></tr></thead><tbody>\n")
        let totals = isStation ? content.reports[unit]?.report.listTotals : content.aggregates[unit]?.listTotals
        for (index, total) in (totals ?? []).enumerated() {
            let list = definition.lists[index]
            page.raw("<tr><th scope=\"row\">\(list.number) ")
            if let name = list.name { page.name(name) }
            page.raw("</th><td>")
            page.count(total, hex, "\(fields)/listTotals/\(index)/total")
            page.raw("</td></tr>\n")
        }
        page.raw("</tbody></table>\n<table class=\"results\"><caption>Voters and votes</caption><tbody>\n")
        for field in SumField.allCases {
            guard let count = count(field, of: unit) else { continue }
            page.raw("<tr><th scope=\"row\">\(field.words)</th><td>")
            page.count(count, hex, "\(fields)/\(field.rawValue)")
            page.raw("</td></tr>\n")
        }
        page.raw("</tbody></table>\n")
    }

    /// A count as it stands in the unit's file; `nil` where the file has none.
    private func count(_ field: SumField, of unit: Int) -> Int64? {
        if field == .voterCards, !definition.hasVoterCards { return nil }
        if let collected = content.reports[unit], definition.units.units[unit].level == .station {
            return field.count(in: collected.report.counts, registeredVoters: nil)
        }
        return content.aggregates[unit]?.count(field.rawValue)
    }

    /// Which file the figures were taken from, and what it lacks.
    private func origin(_ page: inout MarkupText, of unit: Int) {
        guard let source = source(of: unit) else { return }
        page.raw("<section><h2>Where these figures come from</h2>\n")
        if let collected = content.reports[unit], definition.units.units[unit].level == .station {
            page.raw("<p>Version \(collected.report.version) of the station's report. Its digest, to be compared with the ")
            page.raw("paper report: <code class=\"digest\">\(collected.digest.shortGroups.joined(separator: " "))</code></p>")
            page.raw("<dl>")
            term(&page, "Whole digest", collected.digest.groups.joined(separator: " "))
            if let moment = collected.signedAt { term(&page, "Signed", moment.description) }
            if let moment = collected.receivedAt { term(&page, "Received", moment.description) }
            if let key = collected.keyId { term(&page, "Key", key) }
            page.raw("</dl>")
        } else if let aggregate = content.aggregates[unit] {
            page.raw("<p>Sum of the reports of ")
            page.count(Int64(aggregate.received), source.digest.hex, "/received")
            page.raw(" stations of ")
            page.count(Int64(aggregate.expected), source.digest.hex, "/expected")
            page.raw(
                aggregate.received == aggregate.expected
                    ? "; none is missing.</p>" : "; <strong>the others are missing.</strong></p>")
        }
        page.raw("<p><a href=\"../../\(source.path)\">The file itself (JSON)</a></p></section>\n")
    }

    private func term(_ page: inout MarkupText, _ term: String, _ text: String) {
        page.raw("<dt>\(term)</dt><dd>")
        page.text(text)
        page.raw("</dd>")
    }

    private func children(_ page: inout MarkupText, _ units: [Int], caption: String) {
        guard !units.isEmpty else { return }
        page.raw("<div class=\"wide\"><table class=\"results\"><caption>\(caption)</caption><thead><tr>")
        page.raw("<th scope=\"col\">Unit</th><th scope=\"col\">Reported</th><th scope=\"col\">Stations</th>")
        page.raw("<th scope=\"col\">Votes cast</th></tr></thead><tbody>\n")
        for unit in units.prefix(Self.rowLimit) {
            page.raw("<tr><th scope=\"row\">")
            link(&page, to: unit)
            page.raw("</th>")
            if let source = source(of: unit) {
                row(&page, unit, source.digest.hex)
            } else {
                page.raw("<td>missing</td><td></td><td></td>")
            }
            page.raw("</tr>\n")
        }
        page.raw("</tbody></table></div>\n")
        if units.count > Self.rowLimit { page.raw("<p>The other units are in the table of all stations.</p>\n") }
    }

    private func row(_ page: inout MarkupText, _ unit: Int, _ hex: String) {
        if let aggregate = content.aggregates[unit] {
            page.raw("<td>")
            page.count(Int64(aggregate.received), hex, "/received")
            page.raw("</td><td>")
            page.count(Int64(aggregate.expected), hex, "/expected")
            page.raw("</td><td>")
            page.count(aggregate.count("votesCast") ?? 0, hex, "/fields/votesCast")
            page.raw("</td>")
        } else if let collected = content.reports[unit] {
            page.raw("<td>yes</td><td></td><td>")
            page.count(collected.report.counts.votesCast, hex, "/votesCast")
            page.raw("</td>")
        }
    }

    private func link(_ page: inout MarkupText, to unit: Int) {
        let title = definition.units.units[unit].title
        if paged.contains(unit) {
            page.raw("<a href=\"\(Self.name(of: unit))\">")
        } else if let source = source(of: unit) {
            page.raw("<a href=\"../../\(source.path)\">")
        } else {
            page.name(title)
            return
        }
        page.name(title)
        page.raw("</a>")
    }

    private func corrections(_ page: inout MarkupText) {
        guard !content.input.corrections.isEmpty else { return }
        page.raw("<section><h2>Corrected since the publication before</h2><ul>\n")
        for correction in content.input.corrections.prefix(Self.rowLimit) {
            page.raw("<li>")
            if let unit = definition.units.index(of: correction.unit) { link(&page, to: unit) }
            page.raw(": ")
            page.name(correction.text)
            page.raw(
                " (\(correction.reasonCode)). <a href=\"../../reports/\(correction.oldSha256.hex).json\">The former report</a>")
            page.raw("</li>\n")
        }
        page.raw("</ul></section>\n")
    }
}

extension SumField {
    /// The box of the paper form in words.
    fileprivate var words: String {
        switch self {
        case .registeredVoters: "Registered voters"
        case .pollCards: "Poll cards (A)"
        case .proxies: "Proxies (B)"
        case .voterCards: "Voter cards (C)"
        case .admittedVoters: "Admitted voters (D)"
        case .validVotes: "Valid votes (E)"
        case .blank: "Blank (F)"
        case .invalid: "Invalid (G)"
        case .votesCast: "Votes cast (H)"
        }
    }
}
