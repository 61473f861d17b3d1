public import Daylight

/// Entering one report twice, by two people who do not see each other's figures (tally reference, section 1.4).
///
/// The value holds all there is; every change is an ``Event`` and either gives the next state or is refused.
///
/// - `Report`: what is typed. Two entries agree when they are equal.
public struct DoubleEntry<Report: Hashable & Sendable>: Hashable, Sendable {
    /// Id of a person.
    public typealias User = String

    /// One person's entry while it is open or after it was finished.
    public struct Entry: Hashable, Sendable {
        public let user: User
        /// `nil` until something was saved.
        public var report: Report?

        public init(user: User, report: Report? = nil) {
            self.user = user
            self.report = report
        }
    }

    /// An entry that its user has finished, with what the rules said about it.
    public struct Finished: Hashable, Sendable {
        public let user: User
        public let report: Report
        public let verdict: EntryVerdict

        public init(user: User, report: Report, verdict: EntryVerdict) {
            self.user = user
            self.report = report
            self.verdict = verdict
        }
    }

    /// The report that both entries agree on.
    public struct Definitive: Hashable, Sendable {
        public let report: Report
        public let firstUser: User
        public let secondUser: User
        public let finishedAt: Timestamp
        public let finalisedWithWarnings: Bool
    }

    public enum State: Hashable, Sendable {
        case empty
        case firstInProgress(Entry)
        /// Waits for the coordinator.
        case firstHasErrors(Finished)
        /// Waits for another person.
        case firstFinalised(Finished)
        case secondInProgress(first: Finished, Entry)
        /// Waits for the coordinator.
        case entriesDiffer(first: Finished, second: Finished)
        /// The first person corrects; the second entry is kept.
        case firstCorrection(Entry, second: Finished)
        /// The second person corrects; the first entry is kept.
        case secondCorrection(first: Finished, Entry)
        case definitive(Definitive)
    }

    public internal(set) var state: State

    public init() { state = .empty }

    /// A value as it was stored.
    public init(state: State) { self.state = state }
}

/// What the rules say about an entry when it is finished.
public enum EntryVerdict: String, Hashable, Sendable {
    case clean
    /// Its user has accepted the warnings.
    case withWarnings
    case withErrors

    /// The verdict on the findings of a report.
    public init(_ findings: [CountFinding]) {
        if findings.contains(where: { $0.code.severity == .error }) {
            self = .withErrors
        } else {
            self = findings.isEmpty ? .clean : .withWarnings
        }
    }
}

/// Which of two entries.
public enum EntryPlace: Hashable, Sendable, CaseIterable {
    case first
    case second
}

/// Why an event does not apply.
public enum EntryRefusal: Error, Hashable, Sendable {
    /// Somebody else is at it.
    case alreadyClaimed
    /// The second entry needs another person than the first.
    case sameUser
    /// Only the entry's own user may do this.
    case notYourEntry
    /// An entry that agrees with the first one cannot be finished with errors.
    case hasErrors
    /// Only an entry without errors can be kept while the other is corrected.
    case keptEntryHasErrors
    /// There is nothing in this state that the event could change.
    case notNow
}
