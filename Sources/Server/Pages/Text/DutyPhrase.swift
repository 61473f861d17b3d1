import Sponsorship

/// What pages about duties say where the template does not: labels, hints and problems of their forms.
enum DutyPhrase: String, Worded {
    case reasons, place, notifier, email
    case reasonsHint = "reasons.hint"
    case placeHint = "place.hint"
    case notifierHint = "notifier.hint"
    case outcome, answer, automated
    case answerHint = "answer.hint"
    case ground, stopReason, stopDay
    case stopReasonHint = "stop-reason.hint"
    case stopDayHint = "stop-day.hint"
    case asker, askerName, received, question, aboutCode
    case receivedHint = "received.hint"
    case aboutCodeHint = "about-code.hint"
    case declarationCode, declaration
    case declarationCodeHint = "declaration-code.hint"
    case declarationHint = "declaration.hint"
    case checkedClaim, checkVerdict, checkArticle, checkPublisher, checkDay, claimant, claimDay, appearances, checkLanguage
    case checkedClaimHint = "checkedClaim.hint"
    case checkVerdictHint = "checkVerdict.hint"
    case checkArticleHint = "checkArticle.hint"
    case claimantHint = "claimant.hint"
    case appearancesHint = "appearances.hint"
    case checkLanguageHint = "checkLanguage.hint"
    case leakTitle, leakInstant, leakArchive, leakHolders, leakOrigin, leakVotingDay, leakOpening, leakClaims, leakTechniques
    case leakCampaign, leakAdvice
    case leakAddress, leakAddressHint = "leakAddress.hint"
    case leakInstantHint = "leakInstant.hint"
    case leakArchiveHint = "leakArchive.hint"
    case leakHoldersHint = "leakHolders.hint"
    case leakOpeningHint = "leakOpening.hint"
    case leakClaimsHint = "leakClaims.hint"
    case leakTechniquesHint = "leakTechniques.hint"
    case leakCampaignHint = "leakCampaign.hint"
    case notADigest = "problem.digest"
    case notATechnique = "problem.technique"
    case notASubject = "problem.subject"
    case noOpening = "problem.opening"
    case notAWebAddress = "problem.web-address"
    case notACode = "problem.code"
    case notADeclaration = "problem.declaration"
    case notNextDeclaration = "problem.declaration-order"
    case missing = "problem.missing"
    case tooLong = "problem.too-long"
    case control = "problem.control"
    case notAnAddress = "problem.email"
    case notADay = "problem.day"
    case dayInFuture = "problem.future"
    case notAnInstant = "problem.instant"
    case unknownNotice = "problem.notice"
    case nobodyChosen = "problem.nobody"
    case expired = "problem.expired"
    case boardTitle, boardAbout, boardSubject, boardClauses, boardCloses
    case boardSubjectHint = "boardSubject.hint"
    case boardClausesHint = "boardClauses.hint"
    case boardClosesHint = "boardCloses.hint"
    case boardUser, boardName, boardKind, boardOrganisation, boardAddress, boardInterests, boardSince, boardUntil
    case boardUserHint = "boardUser.hint"
    case boardNameHint = "boardName.hint"
    case boardAddressHint = "boardAddress.hint"
    case boardInterestsHint = "boardInterests.hint"
    case boardUntilHint = "boardUntil.hint"
    case unknownUser = "problem.unknown-user"
    case oneself = "problem.oneself"
    case otherUser = "problem.other-user"
    case hasProfile = "problem.has-profile"
    case endsBeforeItBegins = "problem.ends-before"
    case dayOver = "problem.day-over"
    case tooManyClauses = "problem.too-many-clauses"
    case saysNothing = "problem.says-nothing"
    case newVersion = "problem.new-version"

    var phraseKey: String { "duty.\(rawValue)" }
}

extension DutySection: Worded {
    var phraseKey: String { "duties.\(rawValue)" }
}

extension DueLine.Task: Worded {
    var phraseKey: String { "due.task.\(rawValue)" }
}

extension AdNotification.Outcome: Worded {
    var phraseKey: String { "outcome.\(rawValue)" }
}

extension LibraryAd.Removal.Ground: Worded {
    var phraseKey: String { "ground.\(rawValue)" }
}

extension Declaration.Eligibility: Worded {
    var phraseKey: String { "eligibility.\(rawValue)" }
}

extension Inquiry.Asker: Worded {
    var phraseKey: String { "asker.\(rawValue)" }
}

extension Words {
    /// Families of phrases about duties.
    static let dutyFamilies: [[any Worded]] = [
        DutyPhrase.allCases, DutySection.allCases, DueLine.Task.allCases, AdNotification.Outcome.allCases,
        LibraryAd.Removal.Ground.allCases, Inquiry.Asker.allCases, Declaration.Eligibility.allCases,
    ]
}
