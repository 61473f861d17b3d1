/// "Why do I see this ad?" in plain sentences, made of what is on record and nothing else.
public struct WhyThisAd: Hashable, Sendable {
    /// What a sentence is about, in the order of the answer.
    public enum Part: String, Hashable, Sendable, CaseIterable {
        case why
        case dataUsed
        case whoAndWhen
        case whatYouCanDo
        case notKnown
    }

    /// A text with what is filled into it, so that it can be said in another language.
    public struct Sentence: Hashable, Sendable {
        /// What fills a place of a text.
        public indirect enum Filling: Hashable, Sendable {
            /// Words of the notice, a name or a figure: the same in every language.
            case text(String)
            case sentence(Sentence)
            case list([Filling])
        }

        public let word: WhyWord
        public let fillings: [String: Filling]

        public init(_ word: WhyWord, _ fillings: [String: Filling] = [:]) {
            self.word = word
            self.fillings = fillings
        }

        /// - Parameter words: the texts of a language; English where it has none.
        public func text(in words: [WhyWord: String] = [:]) -> String {
            let template = words[word] ?? word.english
            var text = ""
            var rest = template[...]
            while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
                let name = String(rest[rest.index(after: open)..<close])
                text += rest[..<open] + (fillings[name]?.text(in: words) ?? "{\(name)}")
                rest = rest[rest.index(after: close)...]
            }
            return text + rest
        }
    }

    private let sentences: [Part: [Sentence]]

    public subscript(_ part: Part) -> [Sentence] { sentences[part] ?? [] }

    public init(_ facts: AdFacts) {
        sentences = [
            .why: facts.why, .dataUsed: facts.dataUsed, .whoAndWhen: facts.whoAndWhen, .whatYouCanDo: facts.whatYouCanDo,
            .notKnown: facts.notKnown,
        ]
    }

    /// All sentences in the order of the parts, one after the other.
    public func text(in words: [WhyWord: String] = [:]) -> String {
        Part.allCases.flatMap { self[$0] }.map { $0.text(in: words) }.joined(separator: " ")
    }
}

extension WhyThisAd.Sentence.Filling {
    fileprivate func text(in words: [WhyWord: String]) -> String {
        switch self {
        case .text(let text): text
        case .sentence(let sentence): sentence.text(in: words)
        case .list(let fillings): fillings.map { $0.text(in: words) }.joined(separator: ", ")
        }
    }
}
