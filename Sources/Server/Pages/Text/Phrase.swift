import Credibility
import Daylight
import Sponsorship

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
    case witnessConflict = "log.witness.conflict"
    case witnessRefusal = "log.witness.refusal"
    case titleData = "data.title"
    case titleSignIn = "sign-in.title"
    case titleTokens = "tokens.title"
    case titleMethod = "method.title"
    case titleReceipt = "receipt.title"
    case titleReceiptFile = "verify.file.title"
    case titleVerify = "verify.title"
    case titleAccessibility = "accessibility.title"
    case titleLibrary = "library.title"
    case trendTitle = "library.trend"
    case trendDescription = "library.trend.description"
    case titleNotice = "notice.title"
    case titleLabel = "label.title"
    case titleReport = "report.title"
    case titleNotification = "notification.title"
    case titleNotifications = "notifications.title"
    case titleStop = "stop.title"
    case titleFactChecks = "fact-checks.title"
    case titleFactCheck = "fact-check.title"
    case titleNewFactCheck = "fact-check-form.title"
    case titleCorrectFactCheck = "fact-check-form.correct"
    case factCheckAccepted = "fact-check.accepted"
    case factCheckUnverified = "fact-check.not-verified"
    case factCheckWithdrawn = "fact-check.withdrawn-meaning"
    case titleNotes = "notes.title"
    case titleNote = "note.title"
    case titleNewNote = "note-form.title"
    case noteNoLabel = "note.problem.label"
    case noteNoReason = "note.problem.reason"
    case noteWrongReason = "note.problem.wrong-reason"
    case noteNoSubject = "note.problem.subject"
    case noteNoClassification = "note.problem.class"
    case noteNoCause = "note.problem.cause"
    case noteNoSummary = "note.problem.summary"
    case noteLongSummary = "note.problem.long"
    case noteBadSummary = "note.problem.control"
    case noteTooMany = "note.problem.many"
    case titleFeed = "feed.title"
    case titlePolicy = "policy.title"
    case titleNewPolicy = "policy-new.title"
    case titleServedFeed = "served.title"
    case titleElections = "elections.title"
    case titleDefine = "define.title"
    case titleEntries = "entries.title"
    case titlePublish = "publish.title"
    case titleNewAudit = "audit.new.title"
    case titleRetrieval = "audit.retrieval.title"
    case titleRequests = "requests.title"
    case titleRepository = "repository.title"
    case titleDue = "due.title"
    case titleDeclarations = "declarations.title"
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
    case restOfMembers = "finding.members.rest"
    case restOfEdges = "finding.edges.rest"
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
    case badRowWithheld = "data.bad.withheld"
    case neverUsed = "tokens.never-used"
    case networkDescription = "drawing.network.description"
    case networkDescriptionCut = "drawing.network.description-cut"
    case networkTitle = "drawing.network.title"
    case timelineDescription = "drawing.timeline.description"
    case timelineTitle = "drawing.timeline.title"
    case timelineMore = "drawing.timeline.more"
    case timelineAxis = "drawing.timeline.axis"
    case titleMoney = "money.title"
    case titlePledges = "pledges.title"
    case moneyOthers = "money.others"
    case moneyUndated = "money.undated"
    case moneyEdgesShown = "money.edges.shown"
    case moneyPicture = "money.picture"
    case moneyPictureDescription = "money.picture.description"
    case pledgeMore = "pledges.more"
    case hiddenReach = "ad-finding.hidden"
    case titleBoard = "board.title"
    case titleBoardDraft = "board-draft.title"
    case titleBoardReview = "board-review.title"
    case titleBoardReviewer = "board-reviewer.title"
    case titleNewBoardDraft = "board-form.draft"
    case titleEditBoardDraft = "board-form.version"
    case titleNewBoardReviewer = "board-form.reviewer"
    case titleEditBoardReviewer = "board-form.profile"
    case boardDraftLede = "board-form.draft.lede"
    case boardReviewerLede = "board-form.reviewer.lede"
    case boardDraftSend = "board-form.draft.send"
    case boardReviewerSend = "board-form.reviewer.send"
    case boardPolicy = "board.about.policy"
    case boardRules = "board.about.rules"
    case boardOf = "board.of"
    case boardAgainst = "board.against"
    case boardApart = "board.apart"
    case boardMoreComments = "board.more-comments"
    case boardErased = "board.erased"
    case innocentUnknownKey = "innocent.unknown-key"
    case titleLeaks = "leaks.title"
    case titleNewLeak = "leak-form.title"
    case titleEditLeak = "leak-form.edit"
    case titleLeakItem = "leak-item.title"
    case titleLeakRedaction = "leak-redaction.title"
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
    case ads = "count.ads"
    case ratings = "note-count.ratings"
    case notes = "note-count.notes"
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
            Subject.Kind.allCases, VerifierPhrase.allCases, AdFindingKind.allCases, AdFindingCaution.allCases,
            AdMeasure.allCases, AdMeasureNote.allCases, AdEvidence.Asks.allCases, MoneyEnd.allCases, PoolKindName.allCases,
            NoteStatus.allCases, RatingLabel.allCases, ExplanationTag.allCases, FinalRule.allCases,
            WrittenNote.Classification.allCases, WrittenNote.Reason.allCases,
            FactCheckVerdict.allCases, FactCheckProblem.allCases, BoardKind.allCases, BoardVote.allCases,
            SplitBasisName.allCases, EvidenceName.allCases, Promise.allCases, CheckedPledge.Standing.allCases,
        ]
        let counted = CountedPhrase.allCases.flatMap { ["\($0.rawValue).one", "\($0.rawValue).other"] }
        return Set(
            Phrase.allCases.map(\.rawValue) + counted
                + (families + dutyFamilies + countFamilies + leakFamilies).joined().map(\.phraseKey))
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
        case .stated: "stated"
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

