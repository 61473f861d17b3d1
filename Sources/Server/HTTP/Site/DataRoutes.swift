import Daylight
import HTTPTypes
import Storage

/// The data sets that were read.
struct DataRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, SitePath.data, handle: list),
            Route(.get, "/data.csv", handle: listCSV),
            Route(.get, "/data.json", handle: listJSON),
            Route(.get, "/data/{id}", handle: dataSet),
        ]
    }

    private func list(_ call: Call) async throws -> Reply {
        let datasets = try await site.store.datasets()
        var rows: [DataSetRow] = []
        for dataset in datasets { rows.append(try await row(dataset)) }
        let page = DataSetsPage(
            rows: rows, paging: .single(rows.count), downloads: ListDownloads(csv: "/data.csv", json: "/data.json"))
        return try await site.page(page, for: call)
    }

    private func row(_ dataset: Dataset) async throws -> DataSetRow {
        DataSetRow(
            id: dataset.id.text, name: dataset.name, imported: dataset.imported, rows: dataset.rows, badRows: dataset.badRows,
            duplicateRows: dataset.duplicateRows, sha256: dataset.sha256,
            findings: try await site.findings(in: dataset.id).count)
    }

    private func listCSV(_ call: Call) async throws -> Reply {
        var table = CommaSeparated(columns: [
            "id", "name", "sha256", "rows", "bad_rows", "duplicate_rows", "accounts", "first_share", "last_share", "imported",
        ])
        for dataset in try await site.store.datasets() {
            table.append([
                dataset.id.text, dataset.name, dataset.sha256.hex, String(dataset.rows), String(dataset.badRows),
                String(dataset.duplicateRows), String(dataset.accounts), dataset.firstShare?.description ?? "",
                dataset.lastShare?.description ?? "", dataset.imported.description,
            ])
        }
        return .download(table.bytes, type: MediaTypeText.csv, name: "data-sets.csv")
    }

    private func listJSON(_ call: Call) async throws -> Reply {
        .json(.array(try await site.store.datasets().map(\.json)))
    }

    private func dataSet(_ call: Call) async throws -> Reply {
        guard let id = Dataset.ID(try call.parameter("id")), let dataset = try await site.store.dataset(id) else {
            throw Problem.notFound("This data set")
        }
        let findings = try await site.findings(in: id)
        let statement = if let id = dataset.statement { try await site.store.statement(id) } else { StatementRecord?.none }
        let window = Double(dataset.windowMilliseconds) / 1000
        let page = DataSetPage(
            dataSet: try await row(dataset), accounts: dataset.accounts, objects: try await site.store.objectCount(in: id),
            windowSeconds: JSONNumber(window),
            badRowSamples: try await site.store.badRows(in: id).map {
                DataSetPage.BadRow($0, isSignedIn: call.visitor.user != nil)
            }, statement: statement?.logged.map { Int($0.number) },
            findings: try findings.map { try FindingRow($0) },
            recomputeCommand:
                "daylight accounts coordination posts.csv --window \(JSONNumber(window).text)")
        return try await site.page(page, for: call)
    }
}

extension DataSetPage.BadRow {
    /// - Parameter isSignedIn: what stood in the file can be anything, a person's words too; it is for people who are
    ///   signed in.
    fileprivate init(_ row: BadRow, isSignedIn: Bool) {
        self.init(line: row.line, column: row.field, expected: row.expected, found: isSignedIn ? row.found : nil)
    }
}
