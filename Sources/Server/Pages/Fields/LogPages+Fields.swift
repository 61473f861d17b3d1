import Daylight
import EvidenceLog

extension StatementPage {
    static var template: Template { .statement }
    static var section: NavigationSection? { .log }
    static var runsScript: Bool { true }

    func title(_ words: Words) -> String { words(.titleStatement, ["index": words.number(number)]) }

    func fields(_ words: Words) -> Fields {
        content.fields.adding([
            "index": .text(words.number(index)), "origin": .text(origin), "leafHash": .text(leafHash.hex),
            "payloadType": .text(payloadType),
            "predicateType": .text(predicateType), "payload": .text(payload), "command": .text(verifyCommand),
            "subjects": .list(subjects.map { ["digest": .text($0.sha256.hex), "name": .optional($0.name)] }),
            "keyIDs": .texts(keyIDs),
            "receipt": .text(SitePath.receipt(number)), "policy": .text(policy),
            "explanation": .text(SitePath.receipts), "file": .text(SitePath.receiptFile(number)),
            "verifier": .group(verifier.fields(words)), "script": .text(SitePath.verifier),
            "isCurrent": .flag(standing.isCurrent), "superseded": superseded(words),
        ]).adding(supersedesFields(words))
    }

    private func superseded(_ words: Words) -> Fields.Value {
        guard case .corrected(let later, let latest) = standing else { return .flag(false) }
        // What leads on is named apart only where it says more.
        let ends = latest == later ? [] : latest
        return .group([
            "by": .list(later.map { Self.reference(Int($0), words) }), "isForked": .flag(later.count > 1),
            "latest": .list(ends.map { Self.reference(Int($0), words) }), "hasLatest": .flag(!ends.isEmpty),
        ])
    }

    private func supersedesFields(_ words: Words) -> Fields {
        var fields: Fields = ["supersedes": .flag(false), "mistaken": .flag(false)]
        switch supersedes {
        case .none: break
        case .statement(let number): fields["supersedes"] = .group(Self.reference(number, words))
        case .mistaken(let index): fields["mistaken"] = .text(words.number(index))
        }
        return fields
    }

    private static func reference(_ number: Int, _ words: Words) -> Fields {
        ["index": .text(words.number(number)), "path": .text(SitePath.statement(number))]
    }
}

extension StatementPage.Content {
    fileprivate var fields: Fields {
        var fields: Fields = [
            "clear": .flag(false), "commitment": .flag(false), "opening": .flag(false), "withheld": .flag(false),
            "erased": .flag(false),
        ]
        switch self {
        case .inTheClear(let members): fields["clear"] = members.group
        case .committed(let digest, let opening):
            fields["commitment"] = .text(digest.hex)
            switch opening {
            case .shown(let members): fields["opening"] = members.group
            case .withheld: fields["withheld"] = .flag(true)
            case .erased: fields["erased"] = .flag(true)
            }
        }
        return fields
    }
}

extension [StatementPage.Field] {
    /// Name and value, in order.
    fileprivate var group: Fields.Value {
        .group(["members": .list(map { ["name": .text($0.name), "value": .text($0.value)] })])
    }
}

extension LogPage {
    static var template: Template { .log }
    static var section: NavigationSection? { .log }

    func title(_ words: Words) -> String { words(.titleLog) }

    func fields(_ words: Words) -> Fields {
        [
            "origin": .text(origin), "verifierKey": .text(verifierKey), "checkpoint": .text(checkpoint),
            "size": .text(words.count(.statements, size)),
            "checkpointPath": .text(checkpointPath), "policy": .text(policyPath),
            "warnings": .texts(
                refusals.map { words($0.isConflict ? .witnessConflict : .witnessRefusal, ["witness": $0.witness]) }),
            "earlier": .list(earlier.map { $0.fields(words) }), "hasEarlier": .flag(!earlier.isEmpty),
            "entries": .list(
                entries.map { entry in
                    [
                        "index": .text(words.number(entry.number)), "path": .text(SitePath.statement(entry.number)),
                        "kind": .text(entry.kind), "leafHash": .text(entry.leafHash.hex),
                    ]
                }),
            "hasEntries": .flag(!entries.isEmpty),
            "paging": .group(paging.fields(words, counted: .statements)), "downloads": .group(downloads.fields),
        ]
    }
}

extension LogPage.Earlier {
    fileprivate func fields(_ words: Words) -> Fields {
        [
            "origin": .text(origin), "size": .text(words.count(.statements, size)),
            "checkpoint": .text(checkpointPath), "policy": .text(policyPath),
        ]
    }
}
