import Credibility
import Daylight

extension NoteItem {
    func fields(_ words: Words) -> Fields {
        [
            "path": .text(SitePath.note(id)), "summary": .text(summary), "status": .text(words(status)),
            "ratings": .text(words.count(.ratings, ratingCount)), "created": .text(words.moment(created)),
            "isHelpful": .flag(status == .helpful), "subject": .group(subject.fields(words)),
        ]
    }
}

extension NotesPage {
    static var template: Template { .notes }
    static var section: NavigationSection? { .claims }

    func title(_ words: Words) -> String { words(.titleNotes) }

    func fields(_ words: Words) -> Fields {
        [
            "items": .list(items.map { $0.fields(words) }), "hasItems": .flag(!items.isEmpty),
            "paging": .group(paging.fields(words, counted: .notes)),
            "downloads": .group(ListDownloads(csv: SitePath.notesCSV, json: SitePath.notesJSON).fields),
            "write": .text(SitePath.newNote(isSignedIn: isSignedIn)), "isSignedIn": .flag(isSignedIn),
            "takeBack": .text(SitePath.takeBackRatings), "score": .optional(mayScore ? SitePath.scoreNotes : nil),
            "hasRuns": .flag(!runs.isEmpty), "hasTables": .flag(!tables.isEmpty),
            "tables": .list(tables.map { ["name": .text($0), "path": .text(SitePath.noteTable($0))] }),
            "runs": .list(
                runs.map { run in
                    [
                        "number": .text(words.number(run.number)), "created": .text(words.moment(run.created)),
                        "manifest": .text(SitePath.noteRun(run.number)),
                        "statement": .optional(run.statement.map { SitePath.statement($0) }),
                    ]
                }),
        ]
    }
}

extension NotePage {
    static var template: Template { .note }
    static var section: NavigationSection? { .claims }

    func title(_ words: Words) -> String {
        var hasProblems = false
        if case .open(let form) = rating { hasProblems = form.problem != nil }
        return words.title(.titleNote, hasProblems: hasProblems)
    }

    func fields(_ words: Words) -> Fields {
        let path = SitePath.note(item.id)
        var fields = item.fields(words)
        fields["list"] = .text(SitePath.notes)
        fields["classification"] = .text(words(classification))
        fields["reasons"] = .texts(reasons.map { words($0) })
        fields["hasTrustworthySources"] = .flag(hasTrustworthySources)
        fields["heldUntil"] = .optional(heldUntil.map { words.moment($0) })
        fields["isLocked"] = .flag(isLocked)
        fields["explanation"] = .optional(found?.explanation)
        fields["asOf"] = .optional(
            found.flatMap { $0.ratingCount == item.ratingCount ? nil : words.count(.ratings, $0.ratingCount) })
        fields["scored"] = .optional(scored.map { words.moment($0) })
        fields["rules"] = .texts((found?.rules ?? []).map { words($0) })
        fields["hasRules"] = .flag(!(found?.rules.isEmpty ?? true))
        fields["changes"] = .list(
            changes.reversed().map { change in
                [
                    "status": .text(words(change.status)), "created": .text(words.moment(change.created)),
                    "document": .text("\(path)/statuses/\(change.version)"),
                    "statement": .optional(change.statement.map { SitePath.statement($0) }),
                ]
            })
        fields["hasChanges"] = .flag(!changes.isEmpty)
        fields["withdraw"] = .optional(removal == .none ? nil : "\(path)/withdraw")
        fields["needsReason"] = .flag(removal == .withReason)
        fields["signIn"] = .text(SitePath.signIn(returningTo: path))
        fields["mustSignIn"] = .flag(false)
        fields["isOwn"] = .flag(false)
        fields["form"] = .flag(false)
        var problems: [FieldProblem] = []
        switch rating {
        case .signInFirst: fields["mustSignIn"] = .flag(true)
        case .own: fields["isOwn"] = .flag(true)
        case .open(let form):
            fields["form"] = .group(form.fields(words, path: path))
            problems = form.faults(words)
        }
        fields["problems"] = problems.summary
        return fields
    }
}

