import Daylight
import EvidenceLog
import HTTPTypes
import Storage

/// The entries of the log in words, and their receipts.
struct StatementRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/statements/{index}", access: .everyone, handle: statement),
            Route(.get, "/statements/{index}/receipt.json", access: .everyone, isShared: true, handle: receipt),
        ]
    }

    private func receipt(_ call: Call) async throws -> Reply {
        let index = try Self.index(of: call)
        guard let logged = try await site.store.statement(atIndex: index)?.logged else {
            throw Problem.notFound("This statement")
        }
        return .download(Array(logged.receipt.utf8), type: MediaTypeText.json, name: "receipt-\(index).json")
    }

    static func index(of call: Call) throws(Problem) -> UInt64 {
        let text = try call.parameter("index")
        guard let index = UInt64(text), String(index) == text, index < 1 << 53 else { throw .notFound("This statement") }
        return index
    }

    private func statement(_ call: Call) async throws -> Reply {
        let index = try Self.index(of: call)
        guard let record = try await site.store.statement(atIndex: index), let logged = record.logged else {
            throw Problem.notFound("This statement")
        }
        let envelope = try Envelope(parsing: record.envelope)
        let payload = try JSONParser.parse(envelope.payload)
        let decision = try await site.store.decision(ofStatement: record.id)
        let page = StatementPage(
            index: Int(index), leafHash: logged.leafHash, payloadType: envelope.payloadType,
            predicateType: record.predicateType, subjects: Self.subjects(of: payload),
            keyIDs: envelope.signatures.compactMap(\.keyID),
            content: try await content(of: payload, decision: decision, visitor: call.visitor),
            currency: try await currency(of: decision),
            supersedes: payload["predicate"]?["supersedes"]?["index"]?.integerValue.map { Int($0) },
            payload: JSONText.indented(payload), verifier: site.verifier(receipt: logged.receipt, isOpen: false),
            verifyCommand: site.verifyCommand(index: index))
        return try await site.page(page, for: call)
    }

    private static func subjects(of payload: JSONValue) -> [Statement.Resource] {
        (payload["subject"]?.arrayValue ?? []).compactMap { subject in
            guard let digest = subject["digest"]?["sha256"]?.stringValue.flatMap({ Digest(hex: $0) }) else { return nil }
            return Statement.Resource(name: subject["name"]?.stringValue, sha256: digest)
        }
    }

    private func content(
        of payload: JSONValue, decision: Decision?, visitor: Visitor
    ) async throws -> StatementPage.Content {
        let predicate = payload["predicate"]?.objectValue ?? [:]
        guard let commitment = predicate["commitment"]?.stringValue.flatMap({ Digest(hex: $0) }) else {
            return .inTheClear(Self.fields(of: predicate))
        }
        guard let body = try await site.store.privateBody(commitment) else { return .committed(commitment, .erased) }
        guard visitor.user != nil, let words = try? JSONParser.parse(body.message).objectValue else {
            return .committed(commitment, .withheld)
        }
        return .committed(commitment, .shown(Self.fields(of: words)))
    }

    private static func fields(of object: JSONObject) -> [StatementPage.Field] {
        object.members.map { .init(name: $0.name, value: $0.value.stringValue ?? CanonicalJSON.line($0.value)) }
    }

    /// A decision is corrected by the next one on the same finding.
    private func currency(of decision: Decision?) async throws -> StatementPage.Currency {
        guard let decision else { return .current }
        let later = try await site.store.decisions(of: decision.finding).last { $0.id.rawValue > decision.id.rawValue }
        guard let logged = later?.statement.logged else { return .current }
        return .superseded(by: Int(logged.index))
    }
}
