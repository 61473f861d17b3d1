import Daylight
import EvidenceLog
import HTTPTypes
import Storage

/// The log as a page, and as files in the `tlog-tiles` layout that any client of such logs can read.
struct LogRoutes: Sendable {
    let site: Site

    private var log: DurableLog { site.observatory.log }

    var routes: [Route] {
        [
            Route(.get, SitePath.log, access: .everyone, query: [.after], handle: page),
            Route(.get, "/log/statements.csv", access: .everyone, handle: listCSV),
            Route(.get, "/log/statements.json", access: .everyone, handle: listJSON),
            Route(.get, SitePath.checkpoint, access: .everyone, isShared: true, handle: checkpoint),
            Route(.get, SitePath.policy, access: .everyone, isShared: true, handle: policy),
            Route(.get, "/log/vkey", access: .everyone, isShared: true, handle: verifierKey),
            Route(.get, "/log/signer.pem", access: .everyone, isShared: true, handle: signer),
            Route(.get, "/log/tile/**", access: .everyone, isShared: true, handle: tile),
        ]
    }

    private func page(_ call: Call) async throws -> Reply {
        let checkpoint = log.checkpoint()
        let found = try await site.store.statements(after: call.cursor(), limit: call.limit)
        let entries = found.items.compactMap { record in
            record.logged.map { LogPage.Entry(index: Int($0.index), kind: record.kind, leafHash: $0.leafHash) }
        }
        let paging = Paging(
            total: .exactly(Int(checkpoint.size)), first: call.query["after"] == nil ? nil : SitePath.log,
            next: found.next.map { "\(SitePath.log)?after=\(PercentEncoding.query($0.text))" })
        let page = LogPage(
            origin: log.origin, verifierKey: log.verifierKey.description,
            checkpoint: String(decoding: checkpoint.note, as: UTF8.self), size: Int(checkpoint.size), entries: entries,
            paging: paging,
            downloads: ListDownloads(csv: "\(SitePath.log)/statements.csv", json: "\(SitePath.log)/statements.json"))
        return try await site.page(page, for: call)
    }

    private func all() async throws -> [StatementRecord] {
        try await Listing.all { try await site.store.statements(after: $0, limit: $1) }
    }

    private func listCSV(_ call: Call) async throws -> Reply {
        var table = CommaSeparated(columns: ["index", "leaf_hash", "predicate_type", "title", "created"])
        for record in try await all() {
            table.append([
                record.logged.map { String($0.index) } ?? "", record.logged?.leafHash.hex ?? "", record.predicateType,
                record.title, record.created.description,
            ])
        }
        return .download(table.bytes, type: MediaTypeText.csv, name: "statements.csv")
    }

    private func listJSON(_ call: Call) async throws -> Reply { .json(.array(try await site.json(all()))) }

    private func checkpoint(_ call: Call) -> Reply { Reply(type: MediaTypeText.plain, body: log.checkpoint().note) }

    private func policy(_ call: Call) -> Reply { .text(log.policy()) }

    private func verifierKey(_ call: Call) -> Reply { .text("\(log.verifierKey)\n") }

    private func signer(_ call: Call) -> Reply {
        .text(site.observatory.signer.signerKey.pem, type: "application/x-pem-file")
    }

    /// The address is matched against the strict grammar as it was sent: no escape, no dot segment and no second
    /// spelling gets further.
    private func tile(_ call: Call) throws -> Reply {
        let missing = Problem.notFound("This tile")
        guard let path = try? TilePath(parsing: String(call.path.dropFirst("/log/".count))),
            let bytes = try log.tile(path)
        else { throw missing }
        return Reply(type: MediaTypeText.bytes, body: bytes, caching: .immutable)
    }
}

extension StatementRecord {
    /// The predicate type's kind, for instance `coordination-decision`.
    var kind: String {
        let parts = predicateType.split(separator: "/")
        return parts.count >= 2 ? String(parts[parts.count - 2]) : predicateType
    }
}
