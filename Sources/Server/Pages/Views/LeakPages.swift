import Credibility
import Daylight

/// The case files that are released, and for reviewers those that are written.
struct LeaksPage: Page {
    var released: [LeakDesk.Row]
    /// `nil` for visitors who may not see what is written.
    var written: [LeakDesk.Row]?
    /// Demotions that are running, also of cases that are not released.
    var demoted: [LeakDemotions.Decided]
}

/// A case file: label, findings, guidance, decisions.
struct LeakPage: Page {
    /// Most items on a page.
    static let pageSize = 50

    /// What a reviewer sees and may do.
    struct Office: Sendable {
        /// The version that a decision is about.
        var version: Int
        var gaps: [LeakGap]
        var steps: [LeakStep]
        /// What was typed with a step that was refused.
        var chosen: LeakStep?
        var reason: String
        var problem: LeakProblem?
        var isReleased: Bool
        /// Whether the reviewer proposed or approved it already, so that somebody else has to go on.
        var mustWait: Bool
    }

    /// A document that is public, and the statement about it.
    struct Release: Sendable {
        var version: Int
        var created: Timestamp
        var statement: Int?
    }

    var leak: LeakCase
    var now: Timestamp
    /// The page of the items, from 1.
    var number: Int
    var releases: [Release]
    /// Decisions on demotions, each with its document.
    var demotions: [Release]
    /// The demotion that is running, whatever the version shown says.
    var demoted: LeakDemotions.Decided?
    var office: Office?
}

/// Where a case file is opened, or what it says besides its findings is changed.
struct LeakFormPage: Page {
    /// A case that is there already.
    struct Changed: Sendable {
        let id: String
        let title: String
        /// What the form was filled in for.
        let version: Int

        init(_ leak: LeakCase, version: Int) { (id, title, self.version) = (leak.id, leak.title, version) }
    }

    /// `nil` for a new case.
    var changed: Changed?
    var filled: Filled
    /// The inventory that was pasted, and what is wrong with it.
    var inventory: String
    var fault: String?
}

/// Where the four findings of an item are written.
struct LeakItemPage: Page {
    var id: String
    var title: String
    /// Of the case that the form is filled in for.
    var version: Int
    var item: LeakItem
    /// From 1.
    var number: Int
    var filled: Filled
    var isLast: Bool
}

/// The checklist of what must not be published.
struct LeakRedactionPage: Page {
    var id: String
    var title: String
    /// Of the case that the form is filled in for.
    var version: Int
    var filled: Filled
}