extension NoteRatingForm {
    fileprivate func fields(_ words: Words, path: String) -> Fields {
        let offered = WrittenRating.tags(for: .somewhatHelpful)
        func boxes(_ tags: [ExplanationTag]) -> Fields.Value {
            .list(
                tags.map { tag in
                    [
                        "id": .text(tag.rawValue), "name": .text(tag.rawValue), "label": .text(words(tag)),
                        "isChosen": .flag(self.tags.contains(tag)),
                    ]
                })
        }
        return [
            "action": .text("\(path)/rating"), "takeBack": .optional(isRated ? "\(path)/rating/take-back" : nil),
            "options": .list(
                [RatingLabel.helpful, .somewhatHelpful, .notHelpful].map { label in
                    [
                        "id": .text("level-\(label.level)"), "value": .text(label.level), "label": .text(words(label)),
                        "isChosen": .flag(label == self.label),
                    ]
                }),
            "helpful": boxes(ExplanationTag.helpful.filter(offered.contains)),
            "notHelpful": boxes(ExplanationTag.notHelpful.filter(offered.contains)),
            "isRated": .flag(isRated),
        ]
    }

    fileprivate func faults(_ words: Words) -> [FieldProblem] {
        switch problem {
        case .noLabel: [FieldProblem(target: "level-\(RatingLabel.helpful.level)", message: words(.noteNoLabel))]
        case .noReason: [FieldProblem(target: ExplanationTag.helpfulClear.rawValue, message: words(.noteNoReason))]
        case .wrongReason: [FieldProblem(target: ExplanationTag.helpfulClear.rawValue, message: words(.noteWrongReason))]
        case nil: []
        }
    }
}

extension NoteFormPage {
    static var template: Template { .noteForm }
    static var section: NavigationSection? { .claims }

    func title(_ words: Words) -> String { words.title(.titleNewNote, hasProblems: !problems.isEmpty) }

    func fields(_ words: Words) -> Fields {
        func boxes(_ reasons: [WrittenNote.Reason]) -> Fields.Value {
            .list(
                reasons.map { reason in
                    [
                        "id": .text(reason.rawValue), "name": .text(reason.rawValue), "label": .text(words(reason)),
                        "isChosen": .flag(self.reasons.contains(reason)),
                    ]
                })
        }
        return [
            "list": .text(SitePath.notes), "action": .text(SitePath.newNote), "subject": .text(subject),
            "summary": .text(summary), "isTrusted": .flag(hasTrustworthySources),
            "options": .list(
                WrittenNote.Classification.allCases.map { choice in
                    [
                        "id": .text(choice.rawValue), "value": .text(choice.rawValue), "label": .text(words(choice)),
                        "isChosen": .flag(choice == classification),
                    ]
                }),
            "misleading": boxes(WrittenNote.Classification.misleading.reasons),
            "notMisleading": boxes(WrittenNote.Classification.notMisleading.reasons),
            "problems": problems.map { $0.fault(words) }.summary,
        ]
    }
}

extension NoteFormPage.Problem {
    fileprivate func fault(_ words: Words) -> FieldProblem {
        switch self {
        case .noSubject: FieldProblem(target: "subject", message: words(.noteNoSubject))
        case .noClassification:
            FieldProblem(target: WrittenNote.Classification.misleading.rawValue, message: words(.noteNoClassification))
        case .noReason: FieldProblem(target: WrittenNote.Reason.misleadingFactualError.rawValue, message: words(.noteNoCause))
        case .noSummary: FieldProblem(target: "summary", message: words(.noteNoSummary))
        case .longSummary: FieldProblem(target: "summary", message: words(.noteLongSummary))
        case .badSummary: FieldProblem(target: "summary", message: words(.noteBadSummary))
        case .tooMany: FieldProblem(target: "subject", message: words(.noteTooMany))
        }
    }
}

extension NoteStatus: Worded {
    var phraseKey: String { "note-status.\(rawValue)" }
}

extension RatingLabel: Worded {
    var phraseKey: String { "note-rating.\(level)" }
}

extension ExplanationTag: Worded {
    var phraseKey: String { "note-tag.\(rawValue)" }
}

extension FinalRule: Worded {
    var phraseKey: String { "note-rule.\(rawValue)" }
}

extension WrittenNote.Classification: Worded {
    var phraseKey: String { "note-class.\(rawValue)" }
}

extension WrittenNote.Reason: Worded {
    var phraseKey: String { "note-reason.\(rawValue)" }
}
