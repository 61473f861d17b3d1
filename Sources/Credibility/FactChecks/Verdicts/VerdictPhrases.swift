/// The words in which fact-checkers of nine languages say their verdicts (credibility reference, section 4.2).
enum VerdictPhrases {
    struct Phrase: Sendable {
        let words: [String]
        /// In characters, single spaces counted.
        let length: Int
        let verdict: FactCheckVerdict
    }

    /// By first word, longest first.
    static let byFirstWord: [String: [Phrase]] = {
        var phrases: [String: [Phrase]] = [:]
        for (verdict, columns) in table {
            for text in columns.joined(separator: ", ").split(separator: ",") {
                let words = VerdictMatcher.words(of: String(text))
                let length = words.reduce(words.count - 1) { $0 + $1.unicodeScalars.count }
                guard let first = words.first, phrases[first]?.contains(where: { $0.words == words }) != true else { continue }
                phrases[first, default: []].append(Phrase(words: words, length: length, verdict: verdict))
            }
        }
        return phrases.mapValues { $0.sorted { $0.length > $1.length } }
    }()

    static let negations: Set<String> = ["not", "nicht", "pas", "no", "non", "nie", "niet", "não", "δεν", "όχι"]

    /// Columns: English, German, French, Spanish, Italian, Polish, Dutch, Portuguese, Greek.
    private static let table: [(FactCheckVerdict, [String])] = [
        (
            .false,
            [
                "false, pants on fire, fake, hoax, incorrect, not true, debunked", "falsch, unwahr, frei erfunden",
                "faux, infondé, infox", "falso, bulo, no es cierto, no es verdad", "falso, bufala, non è vero",
                "fałsz, nieprawda, nie jest prawdą", "onwaar, fout", "falso, não é verdade", "ψευδές, ψέμα",
            ]
        ),
        (
            .mostlyFalse,
            [
                "mostly false, largely false", "größtenteils falsch, überwiegend falsch", "plutôt faux", "mayormente falso",
                "perlopiù falso", "częściowy fałsz", "grotendeels onwaar", "maioritariamente falso", "κυρίως ψευδές",
            ]
        ),
        (
            .misleading,
            [
                "misleading, distorts", "irreführend", "trompeur", "engañoso", "fuorviante", "wprowadza w błąd, manipulacja",
                "misleidend", "enganador, enganoso", "παραπλανητικό",
            ]
        ),
        (
            .missingContext,
            [
                "missing context, lacks context, out of context", "fehlender kontext", "contexte manquant, hors contexte",
                "falta contexto, descontextualizado", "contesto mancante, fuori contesto", "brak kontekstu",
                "context ontbreekt", "sem contexto, falta contexto", "ελλιπές πλαίσιο",
            ]
        ),
        (
            .mixed,
            [
                "half true, mixture, partly false, partly true", "teils falsch, teilweise richtig",
                "partiellement faux, mitigé", "verdad a medias", "parzialmente falso", "półprawda, częściowa prawda",
                "deels waar, gedeeltelijk onwaar", "meia verdade, parcialmente falso", "εν μέρει αληθές",
            ]
        ),
        (
            .unproven,
            [
                "unproven, unsupported, no evidence", "unbelegt", "non prouvé, sans preuve", "sin pruebas, no probado",
                "non provato", "niezweryfikowane, brak dowodów", "onbewezen", "sem provas", "ατεκμηρίωτο",
            ]
        ),
        (.satire, ["satire", "satire", "satire, parodie", "sátira", "satira", "satyra", "satire", "sátira", "σάτιρα"]),
        (
            .altered,
            [
                "altered, manipulated, doctored, deepfake", "manipuliert, bearbeitet", "montage, détourné, truqué",
                "manipulado, montaje", "manipolato, fotomontaggio", "przerobione, zmanipulowane", "gemanipuleerd, bewerkt",
                "manipulado, montagem", "αλλοιωμένο",
            ]
        ),
        (
            .mostlyTrue,
            [
                "mostly true, largely accurate", "größtenteils richtig", "plutôt vrai", "mayormente cierto", "perlopiù vero",
                "w większości prawda", "grotendeels waar", "maioritariamente verdadeiro", "κυρίως αληθές",
            ]
        ),
        (
            .true,
            [
                "true, correct, accurate", "wahr, richtig", "vrai, exact", "verdadero, cierto", "vero", "prawda",
                "waar, juist", "verdadeiro, certo", "αληθές",
            ]
        ),
    ]
}
