import Credibility
import Daylight

/// What `daylight claims match` found, for programs and for people.
struct MatchReport {
    let claims: TextTable
    let texts: TextTable
    let matches: [TextMatch]
    let showsEvidence: Bool

    /// One document, written match by match: a million of them need not be held twice.
    func printJSON(seconds: Double) {
        let head: JSONObject = [
            "corpus": .integer(claims.count), "queries": .integer(texts.count),
            "badRows": .integer(claims.faultCount + texts.faultCount), "seconds": .real(seconds),
        ]
        print(CanonicalJSON.line(.object(head)).dropLast(), terminator: #","matches":["#)
        var separator = ""
        for match in matches {
            print(separator, CanonicalJSON.line(json(match)), separator: "", terminator: "")
            separator = ","
        }
        print("]}")
    }

    private func json(_ match: TextMatch) -> JSONValue {
        var entry: JSONObject = [
            "query": .string(texts.id(match.query)), "claim": .string(claims.id(match.claim)),
            "decision": .string(match.decision.rawValue), "level": .string(match.decision.level.rawValue),
            "jaccard": .real(match.jaccard), "containment": .real(match.containment),
        ]
        if showsEvidence, let evidence = evidence(match) {
            entry["words"] = evidence.json
        }
        return .object(entry)
    }

    func say() {
        for match in matches {
            let share = { (part: Double) in "\(Int((part * 100).rounded())) %" }
            StandardOutput.line(
                "\(texts.id(match.query)) \(match.decision.rawValue) \(claims.id(match.claim)): "
                    + "\(share(match.jaccard)) of both, "
                    + "\(share(match.containment)) of the shorter")
            if showsEvidence, let evidence = evidence(match) { StandardOutput.line("  \(evidence.text)") }
        }
        let automatic = matches.count { $0.decision.level == .match }
        StandardOutput.line(
            "\(texts.count) texts, \(claims.count) claims: \(automatic) matches, "
                + "\(matches.count - automatic) for a person to look at"
        )
        StandardOutput.line("Only the same wording is found: paraphrase, translation and pictures of text are not seen.")
    }

    private func evidence(_ match: TextMatch) -> WordEvidence? {
        WordEvidence(query: TextKey(texts.text(match.query)), claim: TextKey(claims.text(match.claim)))
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
