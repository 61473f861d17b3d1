/// Finds the verdict in a publisher's words (credibility reference, section 4.2).
public enum VerdictMatcher {
    /// The verdict of the longest known phrase, the leftmost of several; `nil` where there is none, or where it is negated
    /// and does not become false by that.
    public static func verdict(in text: String) -> FactCheckVerdict? {
        let words = words(of: text)
        var best: (phrase: VerdictPhrases.Phrase, position: Int)?
        for (position, word) in words.enumerated() {
            guard let phrases = VerdictPhrases.byFirstWord[word] else { continue }
            guard let phrase = phrases.first(where: { words[position...].starts(with: $0.words) }) else { continue }
            if phrase.length > best?.phrase.length ?? 0 { best = (phrase, position) }
        }
        guard let best else { return nil }
        guard best.position > 0, VerdictPhrases.negations.contains(words[best.position - 1]) else { return best.phrase.verdict }
        return best.phrase.verdict == .true || best.phrase.verdict == .mostlyTrue ? .false : nil
    }

    /// Runs of letters, in compatibility form and case folded.
    static func words(of text: String) -> [String] {
        var scalars = text.unicodeScalars.map(\.value)
        CompatibilityForms.shared.normalise(&scalars)
        let folded = scalars.lazy.compactMap(Unicode.Scalar.init).flatMap(CaseFolding.folded).compactMap(Unicode.Scalar.init)
        return folded.split { !$0.isLetter }.map { run in
            var word = String.UnicodeScalarView()
            word.append(contentsOf: run)
            return String(word)
        }
    }
}
