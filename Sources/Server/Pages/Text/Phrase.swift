import Daylight

/// Every phrase that code asks for by name; templates ask for theirs with `{{t.KEY}}`.
enum Phrase: String, CaseIterable, Sendable {
    case months
    case monthsShort = "months-short"
    case yes, no
    case freshnessNone = "freshness.none"
    case freshnessAsOf = "freshness.as-of"
    case titleHome = "home.title"
    case titleAsk = "ask.title"
    case titleSearch = "search.title"
    case titleSearchFor = "search.title-for"
    case titleFindings = "findings.title"
    case titleFinding = "finding.title"
    case titleDecisionMade = "made.title"
    case titleStatement = "statement.title"
    case titleLog = "log.title"
    case titleData = "data.title"
    case titleSignIn = "sign-in.title"
    case titleTokens = "tokens.title"
    case titleMethod = "method.title"
    case titleReceipt = "receipt.title"
    case titleAccessibility = "accessibility.title"
    case titleWithErrors = "form.title-with-errors"
    case undecided = "decision.undecided"
    case trendNone = "trend.none"
    case trendUnchanged = "trend.unchanged"
    case trendUp = "trend.up"
    case trendDown = "trend.down"
    case totalExactly = "paging.exactly"
    case totalAtLeast = "paging.at-least"
    case understoodNothing = "search.understood.nothing"
    case understoodSubject = "search.understood.subject"
    case understoodFinding = "search.understood.finding"
    case understoodLogEntry = "search.understood.log-entry"
    case understoodWords = "search.understood.words"
    case filterAll = "findings.filter.all"
    case moreRows = "list.more-rows"
    case groupSentence = "finding.group-sentence"
    case nullSentence = "finding.null-sentence"
    case nullLimit = "finding.null-limit"
    case secondsAfter = "finding.seconds-after"
    case seconds = "unit.seconds"
    case decisionBy = "finding.decision-by"
    case downloadEvidence = "finding.download.evidence"
    case downloadEdges = "finding.download.edges"
    case downloadTimelineCSV = "finding.download.timeline"
    case downloadNetworkSVG = "finding.download.network-svg"
    case downloadTimelineSVG = "finding.download.timeline-svg"
    case noColumn = "data.bad.no-column"
    case neverUsed = "tokens.never-used"
    case networkDescription = "drawing.network.description"
    case networkDescriptionCut = "drawing.network.description-cut"
    case networkTitle = "drawing.network.title"
    case timelineDescription = "drawing.timeline.description"
    case timelineTitle = "drawing.timeline.title"
    case timelineMore = "drawing.timeline.more"
    case timelineAxis = "drawing.timeline.axis"
    case innocentUnknownKey = "innocent.unknown-key"
}

/// A phrase with one form for one and another for any other number.
enum CountedPhrase: String, CaseIterable, Sendable {
    case accounts = "count.accounts"
    case objects = "count.objects"
    case findings = "count.findings"
    case rows = "count.rows"
    case statements = "count.statements"
    case dataSets = "count.data-sets"
    case results = "count.results"
}

/// A closed list whose every case has a phrase of its own.
protocol Worded: CaseIterable, Sendable {
    var phraseKey: String { get }
}

extension Words {
    /// The phrase of a case of a closed list.
    func callAsFunction(_ worded: some Worded) -> String { messages[worded.phraseKey] ?? worded.phraseKey }

    /// Every key that code may ask for; a test compares it with the catalogue.
    static var everyKey: Set<String> {
        let families: [[any Worded]] = [
            Verdict.allCases, VerdictHint.allCases, Answer.Standing.allCases, NavigationSection.allCases,
            SearchPage.Kind.allCases, DecisionForm.Problem.allCases, SignInPage.Problem.allCases,
            TokensPage.Problem.allCases, ErrorPage.Kind.allCases, ErrorAdvice.allCases, InnocentTest.allCases,
            Subject.Kind.allCases,
        ]
        let counted = CountedPhrase.allCases.flatMap { ["\($0.rawValue).one", "\($0.rawValue).other"] }
        return Set(Phrase.allCases.map(\.rawValue) + counted + families.joined().map(\.phraseKey))
    }
}

extension Verdict: Worded {
    var phraseKey: String { "verdict.\(slug)" }
}

/// What choosing a verdict says.
struct VerdictHint: Worded {
    let verdict: Verdict
    static var allCases: [VerdictHint] { Verdict.allCases.map(VerdictHint.init) }
    var phraseKey: String { "verdict.\(verdict.slug).hint" }
}

extension Answer.Standing: Worded {
    var phraseKey: String { "standing.\(slug)" }

    /// The name in classes of the stylesheet and keys of the catalogue.
    var slug: String {
        switch self {
        case .nothingKnown: "nothing-known"
        case .nothingFound: "nothing-found"
        case .proposed: "proposed"
        case .decided: "decided"
        }
    }
}

extension NavigationSection: Worded {
    var phraseKey: String { "navigation.\(rawValue)" }
}

extension SearchPage.Kind: Worded {
    var phraseKey: String { "search.kind.\(self)" }
}

extension DecisionForm.Problem: Worded {
    var phraseKey: String { "problem.decision.\(self)" }
}

extension SignInPage.Problem: Worded {
    var phraseKey: String { "problem.sign-in.\(self)" }
}

extension TokensPage.Problem: Worded {
    var phraseKey: String { "problem.tokens.\(self)" }
}

extension ErrorPage.Kind: Worded {
    var phraseKey: String { "error.\(self).title" }
}

/// What the reader can do about an error.
struct ErrorAdvice: Worded {
    let kind: ErrorPage.Kind
    static var allCases: [ErrorAdvice] { ErrorPage.Kind.allCases.map(ErrorAdvice.init) }
    var phraseKey: String { "error.\(kind).advice" }
}

extension Subject.Kind: Worded {
    var phraseKey: String { "subject.\(rawValue)" }
}
