import Credibility

/// What a person can do with a case file besides writing findings.
enum LeakStep: String, Worded {
    case conclude, propose, approve, withdraw, close, demote, lift

    var phraseKey: String { "leak-step.\(rawValue)" }
}

/// Why a case file is not changed.
enum LeakProblem: String, Worded {
    case wrongState = "wrong-state"
    case samePerson = "same-person"
    case notSenior = "not-senior"
    case missing, malformed
    case noSuchItem = "no-such-item"
    case alreadyAssessed = "already-assessed"
    case noDemotion = "no-demotion"
    case changed
    case noStep = "no-step"
    case namesAddress = "names-address"
    case fullProposals = "full-proposals"
    case fullChanges = "full-changes"
    case fullDecisions = "full-decisions"
    case fullDemotions = "full-demotions"

    var phraseKey: String { "leak-problem.\(rawValue)" }

    init(_ refusal: LeakDesk.Refusal) {
        self =
            switch refusal {
            case .changed: .changed
            case .refused(let refusal): LeakProblem(refusal)
            }
    }

    private init(_ refusal: LeakRefusal) {
        self =
            switch refusal {
            case .wrongState: .wrongState
            case .samePerson: .samePerson
            case .notSenior: .notSenior
            case .missing: .missing
            case .malformed: .malformed
            case .noSuchItem, .notForAll: .noSuchItem
            case .alreadyAssessed: .alreadyAssessed
            case .noDemotion: .noDemotion
            case .namesAddress: .namesAddress
            case .full(.proposals): .fullProposals
            case .full(.changes): .fullChanges
            case .full(.decisions): .fullDecisions
            case .full(.demotions): .fullDemotions
            }
    }
}

extension LeakState: Worded {
    var phraseKey: String { "leak-state.\(rawValue)" }
}

extension LeakEvent: Worded {
    var phraseKey: String { "leak-event.\(rawValue)" }
}

extension LeakAspect: Worded {
    var phraseKey: String { "leak-aspect.\(rawValue)" }
}

/// A level in the words of the question that it answers.
struct LeakAnswerWords: Worded {
    let aspect: LeakAspect
    let level: LeakLevel

    static var allCases: [LeakAnswerWords] {
        LeakAspect.allCases.flatMap { aspect in LeakLevel.allCases.map { LeakAnswerWords(aspect: aspect, level: $0) } }
    }

    var phraseKey: String { "leak-level.\(aspect.rawValue).\(level.rawValue)" }
}

extension LeakPrivateMatter: Worded {
    var phraseKey: String { "leak-matter.\(rawValue)" }
}

extension LeakTechnique: Worded {
    var phraseKey: String { "leak-technique.\(rawValue)" }
}

extension LeakDemotion.End.Cause: Worded {
    var phraseKey: String { "leak-demotion.\(rawValue)" }
}

extension Words {
    /// Families of phrases about leaks.
    static let leakFamilies: [[any Worded]] = [
        LeakStep.allCases, LeakProblem.allCases, LeakState.allCases, LeakEvent.allCases, LeakAspect.allCases,
        LeakAnswerWords.allCases, LeakPrivateMatter.allCases, LeakTechnique.allCases, LeakDemotion.End.Cause.allCases,
    ]
}
