import Daylight

extension CoordinationEvidence {
    /// Objects whose shares are listed on the page; the rest is in the downloads.
    static let objectLimit = 40
    static let shareLimit = 60

    /// Tables and sentences that come from the evidence alone.
    func fields(_ words: Words) -> Fields {
        let fields: Fields = [
            "cluster": .text(cluster),
            "sentence": .text(sentence(words)),
            "window": .text(words(.seconds, ["n": NumberText.short(windowSeconds)])),
            "model": .text(model), "inputSHA256": .text(inputSHA256),
            "memberCount": .text(words.number(members.count)),
            "objectCount": .text(words.number(timeline.count)),
            "edgeCount": .text(words.number(edges.count)),
            "moreMembers": more(members.count, FindingPage.rowLimit, words),
            "moreEdges": more(edges.count, FindingPage.rowLimit, words),
            "objects": .list(timeline.prefix(Self.objectLimit).map { $0.fields(words) }),
            "moreObjects": more(timeline.count, Self.objectLimit, words),
            "null": .optional(null?.sentence(words)),
            "limit": .optional(null?.limitSentence(words)),
            "innocent": .list(innocent.map { InnocentLine($0, words).fields }),
            "hasInnocent": .flag(!innocent.isEmpty),
            "counterEvidence": .texts(counterEvidence),
            "hasCounterEvidence": .flag(!counterEvidence.isEmpty),
        ]
        return fields.adding(
            Self.table(
                "members", members.prefix(FindingPage.rowLimit).enumerated().map { $1.fields(number: $0 + 1, words) },
                open: Self.openMembers, rest: "restOfMembers", label: { words(.restOfMembers, ["n": words.number($0)]) })
        ).adding(
            Self.table(
                "edges", edges.prefix(FindingPage.rowLimit).map { $0.fields(words) }, open: Self.openEdges,
                rest: "restOfEdges", label: { words(.restOfEdges, ["n": words.number($0)]) }))
    }

    /// Rows that are shown at once; those after them open on request, so that the page stays short.
    private static let openMembers = 6
    private static let openEdges = 6

    private static func table(
        _ name: String, _ rows: [Fields], open: Int, rest: String, label: (Int) -> String
    ) -> Fields {
        var fields: Fields = [:]
        fields[name] = .list(Array(rows.prefix(open)))
        var more: Fields = ["label": .text(label(max(0, rows.count - open)))]
        more[name] = .list(Array(rows.dropFirst(open)))
        fields[rest] = rows.count > open ? .group(more) : .flag(false)
        return fields
    }

    /// What was measured, in one sentence.
    private func sentence(_ words: Words) -> String {
        words(
            .groupSentence,
            [
                "accounts": words.count(.accounts, members.count), "objects": words.count(.objects, timeline.count),
                "window": NumberText.short(windowSeconds), "expected": largestExpected.map { NumberText.short($0) } ?? "0",
            ])
    }

    /// The weakest case: the pair for which chance gives most.
    private var largestExpected: JSONNumber? {
        edges.map(\.expected).max { $0.double < $1.double }
    }

    private func more(_ count: Int, _ limit: Int, _ words: Words) -> Fields.Value {
        count > limit ? .text(words(.moreRows, ["n": words.number(count - limit)])) : .flag(false)
    }
}

extension CoordinationEvidence.NullModel {
    fileprivate func sentence(_ words: Words) -> String {
        words(
            .nullSentence,
            ["rows": NumberText.short(rows), "accounts": NumberText.short(accounts), "pairs": NumberText.short(pairs)])
    }

    fileprivate func limitSentence(_ words: Words) -> String? {
        limit.map { words(.nullLimit, ["limit": NumberText.short($0)]) }
    }
}

extension CoordinationEvidence.Member {
    fileprivate func fields(number: Int, _ words: Words) -> Fields {
        [
            "number": .text(String(number)),
            "account": .text(account), "path": .optional(Subject.path(.account, account)), "rows": .text(words.number(rows)),
            "rowsInWindow": .optional(rowsInWindow.map { words.number($0) }),
            "share": .optional(share.map { NumberText.percent($0) }),
        ]
    }
}

extension CoordinationEvidence.Edge {
    fileprivate func fields(_ words: Words) -> Fields {
        [
            "a": .text(a), "aPath": .optional(Subject.path(.account, a)),
            "b": .text(b), "bPath": .optional(Subject.path(.account, b)),
            "objects": .text(words.number(distinctObjects)), "pairs": .text(words.number(pairs)),
            "expected": .group(NumberText.fields(expected)), "p": .group(NumberText.fields(p)),
            "delay": .optional(medianDelaySeconds.map { words(.seconds, ["n": NumberText.short($0)]) }),
            "synchrony": .text(NumberText.short(synchrony, digits: 2)),
        ]
    }
}

extension CoordinationEvidence.Object {
    fileprivate func fields(_ words: Words) -> Fields {
        let limit = CoordinationEvidence.shareLimit
        return [
            "name": .text(name), "path": .optional(Subject.path(.object, name)),
            "shares": .list(shares.prefix(limit).map { $0.fields(words) }),
            "moreShares": shares.count > limit
                ? .text(words(.moreRows, ["n": words.number(shares.count - limit)])) : .flag(false),
        ]
    }
}

extension CoordinationEvidence.Share {
    fileprivate func fields(_ words: Words) -> Fields {
        [
            "account": .text(account), "path": .optional(Subject.path(.account, account)), "content": .text(content),
            "time": .text(time),
            "after": .text(words(.secondsAfter, ["n": NumberText.plain(secondsAfterFirst, decimals: 3)])),
        ]
    }
}

extension InnocentLine {
    var fields: Fields {
        let style =
            switch outcome {
            case .holds: "holds"
            case .fails: "fails"
            case .measured: "measured"
            }
        return ["sentence": .text(sentence), "value": .text(value), "style": .text(style)]
    }
}
