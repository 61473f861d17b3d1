import Daylight

extension FeedCheck {
    /// Holds every figure of every fetched page to the source it cites, whether or not the page's bytes are the signed ones:
    /// what was signed may be wrong as well.
    mutating func checkPages(_ files: inout FeedFiles) {
        for path in files.paths(in: ResultsPages.folder(files.manifest.seq)) {
            guard files.listed[path] != nil, let bytes = files.bytes(path) else { continue }
            let page = PageFigures(bytes)
            for fault in page.faults { find(.defaced, path, expected: "a results page", found: fault) }
            var shown: Set<String> = []
            for figure in page.figures {
                let parts = figure.source.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                check(figure, hex: String(parts[0]), pointer: parts.count > 1 ? String(parts[1]) : "", on: path, &files)
                if let source = page.source, parts[0] == source { shown.insert(figure.source) }
            }
            checkCompleteness(page, shown, path, &files)
        }
    }

    private mutating func check(
        _ figure: PageFigures.Figure, hex: String, pointer: String, on page: String, _ files: inout FeedFiles
    ) {
        let place = "\(page)#\(figure.source)"
        if figure.shown != figure.value {
            find(.defaced, place, expected: "\(figure.value), as the page says to programs", found: figure.shown)
        }
        guard let source = files.path(ofSource: hex) else {
            find(.defaced, place, expected: "a published file", found: hex)
            return
        }
        guard files.isSound(source) else {
            // A source that was fetched and is not the signed one has been reported already.
            if files.bytes(source) == nil { notChecked += 1 }
            return
        }
        figuresChecked += 1
        guard let count = files.json(source)?.at(pointer: pointer)?.integerValue else {
            find(.defaced, place, expected: "a count in \(source)", found: "none there")
            return
        }
        if figure.value != String(count) { find(.defaced, place, expected: "\(count)", found: figure.value) }
    }

    /// A page of a unit shows every count of the unit's own file.
    private mutating func checkCompleteness(
        _ page: PageFigures, _ shown: Set<String>, _ path: String, _ files: inout FeedFiles
    ) {
        guard path != ResultsPages.folder(files.manifest.seq) + "index.html" else { return }
        guard let id = page.unit, let unit = files.definition.units.index(of: id),
            path.hasSuffix("/" + ResultsPages.name(of: unit))
        else {
            find(.defaced, path, expected: "the page of a unit", found: page.unit ?? "no unit")
            return
        }
        guard let hex = page.source else {
            if files.definition.units.units[unit].level != .station {
                find(.defaced, path, expected: "the sum of \(id)", found: "no source")
            }
            return
        }
        guard let source = files.path(ofSource: hex), let value = files.json(source) else { return }
        if value["unitId"]?.stringValue != id {
            find(.defaced, path, expected: "figures of \(id)", found: "those of \(value["unitId"]?.stringValue ?? "no unit")")
        }
        let fields = source.hasPrefix("aggregates/") ? "/fields" : ""
        let counts = value.at(pointer: fields)
        var needed = SumField.allCases.filter { counts?[$0.rawValue]?.integerValue != nil }.map { "\(fields)/\($0.rawValue)" }
        needed += (counts?["listTotals"]?.arrayValue ?? []).indices.map { "\(fields)/listTotals/\($0)/total" }
        for pointer in needed where !shown.contains("\(hex)#\(pointer)") {
            find(.defaced, "\(path)#\(hex)#\(pointer)", expected: "this count", found: "not shown")
        }
    }
}
