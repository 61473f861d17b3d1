import Daylight

/// A review's rating: the publisher's words and number, and what both come to (credibility reference, section 4.2).
struct ReviewRating {
    let words: String?
    let verdict: FactCheckVerdict
    let score: Double?
    let problems: Set<FactCheckProblem>

    private static let members = ["alternateName", "name", "ratingValue", "bestRating", "worstRating"]

    init(_ value: JSONValue?, nodes: LinkedDataNodes) {
        let rating = nodes.resolved(value)
        let object = rating?.objectValue
        let words = Self.words(rating)
        let scale = RatingScale(
            value: RatingScale.number(object?["ratingValue"]), best: RatingScale.number(object?["bestRating"]),
            worst: RatingScale.number(object?["worstRating"]))
        var problems: Set<FactCheckProblem> = []
        if value?.isSeveral == true || Self.members.contains(where: { object?[$0]?.isSeveral ?? false }) {
            problems.insert(.multipleValues)
        }
        let counted = scale.score
        if counted == .outOfScale { problems.insert(.outOfScale) }
        let score: Double? = if case .share(let share) = counted { share } else { nil }
        let number = score.map(FactCheckVerdict.init(score:))
        let worded = words.flatMap(VerdictMatcher.verdict)
        if let worded, let number, worded.disagrees(with: number) { problems.insert(.ratingDisagrees) }
        let verdict = worded ?? number ?? .other
        if words == nil { problems.insert(.missingVerdict) } else if verdict == .other { problems.insert(.unknownVerdict) }
        (self.words, self.verdict, self.score, self.problems) = (words, verdict, score, problems)
    }

    private static func words(_ rating: JSONValue?) -> String? {
        guard case .object(let object)? = rating else { return rating?.linkedText.flatMap(HTMLText.cleaned) }
        for member in ["alternateName", "name", "@value"] {
            if let words = object[member]?.linkedText.flatMap(HTMLText.cleaned) { return words }
        }
        return nil
    }
}
