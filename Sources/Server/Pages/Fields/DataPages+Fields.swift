import Daylight

extension DataSetRow {
    func fields(_ words: Words) -> Fields {
        [
            "path": .text(SitePath.dataSet(id)), "name": .text(name), "imported": .text(words.moment(imported)),
            "rows": .text(words.number(rows)), "badRows": .text(words.number(badRows)),
            "duplicateRows": .text(words.number(duplicateRows)), "sha256": .text(sha256.hex),
            "findingCount": .text(words.number(findings)),
        ]
    }
}

extension DataSetsPage {
    static var template: Template { .data }
    static var section: NavigationSection? { .data }

    func title(_ words: Words) -> String { words(.titleData) }

    func fields(_ words: Words) -> Fields {
        [
            "rows": .list(rows.map { $0.fields(words) }), "hasRows": .flag(!rows.isEmpty),
            "paging": .group(paging.fields(words, counted: .dataSets)), "downloads": .group(downloads.fields),
        ]
    }
}

extension DataSetPage {
    static var template: Template { .dataSet }
    static var section: NavigationSection? { .data }

    func title(_ words: Words) -> String { dataSet.name }

    func fields(_ words: Words) -> Fields {
        [
            "dataSet": .group(dataSet.fields(words)),
            "accounts": .text(words.number(accounts)), "objects": .text(words.number(objects)),
            "window": .text(words(.seconds, ["n": NumberText.short(windowSeconds)])),
            "completeness": .text(NumberText.plain(completeness * 100, decimals: 2) + " %"),
            "badRows": .list(badRowSamples.map { $0.fields(words) }), "hasBadRows": .flag(!badRowSamples.isEmpty),
            "statement": .optional(
                statement.map { number in
                    [
                        "index": .text(words.number(number)), "path": .text(SitePath.statement(number)),
                        "receipt": .text(SitePath.receipt(number)),
                    ]
                }),
            "findings": .list(findings.map { $0.fields(words) }), "hasFindings": .flag(!findings.isEmpty),
            "command": .text(recomputeCommand), "dataPath": .text(SitePath.data),
        ]
    }

    /// The part of all rows that could be read.
    private var completeness: Double {
        let all = dataSet.rows + dataSet.badRows
        return all == 0 ? 1 : Double(dataSet.rows) / Double(all)
    }
}

extension DataSetPage.BadRow {
    fileprivate func fields(_ words: Words) -> Fields {
        [
            "line": .text(words.number(line)), "column": .text(column.isEmpty ? words(.noColumn) : column),
            "expected": .text(expected), "found": .text(found ?? words(.badRowWithheld)),
        ]
    }
}
