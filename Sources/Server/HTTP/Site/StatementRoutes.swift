import Daylight
import EvidenceLog
import HTTPTypes
import Storage

/// The entries of all logs in words, and their receipts.
struct StatementRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/statements/{number}", access: .everyone, handle: statement),
            Route(.get, "/statements/{number}/receipt.json", access: .everyone, isShared: true, handle: receipt),
        ]
    }

    private func receipt(_ call: Call) async throws -> Reply {
        let logged = try await site.logged(of: call)
        return .download(Array(logged.receipt.utf8), type: MediaTypeText.json, name: "receipt-\(logged.number).json")
    }

    private func statement(_ call: Call) async throws -> Reply {
        let record = try await site.statement(of: call)
        guard let logged = record.logged else { throw Problem.notFound("This statement") }
        let log = site.log(of: logged)
        let envelope = try Envelope(parsing: record.envelope)
        let payload = try JSONParser.parse(envelope.payload)
        let page = StatementPage(
            number: Int(logged.number), origin: log.settings.origin, index: Int(logged.index), leafHash: logged.leafHash,
            payloadType: envelope.payloadType, predicateType: record.predicateType, subjects: Self.subjects(of: payload),
            keyIDs: envelope.signatures.compactMap(\.keyID),
            content: try await content(of: payload, record.predicateType, call),
            standing: try await site.store.standing(ofStatement: logged.number),
            supersedes: record.earlier,
            payload: JSONText.indented(payload), verifier: site.verifier(of: logged),
            verifyCommand: site.verifyCommand(logged), policy: log.policyPath)
        return try await site.page(page, for: call)
    }

    private static func subjects(of payload: JSONValue) -> [Statement.Resource] {
        (payload["subject"]?.arrayValue ?? []).compactMap { subject in
            guard let digest = subject["digest"]?["sha256"]?.stringValue.flatMap({ Digest(hex: $0) }) else { return nil }
            return Statement.Resource(name: subject["name"]?.stringValue, sha256: digest)
        }
    }

    private func content(of payload: JSONValue, _ type: String, _ call: Call) async throws -> StatementPage.Content {
        let predicate = payload["predicate"]?.objectValue ?? [:]
        guard let commitment = predicate["commitment"]?.stringValue.flatMap({ Digest(hex: $0) }) else {
            return .inTheClear(Self.fields(of: predicate))
        }
        guard let body = try await site.store.privateBody(commitment) else { return .committed(commitment, .erased) }
        guard let user = call.visitor.user, let words = try? JSONParser.parse(body.message).objectValue else {
            return .committed(commitment, .withheld)
        }
        if type == PredicateType.boardReviewGiven.uri {
            guard try await site.board.mayRead(body.message, user: user, now: call.now) else {
                return .committed(commitment, .withheld)
            }
        }
        return .committed(commitment, .shown(Self.fields(of: words)))
    }

    private static func fields(of object: JSONObject) -> [StatementPage.Field] {
        object.members.map { .init(name: $0.name, value: $0.value.stringValue ?? CanonicalJSON.line($0.value)) }
    }
}

extension StatementRecord {
    /// What a statement corrects: only an entry before it that has the leaf hash it names.
    fileprivate var earlier: StatementPage.Earlier {
        if let corrects { return .statement(Int(corrects)) }
        return supersedes.map { .mistaken(Int(clamping: $0.index)) } ?? .none
    }
}

extension Site {
    /// The statement whose number is in the address.
    func statement(of call: Call) async throws -> StatementRecord {
        let text = try call.parameter("number")
        guard let number = UInt64(text), String(number) == text, number < 1 << 53,
            let record = try await store.statement(numbered: number)
        else { throw Problem.notFound("This statement") }
        return record
    }

    /// Where a log has put the statement whose number is in the address.
    func logged(of call: Call) async throws -> StatementRecord.Logged {
        guard let logged = try await statement(of: call).logged else { throw Problem.notFound("This statement") }
        return logged
    }

    /// The log that a statement is in. The store refers to logs that are open here, and to no others.
    func log(of logged: StatementRecord.Logged) -> LogVolume {
        observatory.logs.first { $0.record.id == logged.log.id } ?? observatory.current
    }
}
