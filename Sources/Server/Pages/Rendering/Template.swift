import Mustache

/// The templates, compiled into the program from `Resources/templates`.
enum Template: String, CaseIterable, Sendable {
    case layout, drawing, errors, paging, downloads, number
    case searchForm = "search-form"
    case findingsTable = "findings-table"
    case membersTable = "members-table"
    case edgesTable = "edges-table"
    case home, search, ask, subject, findings, finding, statement, log, data, method, receipt, accessibility, error, tokens
    case decisions
    case decisionForm = "decision-form"
    case adFinding = "ad-finding"
    case money, pledges, pledge
    case decisionMade = "decision-made"
    case dataSet = "data-set"
    case signIn = "sign-in"
    case verify, verifier
    case notice, library, sponsor
    case declarations, duties, report, notification, notifications, stop, requests, repository, due
    case formFields = "form-fields"
    case elections, election, audit
    case auditNew = "audit-new"
    case auditList = "audit-list"
    case auditReading = "audit-reading"
    case unitRows = "unit-rows"
    case countUnit = "count-unit"
    case countPublish = "count-publish"
    case countDefine = "count-define"
    case countEntries = "count-entries"
    case countSection = "count-section"
    case countEntry = "count-entry"
    case factChecks = "fact-checks"
    case factCheck = "fact-check"
    case factCheckForm = "fact-check-form"
    case notes, note
    case claimsNavigation = "claims-navigation"
    case noteForm = "note-form"
    case feed, policy
    case board
    case boardDraft = "board-draft"
    case boardReview = "board-review"
    case boardReviewer = "board-reviewer"
    case boardForm = "board-form"
    case policyNew = "policy-new"
    case servedFeed = "served-feed"
    case noticeLabel = "notice-label"
    case noticeQuestion = "notice-question"
    case noticeCheck = "notice-check"
    case noticeNew = "notice-new"
    case verifierFile = "verifier-file"
    case leaks, leak
    case leakForm = "leak-form"
    case leakItem = "leak-item"
    case leakRedaction = "leak-redaction"

    /// The template as it is written.
    var source: String {
        String(decoding: bytes, as: UTF8.self)
    }