/// What the verifier's script says; the raw value is the key it asks for.
enum VerifierPhrase: String, Worded {
    case unsupported, insecure, reason
    case verdictVerified = "verdict.verified"
    case verdictFailed = "verdict.failed"
    case verdictUnusable = "verdict.unusable"
    case fieldReceipt = "field.receipt"
    case fieldEntry = "field.entry"
    case fieldPolicy = "field.policy"
    case fieldSigners = "field.signers"
    case fieldThreshold = "field.threshold"
    case headingProven = "heading.proven"
    case headingNotProven = "heading.not-proven"
    case headingSteps = "heading.steps"
    case headingTrusted = "heading.trusted"
    case headingStatement = "heading.statement"
    case stateProven = "state.proven"
    case stateFailed = "state.failed"
    case stateOpen = "state.open"
    case stepLeaf = "step.leaf"
    case stepLog = "step.log"
    case stepWitness = "step.witness"
    case stepNoWitness = "step.no-witness"
    case stepQuorum = "step.quorum"
    case stepNoQuorum = "step.no-quorum"
    case stepPath = "step.path"
    case stepSigner = "step.signer"
    case stepNotSigner = "step.not-signer"
    case stepNoSigner = "step.no-signer"
    case stepNoEnvelope = "step.no-envelope"
    case stepPayloadType = "step.payload-type"
    case entriesOne = "entries.one"
    case entriesOther = "entries.other"
    case provenEntry = "proven.entry"
    case provenWitness = "proven.witness"
    case provenSigner = "proven.signer"
    case provenSigners = "proven.signers"
    case notProvenInLog = "not-proven.in-log"
    case notProvenTrue = "not-proven.true"
    case notProvenNotChecked = "not-proven.signature-not-checked"
    case notProvenFailed = "not-proven.signature-failed"
    case notProvenNone = "not-proven.signature-none"
    case notProvenAlone = "not-proven.alone"
    case notProvenNewest = "not-proven.newest"
    case trustedLog = "trusted.log"
    case trustedWitness = "trusted.witness"
    case trustedQuorum = "trusted.quorum"
    case trustedNoQuorum = "trusted.no-quorum"
    case trustedSigner = "trusted.signer"
    case trustedNoSigner = "trusted.no-signer"
    case trustedThreshold = "trusted.threshold"

    var phraseKey: String { "verifier.\(rawValue)" }
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

extension AdFindingKind: Worded {
    var phraseKey: String { "ad-finding.kind.\(rawValue)" }
}

/// What a finding about an ad does not show.
struct AdFindingCaution: Worded {
    let kind: AdFindingKind
    static var allCases: [AdFindingCaution] { AdFindingKind.allCases.map(AdFindingCaution.init) }
    var phraseKey: String { "ad-finding.caution.\(kind.rawValue)" }
}

extension AdMeasure: Worded {
    var phraseKey: String { "ad-measure.\(rawValue)" }
}

/// How a figure is read, and what it does not say.
struct AdMeasureNote: Worded {
    let measure: AdMeasure
    static var allCases: [AdMeasureNote] { AdMeasure.allCases.map(AdMeasureNote.init) }
    var phraseKey: String { "ad-measure.\(measure.rawValue).note" }
}

extension AdEvidence.Asks: Worded {
    var phraseKey: String { "ad-finding.asks.\(rawValue)" }
}

extension MoneyEnd: Worded {
    var phraseKey: String { "money.\(rawValue)" }
}

/// Why an account is shared.
struct PoolKindName: Worded {
    let kind: MoneyTrail.PoolKind
    static let allCases = [MoneyTrail.PoolKind.managed, .misdeclared, .dark].map(PoolKindName.init)
    var phraseKey: String { "money.pool.\(kind.rawValue)" }
}

/// What the split of an account's money over sites rests on.
struct SplitBasisName: Worded {
    let basis: MoneyTrail.Basis
    static let allCases = [MoneyTrail.Basis.wins, .calls, .noMeasurement].map(SplitBasisName.init)
    var phraseKey: String { "money.basis.\(basis.rawValue)" }
}

/// How somebody knows of a payment; `nil` when nobody says where the money went.
struct EvidenceName: Worded {
    let evidence: MoneyTrail.Evidence?
    static let allCases = ([nil] + MoneyTrail.Evidence.allCases).map(EvidenceName.init)
    var phraseKey: String { "money.evidence.\(evidence?.rawValue ?? "nobody")" }
}

extension Promise: Worded {
    var phraseKey: String { "pledges.promise.\(rawValue)" }
}

extension CheckedPledge.Standing: Worded {
    var phraseKey: String { "pledges.standing.\(rawValue)" }
}
