import Daylight

extension FindingsPage {
    static var template: Template { .findings }
    static var section: NavigationSection? { .findings }

    func title(_ words: Words) -> String { words(.titleFindings) }

    func fields(_ words: Words) -> Fields {
        [
            "filters": .list(Filter.everyCase.map { filterFields($0, words) }),
            "findings": .list(rows.map { $0.fields(words) }),
            "hasRows": .flag(!rows.isEmpty),
            "paging": .group(paging.fields(words, counted: .findings)),
            "downloads": .group(downloads.fields),
        ]
    }

    private func filterFields(_ entry: Filter, _ words: Words) -> Fields {
        let label =
            switch entry {
            case .all: words(.filterAll)
            case .undecided: words(.undecided)
            case .verdict(let verdict): words(verdict)
            }
        return [
            "label": .text(label), "path": .text("\(SitePath.findings)?filter=\(entry.slug)"), "isHere": .flag(entry == filter),
        ]
    }
}
