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
        let page = StatementPage(
            index: Int(index), leafHash: logged.leafHash, payloadType: envelope.payloadType,
            predicateType: record.predicateType, subjects: Self.subjects(of: payload),
            keyIDs: envelope.signatures.compactMap(\.keyID),
            content: try await content(of: payload, visitor: call.visitor),
            standing: try await site.store.standing(ofStatementAt: index),
            supersedes: try await earlier(record.supersedes, before: index),
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

    private func content(of payload: JSONValue, visitor: Visitor) async throws -> StatementPage.Content {
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

    /// What a statement corrects: only an entry before it that has the leaf hash it names.
    private func earlier(_ reference: StatementReference?, before index: UInt64) async throws -> StatementPage.Earlier {
        guard let reference else { return .none }
        let place = Int(clamping: reference.index)
        let named = try await site.store.statement(atIndex: reference.index)?.logged
        guard reference.index < index, named?.leafHash == reference.leafHash else { return .mistaken(place) }
        return .statement(place)
    }
}
