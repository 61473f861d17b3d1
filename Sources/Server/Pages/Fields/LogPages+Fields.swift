import Daylight

extension StatementPage {
    static var template: Template { .statement }
    static var section: NavigationSection? { .log }
    static var runsScript: Bool { true }

    func title(_ words: Words) -> String { words(.titleStatement, ["index": words.number(index)]) }

    func fields(_ words: Words) -> Fields {
        content.fields.adding([
            "index": .text(words.number(index)), "leafHash": .text(leafHash.hex), "payloadType": .text(payloadType),
            "predicateType": .text(predicateType), "payload": .text(payload), "command": .text(verifyCommand),
            "subjects": .list(subjects.map { ["digest": .text($0.sha256.hex), "name": .optional($0.name)] }),
            "keyIDs": .texts(keyIDs),
            "receipt": .text(SitePath.receipt(index)), "policy": .text(SitePath.policy),
            "explanation": .text(SitePath.receipts), "file": .text(SitePath.receiptFile(index)),
            "verifier": .group(verifier.fields(words)), "script": .text(SitePath.verifier),
            "isCurrent": .flag(currency == .current),
            "supersededBy": supersededBy(words),
            "supersedes": reference(supersedes, words),
        ])
    }

    private func supersededBy(_ words: Words) -> Fields.Value {
        guard case .superseded(let index) = currency else { return .flag(false) }
        return reference(index, words)
    }

    private func reference(_ index: Int?, _ words: Words) -> Fields.Value {
        .optional(index.map { ["index": .text(words.number($0)), "path": .text(SitePath.statement($0))] })
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
            "checkpointPath": .text(SitePath.checkpoint), "policy": .text(SitePath.policy),
            "entries": .list(
                entries.map { entry in
                    [
                        "index": .text(words.number(entry.index)), "path": .text(SitePath.statement(entry.index)),
                        "kind": .text(entry.kind), "leafHash": .text(entry.leafHash.hex),
                    ]
                }),
            "hasEntries": .flag(!entries.isEmpty),
            "paging": .group(paging.fields(words, counted: .statements)), "downloads": .group(downloads.fields),
        ]
    }
}