    private var bytes: [UInt8] {
        switch self {
        case .layout: PackageResources.layout_mustache
        case .leaks: PackageResources.leaks_mustache
        case .leak: PackageResources.leak_mustache
        case .leakForm: PackageResources.leak_form_mustache
        case .leakItem: PackageResources.leak_item_mustache
        case .leakRedaction: PackageResources.leak_redaction_mustache
        case .drawing: PackageResources.drawing_mustache
        case .errors: PackageResources.errors_mustache
        case .paging: PackageResources.paging_mustache
        case .downloads: PackageResources.downloads_mustache
        case .number: PackageResources.number_mustache
        case .searchForm: PackageResources.search_form_mustache
        case .findingsTable: PackageResources.findings_table_mustache
        case .membersTable: PackageResources.members_table_mustache
        case .edgesTable: PackageResources.edges_table_mustache
        case .home: PackageResources.home_mustache
        case .factChecks: PackageResources.fact_checks_mustache
        case .factCheck: PackageResources.fact_check_mustache
        case .factCheckForm: PackageResources.fact_check_form_mustache
        case .claimsNavigation: PackageResources.claims_navigation_mustache
        case .notes: PackageResources.notes_mustache
        case .note: PackageResources.note_mustache
        case .noteForm: PackageResources.note_form_mustache
        case .board: PackageResources.board_mustache
        case .boardDraft: PackageResources.board_draft_mustache
        case .boardReview: PackageResources.board_review_mustache
        case .boardReviewer: PackageResources.board_reviewer_mustache
        case .boardForm: PackageResources.board_form_mustache
        case .feed: PackageResources.feed_mustache
        case .policy: PackageResources.policy_mustache
        case .policyNew: PackageResources.policy_new_mustache
        case .servedFeed: PackageResources.served_feed_mustache
        case .audit: PackageResources.audit_mustache
        case .auditNew: PackageResources.audit_new_mustache
        case .auditList: PackageResources.audit_list_mustache
        case .auditReading: PackageResources.audit_reading_mustache
        case .election: PackageResources.election_mustache
        case .unitRows: PackageResources.unit_rows_mustache
        case .countUnit: PackageResources.count_unit_mustache
        case .countPublish: PackageResources.count_publish_mustache
        case .elections: PackageResources.elections_mustache
        case .countDefine: PackageResources.count_define_mustache
        case .countEntries: PackageResources.count_entries_mustache
        case .countSection: PackageResources.count_section_mustache
        case .countEntry: PackageResources.count_entry_mustache
        case .search: PackageResources.search_mustache
        case .ask: PackageResources.ask_mustache
        case .subject: PackageResources.subject_mustache
        case .findings: PackageResources.findings_mustache
        case .finding: PackageResources.finding_mustache
        case .statement: PackageResources.statement_mustache
        case .log: PackageResources.log_mustache
        case .data: PackageResources.data_mustache
        case .method: PackageResources.method_mustache
        case .receipt: PackageResources.receipt_mustache
        case .accessibility: PackageResources.accessibility_mustache
        case .error: PackageResources.error_mustache
        case .tokens: PackageResources.tokens_mustache
        case .decisions: PackageResources.decisions_mustache
        case .money: PackageResources.money_mustache
        case .pledges: PackageResources.pledges_mustache
        case .pledge: PackageResources.pledge_mustache
        case .adFinding: PackageResources.ad_finding_mustache
        case .decisionForm: PackageResources.decision_form_mustache
        case .decisionMade: PackageResources.decision_made_mustache
        case .dataSet: PackageResources.data_set_mustache
        case .signIn: PackageResources.sign_in_mustache
        case .verify: PackageResources.verify_mustache
        case .verifier: PackageResources.verifier_mustache
        case .library: PackageResources.library_mustache
        case .sponsor: PackageResources.sponsor_mustache
        case .notice: PackageResources.notice_mustache
        case .noticeLabel: PackageResources.notice_label_mustache
        case .noticeQuestion: PackageResources.notice_question_mustache
        case .noticeCheck: PackageResources.notice_check_mustache
        case .noticeNew: PackageResources.notice_new_mustache
        case .declarations: PackageResources.declarations_mustache
        case .duties: PackageResources.duties_mustache
        case .report: PackageResources.report_mustache
        case .notification: PackageResources.notification_mustache
        case .notifications: PackageResources.notifications_mustache
        case .stop: PackageResources.stop_mustache
        case .requests: PackageResources.requests_mustache
        case .repository: PackageResources.repository_mustache
        case .due: PackageResources.due_mustache
        case .formFields: PackageResources.form_fields_mustache
        case .verifierFile: PackageResources.verifier_file_mustache
        }
    }

    /// The template with its phrases filled in: `{{t.KEY}}` becomes the catalogue's text, escaped.
    ///
    /// A phrase may itself hold tags such as `{{count}}`, so that no sentence is glued together from pieces.
    ///
    /// - Throws: ``TemplateFault`` for a phrase that is not in the catalogue.
    func text(_ messages: Messages) throws(TemplateFault) -> String {
        var output = ""
        var rest = Substring(source)
        while let start = rest.firstRange(of: "{{t.") {
            output += rest[..<start.lowerBound]
            guard let end = rest[start.upperBound...].firstRange(of: "}}") else {
                throw TemplateFault(template: rawValue, reason: "a phrase tag is not closed")
            }
            let key = String(rest[start.upperBound..<end.lowerBound])
            guard let text = messages[key] else {
                throw TemplateFault(template: rawValue, reason: "the catalogue has no phrase \(key)")
            }
            output += HTMLText.escape(text)
            rest = rest[end.upperBound...]
        }
        return output + rest
    }
}

/// A template that cannot be used, found when the server starts.
struct TemplateFault: Error, CustomStringConvertible {
    var template: String
    var reason: String

    var description: String { "template \(template): \(reason)" }
}

/// Escaping for element content and quoted attribute values.
enum HTMLText {
    static func escape(_ text: String) -> String {
        var output = ""
        output.reserveCapacity(text.utf8.count)
        for character in text.unicodeScalars {
            switch character {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            default: output.unicodeScalars.append(character)
            }
        }
        return output
    }
}

extension Substring {
    /// The first place where a short text stands.
    fileprivate func firstRange(of needle: String) -> Range<Substring.Index>? {
        let bytes = Array(needle.utf8)
        var start = utf8.startIndex
        while start < utf8.endIndex {
            guard let found = utf8[start...].firstIndex(of: bytes[0]) else { return nil }
            if utf8[found...].starts(with: bytes) {
                return found..<utf8.index(found, offsetBy: bytes.count)
            }
            start = utf8.index(after: found)
        }
        return nil
    }
}
