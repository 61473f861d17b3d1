import ArgumentParser
import Daylight
import Sponsorship

/// `daylight ads label`: the label of an ad, as each medium carries it.
struct LabelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "label",
        abstract: "Make the label of a political ad from its transparency notice.",
        discussion: """
            EXAMPLE
              daylight ads label notice.json --address https://paper.example/t/7K3M9QXA --format svg

            The label is in the language of the notice. A notice with a finding of severity block has no label.

            EXIT CODES
              0 made · 1 the notice is not valid · 64 wrong options · 65 malformed input · 66 no such file
            """)

    /// What carries the label.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case html, print, spoken, caption, svg
    }

    @Argument(help: "The notice as JSON; - for standard input.")
    var notice: String

    @Option(help: "Where the notice is read: an https address.")
    var address: String

    @Option(help: "html, print, spoken, caption, or svg for a QR code of the address.")
    var format: Format = .html

    @Option(help: ArgumentHelp("What the notice is judged against, as in ads validate.", valueName: "context.json"))
    var context: String?

    @Flag(help: "Print one JSON object with all of them instead.")
    var json = false

    func validate() throws {
        guard let link = SecureLink(address) else {
            throw ValidationError("--address: expected an https address, found \(address).")
        }
        guard QRCode(link.text) != nil else {
            throw ValidationError("--address: expected at most \(QRCode.mostBytes) bytes, found \(link.text.utf8.count).")
        }
        if notice == "-", context == "-" { throw ValidationError("Only one of the two can be standard input.") }
    }

    func run() throws {
        guard let link = SecureLink(address), let code = QRCode(link.text) else { return }
        let known = try NoticeContext.reading(context, json: json)
        let label = try JudgedFile(path: notice, json: json).readObject(limit: ValidateCommand.byteLimit) { object in
            try Self.label(of: NoticeReview(object, context: known), at: link)
        }
        guard let label else {
            StandardError.say("daylight: \(notice): the notice has faults; daylight ads validate tells them")
            throw ExitCode(Failure.Reason.answerIsNo.rawValue)
        }
        print(json ? CanonicalJSON.line(Self.json(label, code)) : Self.text(label, code, format))
    }

    /// - Returns: `nil` for a notice with faults.
    private static func label(of review: NoticeReview, at link: SecureLink) throws(InputError) -> Label? {
        guard let notice = review.notice else { return nil }
        guard let label = Label(of: notice, at: link) else {
            throw InputError(
                field: "language", expected: "one of \(NoticeLanguages.all.joined(separator: " "))", found: notice.language.text)
        }
        return label
    }

    private static func text(_ label: Label, _ code: QRCode, _ format: Format) -> String {
        switch format {
        case .html: label.html
        case .print: label.printed
        case .spoken: label.spoken
        case .caption: label.caption.joined(separator: "\n")
        case .svg: code.svg(title: label.noticeAddress.text)
        }
    }

    private static func json(_ label: Label, _ code: QRCode) -> JSONValue {
        [
            "language": .string(label.words.language.text), "address": .string(label.noticeAddress.text),
            "statements": .array(
                label.statements.map { statement in
                    [
                        "item": .string(statement.item.rawValue), "basis": .string(statement.item.basis),
                        "text": .string(statement.text),
                    ]
                }), "html": .string(label.html), "print": .string(label.printed), "spoken": .string(label.spoken),
            "caption": .array(label.caption.map { .string($0) }), "svg": .string(code.svg(title: label.noticeAddress.text)),
        ]
    }
}
