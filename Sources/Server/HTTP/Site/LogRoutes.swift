import Daylight
import EvidenceLog
import HTTPTypes
import Storage

/// The log as a page, and as files in the `tlog-tiles` layout that any client of such logs can read.
struct LogRoutes: Sendable {
    let site: Site

    private var logs: [LogVolume] { site.observatory.logs }

    var routes: [Route] {
        [
            Route(.get, SitePath.log, access: .everyone, query: [.after], handle: page),
            Route(.get, "/log/statements.csv", access: .everyone, handle: listCSV),
            Route(.get, "/log/statements.json", access: .everyone, handle: listJSON),
            Route(.get, "/log/signer.pem", access: .everyone, isShared: true, handle: signer),
        ] + files(under: SitePath.log) + files(under: "\(SitePath.log)/{log}")
    }

    /// The files of a log. Without a name they are the first log's, also when others have followed it: caches hold its
    /// tiles for ever.
    private func files(under path: String) -> [Route] {
        [
            Route(.get, "\(path)/checkpoint", access: .everyone, isShared: true, handle: checkpoint),
            Route(.get, "\(path)/policy", access: .everyone, isShared: true, handle: policy),
            Route(.get, "\(path)/vkey", access: .everyone, isShared: true, handle: verifierKey),
            Route(.get, "\(path)/tile/**", access: .everyone, isShared: true, handle: tile),
        ]
    }

    private func log(of call: Call) throws(Problem) -> LogVolume {
        guard let name = call.parameters["log"] else { return logs[0] }
        guard let log = logs.first(where: { $0.name?.description == name }) else { throw .notFound("This log") }
        return log
    }

    private func page(_ call: Call) async throws -> Reply {
        let log = site.observatory.current
        let checkpoint = log.checkpoint()
        let found = try await site.store.statements(after: call.cursor(), limit: call.limit)
        let entries = found.items.compactMap { record in
            record.logged.map { LogPage.Entry(number: Int($0.number), kind: record.kind, leafHash: $0.leafHash) }
        }
        let paging = Paging(
            total: .exactly(Int(site.observatory.entryCount)), first: call.query["after"] == nil ? nil : SitePath.log,
            next: found.next.map { "\(SitePath.log)?after=\(PercentEncoding.query($0.text))" })
        let page = LogPage(
            origin: log.settings.origin, verifierKey: log.settings.verifierKey.description,
            checkpoint: String(decoding: checkpoint.note, as: UTF8.self), size: Int(checkpoint.size),
            checkpointPath: log.checkpointPath, policyPath: log.policyPath,
            refusals: site.observatory.log.witnessRefusals(), earlier: logs.dropLast().reversed().map { LogPage.Earlier($0) },
            entries: entries, paging: paging,
            downloads: ListDownloads(csv: "\(SitePath.log)/statements.csv", json: "\(SitePath.log)/statements.json"))
        return try await site.page(page, for: call)
    }

    private func all() async throws -> [StatementRecord] {
        try await Listing.all { try await site.store.statements(after: $0, limit: $1) }
    }

    private func listCSV(_ call: Call) async throws -> Reply {
        var table = CommaSeparated(columns: ["number", "log", "index", "leaf_hash", "predicate_type", "title", "created"])
        for record in try await all() {
            let logged = record.logged
            table.append([
                logged.map { String($0.number) } ?? "", logged?.log.origin ?? "", logged.map { String($0.index) } ?? "",
                logged?.leafHash.hex ?? "", record.predicateType, record.title, record.created.description,
            ])
        }
        return .download(table.bytes, type: MediaTypeText.csv, name: "statements.csv")
    }

    private func listJSON(_ call: Call) async throws -> Reply { .json(.array(try await site.json(all()))) }

    private func checkpoint(_ call: Call) throws -> Reply {
        Reply(type: MediaTypeText.plain, body: try log(of: call).checkpoint().note)
    }

    private func policy(_ call: Call) throws -> Reply { .text(try log(of: call).settings.readersPolicy) }

    private func verifierKey(_ call: Call) throws -> Reply { .text("\(try log(of: call).settings.verifierKey)\n") }

    private func signer(_ call: Call) -> Reply {
        .text(site.observatory.signer.signerKey.pem, type: "application/x-pem-file")
    }

    /// The address is matched against the strict grammar as it was sent: no escape, no dot segment and no second
    /// spelling gets further.
    private func tile(_ call: Call) throws -> Reply {
        let log = try log(of: call)
        let prefix = call.parameters["log"].map { "\(SitePath.log)/\($0)/" } ?? "\(SitePath.log)/"
        guard let path = try? TilePath(parsing: String(call.path.dropFirst(prefix.count))), let bytes = try log.tile(path)
        else { throw Problem.notFound("This tile") }
        return Reply(type: MediaTypeText.bytes, body: bytes, caching: .immutable)
    }
}

extension LogPage.Earlier {
    init(_ log: LogVolume) {
        self.init(
            origin: log.settings.origin, size: Int(log.checkpoint().size), checkpointPath: log.checkpointPath,
            policyPath: log.policyPath)
    }
}

extension StatementRecord {
    /// The predicate type's kind, for instance `coordination-decision`.
    var kind: String {
        let parts = predicateType.split(separator: "/")
        return parts.count >= 2 ? String(parts[parts.count - 2]) : predicateType
    }
}
