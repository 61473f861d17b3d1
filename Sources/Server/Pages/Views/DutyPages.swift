import Daylight
import Sponsorship

/// One input of a form, with what was typed and what is wrong with it.
struct FormField: Sendable {
    enum Kind: Hashable, Sendable {
        /// - Parameter type: of the input element, such as `email`.
        case line(type: String, limit: Int, autocomplete: String?)
        case area
        case choice([Option])
        case check
    }

    struct Option: Hashable, Sendable {
        var value: String
        var label: String
    }

    var name: String
    var kind: Kind
    var label: DutyPhrase
    var hint: DutyPhrase?
    var value = ""
    var problem: DutyPhrase?
}

/// What was typed into a form, and what is wrong with it by field.
struct Filled: Hashable, Sendable {
    var values: [String: String] = [:]
    var problems: [String: DutyPhrase] = [:]

    subscript(_ name: String) -> String { values[name] ?? "" }
}

/// The pages on which a publisher runs its duties.
enum DutySection: String, CaseIterable, Sendable {
    case due, notifications, requests, repository, declarations
}

/// Where everybody says that an ad may break the rules (TTPA Art. 15).
struct ReportPage: Page {
    var code: ShortCode
    var noticeTitle: String
    /// Makes one notification of a form that is sent twice.
    var key: String
    var filled: Filled
    /// Whether the form came without its token.
    var isExpired: Bool
}

/// What the notifier comes back to. Holds no personal data: whoever has the address sees it.
struct NotificationPage: Page {
    var reference: String
    var notification: AdNotification
}

/// The publisher's list of notifications, those that wait for an answer first and by ad.
struct NotificationsPage: Page {
    struct Item: Sendable {
        var reference: String
        var notification: AdNotification
    }

    struct Group: Sendable {
        var code: ShortCode
        var items: [Item]
        var filled: Filled
    }

    var open: [Group]
    var answered: [Item]
    var zone: Zone
}

/// Stopping an ad.
struct StopPage: Page {
    var code: ShortCode
    var noticeTitle: String
    var keptUntil: CivilDate?
    var filled: Filled
}

/// Requests of authorities and interested entities (TTPA Art. 16, 17), and the form for a new one.
struct RequestsPage: Page {
    struct Item: Sendable {
        var reference: String
        var inquiry: Inquiry
    }

    var open: [Item]
    var answered: [Item]
    var key: String
    var filled: Filled
    var zone: Zone
}

/// The queue for the European repository (TTPA Art. 13).
struct RepositoryPage: Page {
    struct Row: Sendable {
        var code: ShortCode
        var title: String
        var submission: Submission
        var time: DutyTime
        var hasChanged: Bool
    }

    var rows: [Row]
    /// The row whose form was sent without an identifier.
    var problem: ShortCode?
    var zone: Zone
}

/// What sponsors declared (TTPA Art. 7), and the form for a new declaration.
struct DeclarationsPage: Page {
    struct Item: Sendable {
        var code: ShortCode
        var version: Int
        var declaration: SponsorDeclaration
        /// Number of the statement in the log; `nil` while it waits.
        var statement: Int?
    }

    var items: [Item]
    var filled: Filled
    /// Where the declaration cannot be read.
    var fault: String?
    var zone: Zone
}

/// Everything that has to be done.
struct DuePage: Page {
    var lines: [DueLine]
    var zone: Zone
    var country: String?
}
