import Daylight
import EvidenceLog
import HTTPTypes
import Storage

extension FindingRecord {
    /// ``ComponentSchema/finding``.
    func json(for visitor: Visitor) -> JSONValue {
        [
            "id": .string(finding.id.text),
            "question": .string(finding.question.slug),
            "kind": .string(finding.kind),
            "subjects": .array(finding.subjects.map { .string($0.description) }),
            "summary": .string(finding.summary),
            "created": .string(finding.created.description),
            "evidenceSHA256": .string(Digest(of: finding.evidence).hex),
            "dataset": dataset.map { .string($0.text) } ?? .null,
            "decision": decision?.json(for: visitor) ?? .null,
        ]
    }
}

extension Decision {
    /// ``ComponentSchema/decision``; the reviewer's name and words are for people who are signed in.
    func json(for visitor: Visitor) -> JSONValue {
        [
            "id": .string(String(id.rawValue)),
            "finding": .string(finding.text),
            "verdict": .string(verdict.rawValue),
            "reasons": visitor.user == nil ? .null : .string(reasons),
            "reviewer": .string(visitor.user == nil ? Self.publicReviewer : reviewer),
            "decided": .string(decided.description),
            "statement": statement.logged.map { .integer($0.number) } ?? .null,
            "logIndex": statement.logged.map { .integer($0.index) } ?? .null,
            "receipt": statement.logged.map { .string(SitePath.receipt(Int($0.number))) } ?? .null,
        ]
    }
}

extension Dataset {
    /// ``ComponentSchema/dataSet``.
    var json: JSONValue {
        [
            "id": .string(id.text),
            "name": .string(name),
            "sha256": .string(sha256.hex),
            "rows": .integer(rows),
            "badRows": .integer(badRows),
            "duplicateRows": .integer(duplicateRows),
            "accounts": .integer(accounts),
            "firstShare": firstShare.map { .string($0.description) } ?? .null,
            "lastShare": lastShare.map { .string($0.description) } ?? .null,
            "imported": .string(imported.description),
            "windowMilliseconds": .integer(windowMilliseconds),
            "engine": .string(engine),
        ]
    }
}

extension StatementRecord {
    /// ``ComponentSchema/statement``.
    func json(_ standings: [UInt64: StatementStanding]) -> JSONValue {
        let standing = logged.flatMap { standings[$0.number] }
        var later: [UInt64] = []
        var latest: [UInt64] = []
        if case .corrected(let by, let ends) = standing { (later, latest) = (by, ends) }
        return [
            "number": logged.map { .integer($0.number) } ?? .null,
            "log": logged?.log.origin.map { .string($0) } ?? .null,
            "index": logged.map { .integer($0.index) } ?? .null,
            "leafHash": logged.map { .string($0.leafHash.hex) } ?? .null,
            "predicateType": .string(predicateType),
            "title": .string(title),
            "created": .string(created.description),
            // What is stored was parsed before it was signed; an unreadable one would be a fault of the store.
            "envelope": (try? JSONParser.parse(envelope)) ?? .null,
            "current": standing.map { .bool($0.isCurrent) } ?? .null,
            "supersedes": corrects.map { .integer($0) } ?? .null,
            "supersededBy": .array(later.map { .integer($0) }),
            "latest": .array(latest.map { .integer($0) }),
            "receipt": logged.map { .string(SitePath.receipt(Int($0.number))) } ?? .null,
        ]
    }
}

extension Site {
    /// Statements as JSON, each with whether it is still current.
    func json(_ statements: [StatementRecord]) async throws -> [JSONValue] {
        let standings = try await store.standings(ofStatements: statements.compactMap(\.logged?.number))
        return statements.map { $0.json(standings) }
    }
}

extension SearchHit {
    /// ``ComponentSchema/searchHit``.
    var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "identifier": .string(identifier), "title": .string(title),
            "snippet": .string(snippet), "path": .string(path),
        ]
    }
}

extension Problem.Kind {
    /// ``ComponentSchema/problemKind``.
    var json: JSONValue {
        [
            "code": .string(rawValue), "title": .string(title), "status": .integer(status.code), "remedy": .string(remedy),
        ]
    }
}

extension LogVolume {
    /// ``ComponentSchema/logState``.
    var json: JSONValue {
        let checkpoint = checkpoint()
        return [
            "origin": .string(settings.origin),
            "address": .string(address),
            "firstNumber": .integer(record.first),
            "retired": .bool(settings.isRetired),
            "size": .integer(checkpoint.size),
            "root": .string(checkpoint.root.hex),
            "vkey": .string(settings.verifierKey.description),
            "checkpoint": .string(String(decoding: checkpoint.note, as: UTF8.self)),
        ]
    }
}
