import Daylight

extension SubjectPage {
    static var template: Template { .subject }
    static var section: NavigationSection? { .ask }

    func title(_ words: Words) -> String { "\(words(card.subject.kind)) \(card.subject.identifier)" }

    func fields(_ words: Words) -> Fields {
        [
            "subject": .group(card.subject.fields(words)),
            "answers": .list(card.answers.map { $0.fields(words) }),
            "json": .text(SitePath.answer(card.subject)),
            "command": .text("daylight ask \(ShellText.quoted(card.subject.description))"),
            "findings": .list(findings.map { $0.fields(words) }),
            "hasFindings": .flag(!findings.isEmpty),
            "activity": activityFields(words),
            "notes": .list(notes.map { $0.fields(words) }), "hasNotes": .flag(!notes.isEmpty),
            "writeNote": .text(SitePath.newNote(on: card.subject, isSignedIn: isSignedIn)),
        ]
    }

    private func activityFields(_ words: Words) -> Fields.Value {
        guard case .rows(let rows, let paging, let downloads) = activity else { return .flag(false) }
        return .group([
            "rows": .list(rows.map { $0.fields(words) }), "hasRows": .flag(!rows.isEmpty),
            "paging": .group(paging.fields(words, counted: .rows)), "downloads": .group(downloads.fields),
        ])
    }
}

extension SubjectPage.ActivityRow {
    fileprivate func fields(_ words: Words) -> Fields {
        ["time": .text(time.description), "object": .group(object.fields(words)), "content": .text(content)]
    }
}

extension Answer {
    fileprivate func fields(_ words: Words) -> Fields {
        [
            "number": .text(String(question.rawValue)), "question": .text(question.title),
            "sentence": .text(sentence), "standing": .text(words(standing)), "style": .text(standing.slug),
            "date": .optional(date.map { words.moment($0) }),
            "evidence": .list(
                evidence.map { item in
                    ["label": .text(item.label), "path": .text(item.path), "isReceipt": .flag(item.isReceipt)]
                }),
            "hasEvidence": .flag(!evidence.isEmpty),
        ]
    }
}

/// A word for a POSIX shell.
enum ShellText {
    private static let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/@%+=,".utf8)

    /// The text as it stands when every byte is harmless, else in single quotes.
    static func quoted(_ text: String) -> String {
        if !text.isEmpty, text.utf8.allSatisfy(plain.contains) { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
