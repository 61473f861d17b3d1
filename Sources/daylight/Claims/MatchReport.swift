import Credibility
import Daylight

/// What `daylight claims match` found, for programs and for people.
struct MatchReport {
    let claims: TextTable
    let texts: TextTable
    let matches: [TextMatch]
    /// What vectors showed besides; `nil` without vectors.
    let reworded: [MeaningMatch]?
    let showsEvidence: Bool

    /// One document, written match by match: a million of them need not be held twice.
    func printJSON(seconds: Double) {
        let head: JSONObject = [
            "corpus": .integer(claims.count), "queries": .integer(texts.count),
            "badRows": .integer(claims.faultCount + texts.faultCount), "seconds": .real(seconds),
        ]
        print(CanonicalJSON.line(.object(head)).dropLast(), terminator: #","matches":["#)
        var separator = ""
        inOrder { entry in
            let value =
                switch entry {
                case .wording(let match): json(match)
                case .meaning(let match): json(match)
                }
            print(separator, CanonicalJSON.line(value), separator: "", terminator: "")
            separator = ","
        }
        print("]}")
    }

    private enum Entry {
        case wording(TextMatch)
        case meaning(MeaningMatch)
    }

    /// Both kinds by query, then claim, in the order of the files.
    private func inOrder(_ work: (Entry) -> Void) {
        var rest = (reworded ?? [])[...]
        for match in matches {
            while let next = rest.first, (next.query, next.claim) < (match.query, match.claim) {
                work(.meaning(rest.removeFirst()))
            }
            work(.wording(match))
        }
        for match in rest { work(.meaning(match)) }
    }

    private func json(_ match: MeaningMatch) -> JSONValue {
        [
            "query": .string(texts.id(match.query)), "claim": .string(claims.id(match.claim)), "decision": "reworded",
            "level": .string(match.level.rawValue), "cosine": .real(match.cosine),
        ]
    }

    private func json(_ match: TextMatch) -> JSONValue {
        var entry: JSONObject = [
            "query": .string(texts.id(match.query)), "claim": .string(claims.id(match.claim)),
            "decision": .string(match.decision.rawValue), "level": .string(match.level.rawValue),
            "jaccard": .real(match.jaccard), "containment": .real(match.containment),
        ]
        if match.key != .wording { entry["key"] = .string(match.key.rawValue) }
        if showsEvidence, let evidence = evidence(match) {
            entry["words"] = evidence.json
        }
        return .object(entry)
    }

    func say() {
        inOrder { entry in
            switch entry {
            case .wording(let match): say(match)
            case .meaning(let match):
                StandardOutput.line(
                    "\(texts.id(match.query)) reworded \(claims.id(match.claim)): cosine \(Self.rounded(match.cosine))")
            }
        }
        let automatic = matches.count { $0.level == .match } + (reworded ?? []).count { $0.level == .match }
        let all = matches.count + (reworded?.count ?? 0)
        StandardOutput.line(
            "\(texts.count) texts, \(claims.count) claims: \(automatic) matches, \(all - automatic) for a person to look at")
        StandardOutput.line(
            reworded == nil
                ? "Only the same wording is found: paraphrase, translation and pictures of text are not seen."
                : "What is reworded was found by the vectors that you gave, not by wording.")
    }

    private func say(_ match: TextMatch) {
        let share = { (part: Double) in "\(Int((part * 100).rounded())) %" }
        StandardOutput.line(
            "\(texts.id(match.query)) \(match.decision.rawValue) \(claims.id(match.claim)): "
                + "\(share(match.jaccard)) of both, "
                + "\(share(match.containment)) of the shorter\(match.key == .wording ? "" : ", only without accents")")
        if showsEvidence, let evidence = evidence(match) { StandardOutput.line("  \(evidence.text)") }
    }

    /// With three digits.
    private static func rounded(_ share: Double) -> String { "\((share * 1000).rounded(.down) / 1000)" }

    private func evidence(_ match: TextMatch) -> WordEvidence? {
        let ignoresAccents = match.key == .withoutAccents
        return WordEvidence(
            query: TextKey(texts.text(match.query), ignoringAccents: ignoresAccents),
            claim: TextKey(claims.text(match.claim), ignoringAccents: ignoresAccents))
    }
}

extension WordEvidence {
    /// The words in their order; those of the query alone as `[+word]`, of the claim alone as `[-word]`.
    fileprivate var text: String {
        parts.map { part in
            switch part {
            case .both(let words): words.joined(separator: " ")
            case .onlyQuery(let words): "[+\(words.joined(separator: " "))]"
            case .onlyClaim(let words): "[-\(words.joined(separator: " "))]"
            }
        }.joined(separator: " ")
    }
}
