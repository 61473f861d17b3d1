import Daylight
import HTTPTypes
import Storage

/// The list of findings, a finding, and its downloads.
struct FindingRoutes: Sendable {
    let site: Site

    private static let filter = QueryParameter(
        "filter", "Which findings are listed.", schema: .choice(FindingsPage.Filter.everyCase.map(\.slug)), example: "undecided")

    var routes: [Route] {
        [
            Route(.get, SitePath.findings, query: [Self.filter, .after], handle: list),
            Route(.get, "/findings.csv", query: [Self.filter], handle: listCSV),
            Route(.get, "/findings.json", query: [Self.filter], handle: listJSON),
            Route(.get, "/findings/{id}", handle: finding),
            Route(.get, "/findings/{id}/evidence.json", handle: evidence),
            Route(.get, "/findings/{id}/edges.csv", handle: edges),
            Route(.get, "/findings/{id}/timeline.csv", handle: timeline),
            Route(.get, "/findings/{id}/network.svg", handle: network),
            Route(.get, "/findings/{id}/timeline.svg", handle: timelinePicture),
        ]
    }

    private func list(_ call: Call) async throws -> Reply {
        let filter = Self.filter(of: call)
        let found = try await site.store.findings(FindingQuery(state: filter.state), after: call.cursor(), limit: call.limit)
        let address = "\(SitePath.findings)?filter=\(filter.slug)"
        let isFirst = call.query["after"] == nil
        let paging = Paging(
            total: found.next == nil && isFirst ? .exactly(found.items.count) : .atLeast(found.items.count),
            first: isFirst ? nil : address, next: found.next.map { "\(address)&after=\(PercentEncoding.query($0.text))" })
        let page = FindingsPage(
            filter: filter, rows: try found.items.map { try FindingRow($0) }, paging: paging,
            downloads: ListDownloads(csv: "/findings.csv?filter=\(filter.slug)", json: "/findings.json?filter=\(filter.slug)"))
        return try await site.page(page, for: call)
    }

    private static func filter(of call: Call) -> FindingsPage.Filter {
        call.query["filter"].flatMap(FindingsPage.Filter.init(slug:)) ?? .all
    }

    private func all(_ call: Call) async throws -> [FindingRecord] {
        let query = FindingQuery(state: Self.filter(of: call).state)
        return try await Listing.all { try await site.store.findings(query, after: $0, limit: $1) }
    }

    private func listCSV(_ call: Call) async throws -> Reply {
        var table = CommaSeparated(columns: ["id", "question", "kind", "created", "verdict", "decided", "summary"])
        for record in try await all(call) {
            table.append([
                record.finding.id.text, record.finding.question.slug, record.finding.kind, record.finding.created.description,
                record.decision?.verdict.rawValue ?? "", record.decision?.decided.description ?? "", record.finding.summary,
            ])
        }
        return .download(table.bytes, type: MediaTypeText.csv, name: "findings.csv")
    }

    private func listJSON(_ call: Call) async throws -> Reply {
        .json(.array(try await all(call).map { $0.json(for: call.visitor) }))
    }

    private func finding(_ call: Call) async throws -> Reply {
        let record = try await site.finding(of: call)
        return try await site.findingReply(record, form: site.decisionForm(for: call.visitor), for: call)
    }

    private func evidence(_ call: Call) async throws -> Reply {
        let record = try await site.finding(of: call)
        return .download(record.finding.evidence, type: MediaTypeText.json, name: "\(record.finding.id).json")
    }

    private func edges(_ call: Call) async throws -> Reply {
        let evidence = try CoordinationEvidence(of: await site.finding(of: call))
        var table = CommaSeparated(columns: [
            "account_a", "account_b", "distinct_objects", "pairs", "expected", "p", "synchrony", "median_delay_s",
        ])
        for edge in evidence.edges {
            table.append([
                edge.a, edge.b, String(edge.distinctObjects), String(edge.pairs), edge.expected.text, edge.p.text,
                edge.synchrony.text, edge.medianDelaySeconds?.text ?? "",
            ])
        }
        return .download(table.bytes, type: MediaTypeText.csv, name: "edges.csv")
    }

    private func timeline(_ call: Call) async throws -> Reply {
        let evidence = try CoordinationEvidence(of: await site.finding(of: call))
        var table = CommaSeparated(columns: ["object", "account", "content", "time", "after_first_s"])
        for object in evidence.timeline {
            for share in object.shares {
                table.append([object.name, share.account, share.content, share.time, "\(share.secondsAfterFirst)"])
            }
        }
        return .download(table.bytes, type: MediaTypeText.csv, name: "timeline.csv")
    }

    private func network(_ call: Call) async throws -> Reply {
        let record = try await site.finding(of: call)
        let evidence = try CoordinationEvidence(of: record)
        let drawing = await site.networks.drawing(of: record.finding.id, evidence, site.pages.words)
        return Reply(type: MediaTypeText.svg, body: drawing.file)
    }

    private func timelinePicture(_ call: Call) async throws -> Reply {
        let evidence = try CoordinationEvidence(of: await site.finding(of: call))
        return Reply(type: MediaTypeText.svg, body: TimelinePicture(evidence, site.pages.words).drawing().file)
    }
}
