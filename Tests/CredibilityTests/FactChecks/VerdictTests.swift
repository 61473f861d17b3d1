import Testing

@testable import Credibility

/// The words of section 4.2 of the credibility reference.
@Suite struct VerdictTests {
    /// Columns: en | de | fr | es | it | pl | nl | pt | el.
    private static let rows: [(FactCheckVerdict, String)] = [
        (
            .false,
            """
            false, pants on fire, fake, hoax, incorrect, not true, debunked | falsch, unwahr, frei erfunden | faux, \
            infondé, infox | falso, bulo, no es cierto, no es verdad | falso, bufala, non è vero | fałsz, nieprawda, nie \
            jest prawdą | onwaar, fout | falso, não é verdade | ψευδές, ψέμα
            """
        ),
        (
            .mostlyFalse,
            """
            mostly false, largely false | größtenteils falsch, überwiegend falsch | plutôt faux | mayormente falso | \
            perlopiù falso | częściowy fałsz | grotendeels onwaar | maioritariamente falso | κυρίως ψευδές
            """
        ),
        (
            .misleading,
            """
            misleading, distorts | irreführend | trompeur | engañoso | fuorviante | wprowadza w błąd, manipulacja | \
            misleidend | enganador, enganoso | παραπλανητικό
            """
        ),
        (
            .missingContext,
            """
            missing context, lacks context, out of context | fehlender kontext | contexte manquant, hors contexte | \
            falta contexto, descontextualizado | contesto mancante, fuori contesto | brak kontekstu | context ontbreekt \
            | sem contexto, falta contexto | ελλιπές πλαίσιο
            """
        ),
        (
            .mixed,
            """
            half true, mixture, partly false, partly true | teils falsch, teilweise richtig | partiellement faux, mitigé \
            | verdad a medias | parzialmente falso | półprawda, częściowa prawda | deels waar, gedeeltelijk onwaar | \
            meia verdade, parcialmente falso | εν μέρει αληθές
            """
        ),
        (
            .unproven,
            """
            unproven, unsupported, no evidence | unbelegt | non prouvé, sans preuve | sin pruebas, no probado | non \
            provato | niezweryfikowane, brak dowodów | onbewezen | sem provas | ατεκμηρίωτο
            """
        ),
        (.satire, "satire | satire | satire, parodie | sátira | satira | satyra | satire | sátira | σάτιρα"),
        (
            .altered,
            """
            altered, manipulated, doctored, deepfake | manipuliert, bearbeitet | montage, détourné, truqué | manipulado, \
            montaje | manipolato, fotomontaggio | przerobione, zmanipulowane | gemanipuleerd, bewerkt | manipulado, \
            montagem | αλλοιωμένο
            """
        ),
        (
            .mostlyTrue,
            """
            mostly true, largely accurate | größtenteils richtig | plutôt vrai | mayormente cierto | perlopiù vero | w \
            większości prawda | grotendeels waar | maioritariamente verdadeiro | κυρίως αληθές
            """
        ),
        (
            .true,
            """
            true, correct, accurate | wahr, richtig | vrai, exact | verdadero, cierto | vero | prawda | waar, juist | \
            verdadeiro, certo | αληθές
            """
        ),
    ]

    @Test(arguments: rows.map(\.0)) func everyPhraseOfEveryLanguage(verdict: FactCheckVerdict) throws {
        let row = try #require(Self.rows.first { $0.0 == verdict }).1
        let columns = row.split(separator: "|")
        #expect(columns.count == 9)
        for phrase in columns.flatMap({ $0.split(separator: ",") }).map({ String($0.trimmingWhitespace) }) {
            #expect(VerdictMatcher.verdict(in: phrase) == verdict, "\(phrase)")
            #expect(VerdictMatcher.verdict(in: "“\(phrase.uppercased())”!") == verdict, "\(phrase) in capitals")
            #expect(VerdictMatcher.verdict(in: "x-\(phrase)-y") == verdict, "\(phrase) within words")
            #expect(VerdictMatcher.verdict(in: "x\(phrase)y") != verdict || phrase.contains(" "), "\(phrase) within a word")
        }
    }

    @Test(arguments: [
        ("Mostly False", FactCheckVerdict.mostlyFalse), ("false, though mostly true", .mostlyTrue),
        ("True but misleading", .misleading),
        ("partly false", .mixed), ("Correct. Accurate!", .accurate), ("false or truth", .false), ("fake news", .false),
        ("４ FAL\u{FF33}E", .false), ("GRÖSSTENTEILS FALSCH", .mostlyFalse), ("ΨΕΥΔΈΣ", .false), ("half-true", .mixed),
    ])
    func theLongestPhraseWins(text: String, verdict: FactCheckVerdict) {
        #expect(VerdictMatcher.verdict(in: text) == verdict)
    }

    @Test(arguments: ["not", "nicht", "pas", "no", "non", "nie", "niet", "não", "δεν", "όχι"])
    func negationsTurnTrueIntoFalseAndTheRestIntoNothing(negation: String) {
        #expect(VerdictMatcher.verdict(in: "\(negation) correct") == .false)
        #expect(VerdictMatcher.verdict(in: "\(negation) mostly true") == .false)
        #expect(VerdictMatcher.verdict(in: "\(negation) misleading") == nil)
        #expect(VerdictMatcher.verdict(in: "\(negation) false") == nil)
        #expect(VerdictMatcher.verdict(in: "\(negation) quite correct") == .true)
    }

    @Test func phrasesWithNegationsInThemAreNoNegations() {
        #expect(VerdictMatcher.verdict(in: "This is not true") == .false)
        #expect(VerdictMatcher.verdict(in: "no es cierto") == .false)
        #expect(VerdictMatcher.verdict(in: "non prouvé") == .unproven)
        #expect(VerdictMatcher.verdict(in: "nie jest prawdą") == .false)
    }

    @Test func unknownWordsSayNothing() {
        for text in ["", "12 / 34", "Four Pinocchios", "untrue", "truths"] { #expect(VerdictMatcher.verdict(in: text) == nil) }
    }

    @Test func noPhraseStandsForTwoVerdicts() {
        var verdicts: [[String]: FactCheckVerdict] = [:]
        for phrase in VerdictPhrases.byFirstWord.values.joined() {
            #expect(verdicts.updateValue(phrase.verdict, forKey: phrase.words) ?? phrase.verdict == phrase.verdict)
        }
        #expect(verdicts.count > 120)
    }

    @Test func stepsAreCountedOnTheScaleOnly() {
        #expect(!FactCheckVerdict.false.disagrees(with: .mostlyFalse))
        #expect(FactCheckVerdict.false.disagrees(with: .mixed))
        #expect(FactCheckVerdict.mostlyFalse.disagrees(with: .true))
        #expect(!FactCheckVerdict.misleading.disagrees(with: .true))
        #expect(!FactCheckVerdict.satire.disagrees(with: .false))
    }

    @Test(arguments: [
        (0.0, FactCheckVerdict.false), (0.1249, .false), (0.125, .mostlyFalse), (0.3749, .mostlyFalse), (0.375, .mixed),
        (0.6249, .mixed), (0.625, .mostlyTrue), (0.8749, .mostlyTrue), (0.875, .true), (1, .true),
    ])
    func numbersWithoutWords(score: Double, verdict: FactCheckVerdict) {
        #expect(FactCheckVerdict(score: score) == verdict)
    }
}

extension FactCheckVerdict {
    /// Two phrases of the same length and verdict: the leftmost counts.
    fileprivate static let accurate = FactCheckVerdict.true
}
